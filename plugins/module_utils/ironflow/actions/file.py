# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Files: sent where their content differs, fetched where a file on the disk does, copied and moved by the server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Any

from ...core.contents import to_file
from ...core.ensure import RETURNS, STATE, look, make_so, show
from ...core.errors import NotFound, PlanError
from ...core.plan import Plan
from ...core.spec import Field, ModuleSpec, Resource, Task
from ...core.values import differs
from ...core.writing import DEST, SHA, Content, Known, media_type, source
from ..client import IRONFLOW, segments
from ..resources.file import FIELDS, FILE, WRITTEN, CopyStore, FileStore, checked, content_of, listed, read
from ..resources.file_bucket import FILE_BUCKET, advice

Adapt = Callable[[Mapping[str, Any], Any], Mapping[str, Any]]
ON_THE_WAY = "of what is sent"
TOLD_BY_USER = ("content_type", "metadata")


def run(task: Task) -> dict[str, Any]:
    params = task.params
    segments(params["path"], "path")
    if params["state"] == "absent":
        if params["dest"]:
            raise PlanError("dest is for what is fetched; leave it out, or state: absent")
        return make_so(task, FILE, handle(params))
    for name in TOLD_BY_USER if params["dest"] or params["copy_from"] or params["move_from"] else ():
        if params[name] is not None:
            raise PlanError(f"{name} goes with a content that is sent; leave it out here")
    if params["dest"]:
        return fetch(task)
    if params["copy_from"]:
        return copy(task)
    return move(task) if params["move_from"] else put(task)


def handle(params: Mapping[str, Any]) -> dict[str, Any]:
    return {"bucket": params["bucket"], "path": params["path"]}


def put(task: Task) -> dict[str, Any]:
    params, content = task.params, given(task)
    desired = {**handle(params), **{name: params[name] for name in TOLD_BY_USER if params[name] is not None}}
    title = FILE.title(desired)
    if params["metadata"] is not None:
        desired["metadata"] = checked(params["metadata"], title)

    def adapt(wanted: Mapping[str, Any], current: Mapping[str, Any] | None) -> Mapping[str, Any]:
        if current is None:
            if content is None:
                raise PlanError(f"{title} does not exist yet; give src or content to create it")
            return {"content_type": media_type(params["path"]), **wanted, **mark(content, None)}
        for f in FIELDS if content is None else ():
            if f.name in TOLD_BY_USER and f.name in wanted and differs(f, wanted[f.name], current[f.name]):
                raise PlanError(f"{title}: {f.name} is changed by a new upload only; give src or content too")
        return {**wanted, **mark(content, current)} if content is not None else wanted

    def mark(content: Content, current: Mapping[str, Any] | None) -> dict[str, str]:
        """Of what is of another size, it is known that it differs; its checksum is taken when it is sent."""
        apart = not task.check_mode and (current is None or current["size"] != len(content))
        return {"sha256": ON_THE_WAY if apart else content.sha256}

    def weigh(task: Task, planned: Plan) -> None:
        if planned.changed:
            fits(task, planned, len(content or ()))

    result = make_so(task, replace(FILE, store=FileStore(content), adapt=adapt), desired, weigh)
    for told in (result["resource"], result["diff"]["after"]):
        if content is not None and told["sha256"] == ON_THE_WAY:
            told["sha256"] = content.sha256
    return result


def given(task: Task) -> Content | None:
    if task.params["content"] is not None:
        whole = str(task.params["content"]).encode("utf-8", "surrogatepass")
        return Content([whole], len(whole))
    if not task.params["src"]:
        return None
    file = source(task.params["src"])
    return Content(file, len(file))


def fits(task: Task, planned: Plan, size: int) -> None:
    """What the bucket would refuse is refused before it is sent: a server may end the connection in the middle."""
    after = planned.after or {}
    bucket = next(iter(FILE_BUCKET.store.find(task.client, {"name": task.params["bucket"]})), None)
    if bucket is None:
        return missing(task, f"{FILE.title(after)}: {advice(task.params['bucket'])}")
    largest, kinds = bucket["max_object_bytes"] or 0, bucket["allowed_content_types"] or []
    if 0 < largest < size:
        raise PlanError(f"{FILE.title(after)}: it has {size} bytes, and its bucket takes {largest} at most")
    kind = after["content_type"].partition(";")[0].strip().lower()
    if kinds and not any(fnmatchcase(kind, one.lower()) for one in kinds) and task.check_mode:
        text = f"its bucket takes only {', '.join(sorted(kinds))}; it may refuse {after['content_type']}"
        task.outside.warn(f"{FILE.title(after)}: {text}")
    return None


def missing(task: Task, text: str) -> None:
    """No error in check mode, in which an earlier task that would make it is not carried out either."""
    if not task.check_mode:
        raise PlanError(text)
    task.outside.warn(f"{text}; a run fails unless an earlier task makes it")


def copy(task: Task) -> dict[str, Any]:
    where, found = of_other(task, "copy_from")

    def adapt(wanted: Mapping[str, Any], current: Mapping[str, Any] | None) -> Mapping[str, Any]:
        if found is None:
            missing(task, f"{FILE.title(task.params)}: there is no {FILE.title(where)} to copy")
            return wanted
        if current and current["sha256"] == found["sha256"]:
            return wanted
        return {**wanted, **{name: found[name] for name in WRITTEN}}

    return make_so(task, replace(FILE, store=CopyStore("copy", found or where), adapt=adapt), handle(task.params))


MOVED = Field("moved_from")


class MoveStore(CopyStore):
    """A file is where it should be when it is no longer where it was."""

    def __init__(self, where: Mapping[str, Any]) -> None:
        super().__init__("move", where)
        self.where = where

    def find(self, client: Any, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        there = next(iter(FILE.store.find(client, self.where)), None)
        self.source = there or self.where
        left = FILE.title(self.where).partition(" ")[2] if there else None
        return [{**one, MOVED.name: left} for one in FILE.store.find(client, filters)]


def move(task: Task) -> dict[str, Any]:
    store = MoveStore(other(task, "move_from"))

    def adapt(wanted: Mapping[str, Any], current: Mapping[str, Any] | None) -> Mapping[str, Any]:
        if "sha256" in store.source:
            return {**wanted, MOVED.name: None, **{name: store.source[name] for name in WRITTEN}}
        if current is None:
            missing(task, f"{FILE.title(task.params)}: there is no {FILE.title(store.where)} to move")
        return wanted

    resource = Resource(FILE.name, IRONFLOW, (*FIELDS, MOVED), store, adapt=adapt)
    result = make_so(task, resource, handle(task.params))
    result["resource"].pop(MOVED.name, None)
    return result


def other(task: Task, option: str) -> dict[str, Any]:
    """Which file it is that ``copy_from`` or ``move_from`` names."""
    named = task.params[option]
    where = {"bucket": named["bucket"] or task.params["bucket"], "path": named["path"]}
    segments(where["path"], f"{option}: path")
    if where == handle(task.params):
        raise PlanError(f"{option} is the file itself; name another one")
    return where


def of_other(task: Task, option: str) -> tuple[dict[str, Any], dict[str, Any] | None]:
    where = other(task, option)
    return where, look(FILE, where, task.client)


def fetch(task: Task) -> dict[str, Any]:
    wanted = handle(task.params)
    found = look(FILE, wanted, task.client)
    if found is None:
        raise PlanError(f"Ironflow has no {FILE.title(wanted)}")
    known = Known(SHA, found["sha256"]) if found["sha256"] else None
    written = to_file(task, content_of(task.client, wanted), known)
    return {"operation": "none", "resource": show(FILE, found), "unverified": [], **written}


def look_up(task: Task) -> dict[str, Any]:
    params, client = task.params, task.client
    if params["path"] is not None:
        found = FILE.store.find(client, handle(params))
        return {"changed": False, "resources": [show(FILE, one) for one in found], "folders": []}
    files: list[Mapping[str, Any]] = []
    folders: list[str] = []
    try:
        for some, deeper in listed(client, params["bucket"], params["prefix"], None if params["recurse"] else "/"):
            files += some
            folders += deeper
    except NotFound:
        task.outside.warn(advice(params["bucket"]))
    return {"changed": False, "resources": [show(FILE, read(one)) for one in files], "folders": folders}


BUCKET, OTHER = Field("bucket", required=True), (Field("bucket"), Field("path", required=True))
FILE_SPEC = ModuleSpec(
    IRONFLOW,
    (
        BUCKET,
        Field("path", required=True),
        Field("src", "path", source=True),
        Field("content", conceal=True),
        Field("content_type"),
        Field("metadata", "dict"),
        Field("copy_from", "dict", options=OTHER),
        Field("move_from", "dict", options=OTHER),
        *DEST,
        STATE,
    ),
    run,
    (*RETURNS, "dest"),
    {"mutually_exclusive": [["src", "content", "copy_from", "move_from", "dest"]]},
)
FILE_INFO = ModuleSpec(
    IRONFLOW,
    (BUCKET, Field("path"), Field("prefix"), Field("recurse", "bool", default=True)),
    look_up,
    ("resources", "folders"),
    {"mutually_exclusive": [["path", "prefix"]]},
)
