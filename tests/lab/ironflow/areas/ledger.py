# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the server says of its own routes, and its counters for Prometheus."""

from __future__ import annotations

from collections import Counter
from typing import Any

from starlette.responses import PlainTextResponse, Response

from ..call import Call
from ..engine import Engine
from ..rest import missing
from ..table import Operation

OPENAPI_SINCE = (0, 42)


def of_rest(call: Call) -> list[Operation]:
    return [one for one in call.lab.table.operations.values() if not one.rpc]


def routes(call: Call) -> dict[str, Any]:
    told = [
        {"method": one.method, "path": one.path, "category": "supported", "group": one.facts["group"]}
        for one in of_rest(call)
    ]
    return {"routes": told}


def openapi(call: Call) -> Any:
    if call.lab.at < OPENAPI_SINCE:
        return missing([])
    paths: dict[str, dict[str, Any]] = {}
    for one in of_rest(call):
        status = str(one.status or 200)
        answer = {"operationId": one.name, "responses": {status: {"description": "OK"}}}
        paths.setdefault(one.path.replace("...}", "}"), {})[one.method.lower()] = answer
    return {"openapi": "3.1.0", "info": {"title": "Ironflow", "version": call.lab.version}, "paths": paths}


def metrics(call: Call) -> Response:
    """Of all environments, in the text form of Prometheus."""
    engines = [room for (kind, _environment), room in call.lab.rooms.items() if kind is Engine]
    runs = Counter(run.status for engine in engines for run in engine.runs.values())
    lines = ["# TYPE ironflow_build_info gauge", f'ironflow_build_info{{version="{call.lab.version}"}} 1']
    lines += [
        "# TYPE ironflow_runs gauge",
        *(f'ironflow_runs{{status="{name}"}} {n}' for name, n in sorted(runs.items())),
    ]
    return PlainTextResponse("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")


BEHAVIOURS = {"GET /api/v1/routes": routes, "GET /api/v1/openapi.json": openapi, "GET /metrics": metrics}
