# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Wait for a change of a KV key, of any key of a bucket that fits, or until a key is there, gone, or has a value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from ...core.errors import NotFound, PlanError
from ...core.spec import Field, ModuleSpec, Task
from ...core.values import differs
from ...http.parallel import side_by_side
from ..client import IRONFLOW, Ironflow, segment
from ..forms import FORMAT, Unread, checked, decode, stored
from ..resources.kv import FIELDS, advice, bucket_missing, fetch, listed
from ..resources.kv_bucket import PATH
from ..resources.kv_many import CONNECTIONS
from ..watching import OPTIONS, Entry, Watch, check, wait

VALUE = next(f for f in FIELDS if f.name == "value")


def run(task: Task) -> dict[str, Any]:
    params, client = task.params, task.client
    bucket, key = params["bucket"], params["key"]
    one = key if key and not {"*", ">"} & set(key.split(".")) else None
    check(params, one, "value")
    title = f"KV key {bucket}/{key}" if one else f"KV bucket {bucket}" + (f", keys {key}" if key else "")
    wanted = None if params["value"] is None else checked(params["format"], params["value"], title)

    def snapshot() -> dict[str, Entry]:
        try:
            return look(client, bucket, key, one)
        except NotFound as error:
            if not bucket_missing(error):
                raise
            if not task.check_mode:
                raise PlanError(f"{title}: {advice(bucket)}") from None
            task.outside.warn(f"{title}: {advice(bucket)}")
            return {}

    def fits(content: bytes) -> bool:
        return wanted is None or not differs(VALUE, wanted, decode(params["format"], content))

    path = f"/api/v1{PATH}/{segment(bucket)}/watch" + (f"?key={quote(key, safe='')}" if key else "")
    watch = Watch(title, path, snapshot, read, params["until"], params["revision"], one, fits)
    wait(task, watch)
    return {"changed": False, **told(watch, bucket, params["format"])}


def look(client: Ironflow, bucket: str, key: str | None, one: str | None) -> dict[str, Entry]:
    """All keys that fit. A deleted one is not there."""

    def entry(name: str) -> tuple[str, Entry] | None:
        try:
            found = fetch(client, bucket, name)
        except NotFound as error:
            if bucket_missing(error):
                raise
            return None
        return name, Entry(found["revision"], found["value"])

    names = [one] if one else listed(client, bucket, key)
    return dict(found for found in side_by_side(entry, names, CONNECTIONS) if found)


def read(frame: Mapping[str, Any]) -> tuple[str, Entry] | None:
    if frame.get("type") != "kv_update":
        return None
    gone = frame.get("operation") == "delete" or frame.get("value") is None
    return frame["key"], Entry(int(frame["revision"]), None if gone else stored(frame["value"]))


def told(watch: Watch, bucket: str, form: str) -> dict[str, Any]:
    """What has changed; what is there, where it was as wanted from the start or nothing was waited for."""
    there = watch.entries.get(watch.one or "")
    name, entry = watch.change or (watch.one, there)
    operation = "none" if not watch.change else "delete" if entry is None or entry.content is None else "put"
    if name is None or entry is None:
        return {"operation": operation, "resource": {}}
    made: dict[str, Any] = {"bucket": bucket, "key": name, "revision": entry.revision, "value": None, "format": form}
    if entry.content is not None:
        values = {kind: decode(kind, entry.content) for kind in (form, "text", "base64")}
        made["format"] = next(kind for kind, value in values.items() if not isinstance(value, Unread))
        made["value"] = values[made["format"]]
    return {"operation": operation, "resource": made}


KV_WAIT = ModuleSpec(
    IRONFLOW,
    (Field("bucket", required=True), Field("key"), Field("value", "raw", conceal=True), FORMAT, *OPTIONS),
    run,
    ("operation", "resource"),
)
