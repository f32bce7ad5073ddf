# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Wait for a change of a config document, or until it is there, gone, or has some values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import NotFound
from ...core.spec import Field, ModuleSpec, Task
from ..client import IRONFLOW
from ..resources.config import apart, fetch, place
from ..watching import OPTIONS, Entry, Watch, check, wait


def run(task: Task) -> dict[str, Any]:
    params, client = task.params, task.client
    name, wanted = params["name"], params["data"]
    check(params, name, "data")

    def snapshot() -> dict[str, Entry]:
        try:
            found = fetch(client, name)
        except NotFound:
            return {}
        return {name: entry({**found, "data": found["data"] or {}})}

    def fits(content: Mapping[str, Any]) -> bool:
        data = content["data"]
        return all(key in data and not apart(value, data[key]) for key, value in (wanted or {}).items())

    path = f"/api/v1{place({'name': name})}/watch"
    title = f"config document {name}"
    watch = Watch(title, path, snapshot, read, params["until"], params["revision"], name, fits)
    wait(task, watch)
    found = watch.change[1] if watch.change else watch.entries.get(name)
    gone = watch.change is not None and watch.change[1].content is None
    operation = "none" if watch.change is None else "delete" if gone else "put"
    content = {"data": None, "updated_at": None} if gone else found.content if found else None
    resource = {"name": name, "revision": found.revision, **content} if found and content else {}
    return {"changed": False, "operation": operation, "resource": resource}


def entry(told: Mapping[str, Any]) -> Entry:
    gone = told.get("data") is None
    return Entry(int(told["revision"]), None if gone else {"data": told["data"], "updated_at": told.get("updatedAt")})


def read(frame: Mapping[str, Any]) -> tuple[str, Entry] | None:
    return (frame["name"], entry(frame)) if frame.get("type") == "config_update" else None


CONFIG_WAIT = ModuleSpec(
    IRONFLOW,
    (Field("name", required=True), Field("data", "dict", conceal=True), *OPTIONS),
    run,
    ("operation", "resource"),
)
