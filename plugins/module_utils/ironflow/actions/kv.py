# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""KV keys: the module that makes one so, and the one that looks up one or many."""

from __future__ import annotations

from typing import Any

from ...core.ensure import STATE, as_options, make_so, wish
from ...core.errors import NotFound
from ...core.spec import Field, ModuleSpec, Task
from ...http.parallel import side_by_side
from ..client import IRONFLOW, Ironflow
from ..forms import FORMAT, Unread, checked, decode
from ..resources.kv import KeyStore, advice, bucket_missing, fetch, listed

CONNECTIONS = 4


def run(task: Task) -> dict[str, Any]:
    params = task.params
    store = KeyStore(params["format"], params["purge"])
    desired = wish(store.resource, params)
    if params["state"] == "present" and "value" in desired:
        desired["value"] = checked(params["format"], desired["value"], store.resource.title(desired))
    result = make_so(task, store.resource, desired)
    if task.check_mode and result["operation"] == "create" and store.no_bucket:
        # not an error here: an earlier task, which was not carried out either, may be the one that creates it
        task.outside.warn(f"{store.resource.title(desired)}: {advice(desired['bucket'])}")
    return result


def look_up(task: Task) -> dict[str, Any]:
    params, client = task.params, task.client
    bucket, missing = params["bucket"], False

    def one(key: str) -> dict[str, Any] | None:
        nonlocal missing
        try:
            return read(client, bucket, key, params["format"])
        except NotFound as error:
            missing = missing or bucket_missing(error)
            return None

    try:
        keys = listed(client, bucket, params["filter"]) if params["key"] is None else [params["key"]]
    except NotFound:
        keys, missing = [], True
    found = [item for item in side_by_side(one, keys, CONNECTIONS) if item]
    if missing:
        task.outside.warn(advice(bucket))
    return {"changed": False, "resources": found}


def read(client: Ironflow, bucket: str, key: str, form: str) -> dict[str, Any]:
    """A key in the form that is asked for, or else in the one that its bytes have."""
    entry = fetch(client, bucket, key)
    values = {kind: decode(kind, entry["value"]) for kind in (form, "text", "base64")}
    kind = next(kind for kind, value in values.items() if not isinstance(value, Unread))
    return {"bucket": bucket, "key": key, **entry, "value": values[kind], "format": kind}


OPTIONS = as_options(KeyStore("json").resource)
KV = ModuleSpec(
    IRONFLOW,
    (*OPTIONS, FORMAT, Field("purge", "bool", default=False), STATE),
    run,
    ("operation", "resource", "unverified"),
)
KV_INFO = ModuleSpec(
    IRONFLOW,
    (Field("bucket", required=True), Field("key"), Field("filter"), FORMAT),
    look_up,
    ("resources",),
    {"mutually_exclusive": [["key", "filter"]]},
)
