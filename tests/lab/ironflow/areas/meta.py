# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Health, readiness, version and capabilities."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from starlette.responses import JSONResponse

from ..call import Call, moment
from ..engine import ENDED, Engine


def health(call: Call) -> dict[str, Any]:
    return {"status": "ok", "timestamp": call.now(), "version": call.lab.version}


@dataclass
class Readiness:
    """What keeps the server from being ready, by its part; tests fill it in."""

    issues: dict[str, str] = field(default_factory=dict)
    warnings: dict[str, str] = field(default_factory=dict)


def ready(call: Call) -> Any:
    state = call.lab.room(Readiness)
    if state.issues:
        return JSONResponse({"status": "not_ready", "issues": state.issues}, 503)
    return {"status": "ready", **({"warnings": state.warnings} if state.warnings else {})}


def capabilities(call: Call) -> dict[str, Any]:
    transports = ["websocket", "connectrpc"]
    return {"transports": transports, "features": [], "version": call.lab.version, "auth_required": True}


def components(call: Call) -> dict[str, Any]:
    return {"status": "ok", "timestamp": call.now(), "components": {"store": {"status": "ok"}}}


def info(call: Call) -> dict[str, Any]:
    """Of the whole server, not of an environment."""
    engines = [room for (kind, _environment), room in call.lab.rooms.items() if kind is Engine]
    active = [run for one in engines for run in one.runs.values() if run.status not in ENDED]
    counts = {"functionCount": sum(len(one.functions) for one in engines), "activeRuns": len(active)}
    return {"version": call.lab.version, "goVersion": "go1.24", "startedAt": moment(call.lab.started), **counts}


BEHAVIOURS = {
    "health": health,
    "ready": ready,
    "capabilities": capabilities,
    "IronflowService/Health": components,
    "IronflowService/Info": info,
}
