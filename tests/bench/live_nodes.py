# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Many devices on a real Infrahub, by ``infrahub_nodes`` and by the official SDK's batch of the same, in one run.

The nodes that are made are removed again, the kinds of the namespace Bench stay. ``OPSWEAVE_LIVE_COUNT`` says how many
devices, by default 1,000.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from typing import Any

from tests.contract.sdk import Sdk, python_of

from .modules import Modules
from .network import SCHEMA, device, sites
from .report import Row
from .setting import Setting

CREATE, UNCHANGED = 0.75, 0.15
PATIENCE = 600
SCOPE = {"prune": True, "prune_empty": True, "nodes": []}


def measure(setting: Setting) -> Iterator[Row]:
    count = int(os.environ.get("OPSWEAVE_LIVE_COUNT", "1000"))
    exports = {name: setting.exports[name] for name in ("INFRAHUB_ADDRESS", "INFRAHUB_API_TOKEN")}
    connection = {"api_url": exports["INFRAHUB_ADDRESS"], "api_token": exports["INFRAHUB_API_TOKEN"]}
    modules = Modules(setting.collections, setting.folder("live"), **connection)
    patient: dict[str, Any] = {"api_timeout": PATIENCE}
    modules("infrahub_schema", schemas=[SCHEMA], **patient)
    modules("infrahub_nodes", nodes=sites(), **patient)
    sdk = Sdk("infrahub", python_of("OPSWEAVE_SDK_PYTHON"), {**exports, "INFRAHUB_TIMEOUT": str(PATIENCE)})
    mine, theirs = (named(prefix, count) for prefix in ("ours", "theirs"))
    try:
        modules("infrahub_nodes", nodes=mine[:1], **patient)  # the first use of a kind takes a server seconds
        sdk("batch", as_batch(theirs[:1]))
        spent = {
            "ours": seconds(lambda: modules("infrahub_nodes", nodes=mine, **patient)),
            "theirs": seconds(lambda: sdk("batch", as_batch(theirs))),
            "ours again": seconds(lambda: unchanged(modules, mine, patient)),
            "theirs again": seconds(lambda: sdk("batch", as_batch(theirs))),
        }
    finally:
        sdk.close()
        for made in ([*mine, *theirs], sites()):
            filters = {"name__values": [one["data"]["name"] for one in made]}
            scope = [{"kind": made[0]["kind"], "filters": filters}]
            modules("infrahub_nodes", prune_filters=scope, **SCOPE, **patient)
    yield Row(f"{count} devices created on a real server; the SDK's batch", spent["ours"], spent["theirs"], CREATE)
    yield Row(f"{count} unchanged; the SDK's upserts", spent["ours again"], spent["theirs again"], UNCHANGED)


def named(prefix: str, count: int) -> list[dict[str, Any]]:
    """The same devices under names of their own."""
    made = []
    for number in range(count):
        data = device(number)
        made.append({"kind": "BenchDevice", "data": {**data, "name": f"{prefix}-{data['name']}"}})
    return made


def as_batch(nodes: list[dict[str, Any]]) -> list[list[Any]]:
    return [[one["kind"], {**one["data"], "site": {"hfid": one["data"]["site"]}}] for one in nodes]


def unchanged(modules: Modules, nodes: list[dict[str, Any]], patient: dict[str, Any]) -> None:
    result = modules("infrahub_nodes", nodes=nodes, **patient)
    if result["changed"]:
        raise SystemExit(f"infrahub_nodes changed something: {json.dumps(result)[:2000]}")


def seconds(work: Any) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
