# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""KV keys: the module that makes one or many so, and the one that looks them up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...core.ensure import STATE, as_options, make_so, wish
from ...core.errors import NotFound, PlanError
from ...core.plan import Plan
from ...core.reconcile import reconcile
from ...core.spec import Field, ModuleSpec, Task
from ...http.parallel import side_by_side
from ..client import IRONFLOW, Ironflow
from ..forms import FORMAT, Unread, checked, decode
from ..resources.kv import KeyStore, advice, bucket_missing, fetch, listed
from ..resources.kv_many import CONNECTIONS, Extent, KeysStore

OF_ONE = ("value", "if_revision")
OF_MANY = ("prune", "prune_empty", "prefix")


def run(task: Task) -> dict[str, Any]:
    return one(task) if task.params["key"] is not None else many(task)


def one(task: Task) -> dict[str, Any]:
    params = task.params
    refuse(params, OF_MANY, "values")
    store = KeyStore(params["format"], params["purge"])
    desired = wish(store.resource, params)
    if params["state"] == "present" and "value" in desired:
        desired["value"] = checked(params["format"], desired["value"], store.resource.title(desired))
    result = make_so(task, store.resource, desired, weigh)
    if task.check_mode and result["operation"] == "create" and store.no_bucket:
        # not an error here: an earlier task, which was not carried out either, may be the one that creates it
        task.outside.warn(f"{store.resource.title(desired)}: {advice(desired['bucket'])}")
    return result


def weigh(task: Task, planned: Plan) -> None:
    """What is to be changed is still what the user saw. The write itself is bound to the revision that was read."""
    wanted = task.params["if_revision"]
    found = (planned.before or {}).get("revision", 0)
    if planned.changed and wanted is not None and wanted != found:
        title = f"KV key {task.params['bucket']}/{task.params['key']}"
        there = f"its revision is {found}" if found else "it is not there"
        asked = f"revision {wanted}" if wanted else "no such key"
        raise PlanError(f"{title}: {there}, and if_revision asks for {asked}; nothing was written, look it up again")


def many(task: Task) -> dict[str, Any]:
    params = task.params
    refuse(params, OF_ONE, "key")
    if params["prune"] and params["prefix"] is None:
        raise PlanError('prune needs prefix, which says which keys may go; "" is every key of the bucket')
    if params["prefix"] is not None and not params["prune"]:
        raise PlanError("prefix is for prune: true; leave it out, or prune")
    bucket, form, values = params["bucket"], params["format"], params["values"]
    absent = params["state"] == "absent"
    gone = frozenset(key for key, value in values.items() if absent or value is None)
    prefix = params["prefix"] if values or params["prune_empty"] else None
    store = KeysStore(form, params["purge"], Extent(bucket, tuple(values), gone, prefix))
    wanted = [
        {"bucket": bucket, "key": key, "value": checked(form, value, f"KV key {bucket}/{key}")}
        for key, value in values.items()
        if key not in gone
    ]
    result = reconcile(task, store.resource, wanted, store.extent.spent, prune_empty=True)
    if task.check_mode and store.no_bucket and result["operations"]["create"]:
        task.outside.warn(advice(bucket))
    return result


def refuse(params: Any, names: tuple[str, ...], other: str) -> None:
    for name in names:
        if params[name] not in (None, False):
            raise PlanError(f"{name} goes with {other}; leave it out, or give {other}")


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


OPTIONS = tuple(replace(f, required=f.name == "bucket") for f in as_options(KeyStore("json").resource))
KV = ModuleSpec(
    IRONFLOW,
    (
        *OPTIONS,
        Field("values", "dict", conceal=True),
        FORMAT,
        Field("if_revision", "int"),
        Field("prune", "bool", default=False),
        Field("prefix"),
        Field("prune_empty", "bool", default=False),
        Field("purge", "bool", default=False),
        STATE,
    ),
    run,
    ("operation", "operations", "resource", "resources", "unverified"),
    {"mutually_exclusive": [["key", "values"]], "required_one_of": [["key", "values"]]},
)
KV_INFO = ModuleSpec(
    IRONFLOW,
    (Field("bucket", required=True), Field("key"), Field("filter"), FORMAT),
    look_up,
    ("resources",),
    {"mutually_exclusive": [["key", "filter"]]},
)
