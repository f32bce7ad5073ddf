# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Nodes that are files: sent where their content differs, fetched where a file on the disk does."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import quote

from ...core.contents import to_file
from ...core.ensure import RETURNS, STATE, UPDATE_SECRET, look, show
from ...core.errors import NotFound, PlanError
from ...core.spec import Field, ModuleSpec, Task
from ...core.writing import DEST, Known
from ...http.multipart import Upload
from ..client import INFRAHUB
from ..described import Shapes
from ..node_files import SHA1, content_of, filed, from_path, from_text
from .node import DATA, HFID, ID, asked
from .node import run as run_node

NAME, SRC, CONTENT = Field("file_name"), Field("src", "path", aliases=("file_path",), source=True), Field("content")
STORED = Field("storage_id")


def run(task: Task) -> dict[str, Any]:
    params = task.params
    if params["storage_id"]:
        return from_storage(task)
    if not params["kind"]:
        raise PlanError("kind is missing; it is needed unless storage_id says which file is meant")
    return fetch(task) if params["dest"] else put(task)


def put(task: Task) -> dict[str, Any]:
    upload, name = given(task), task.params["file_name"]
    if name and not upload and task.params["state"] == "present":
        raise PlanError("file_name is the name of what is sent; give src or content too")
    answer = run_node(task, partial(filed, upload=upload, option="src or content", name=name if upload else None))
    return {name: one for name, one in answer.items() if name not in ("object", "msg")}


def given(task: Task) -> Upload | None:
    params = task.params
    if params["state"] == "absent":
        return None
    if params["content"] is not None:
        if not params["file_name"]:
            raise PlanError("content has no name; give file_name too")
        return from_text(params["content"], params["file_name"])
    return from_path(params["src"], "src", params["file_name"]) if params["src"] else None


def fetch(task: Task) -> dict[str, Any]:
    check_fetch(task)

    def found() -> tuple[str, dict[str, Any] | None, dict[str, Any]]:
        node = filed(asked(task, Shapes(task.client.schema())), None, "src")
        current = look(node.resource, {**node.desired, **({"id": node.id} if node.id else {})}, task.client)
        return node.title, current, show(node.resource, current)

    title, current, shown = task.client.with_schema(found)
    if current is None:
        raise PlanError(f"Infrahub has no {title}")
    known = Known(SHA1, current["checksum"]) if current["checksum"] else None
    written = to_file(task, content_of(task.client, current["id"]), known)
    return {"operation": "none", "resource": shown, "unverified": [], **written}


def from_storage(task: Task) -> dict[str, Any]:
    """The storage's own identifier names a content, which never changes."""
    check_fetch(task)
    identifier = task.params["storage_id"]
    if not task.params["dest"]:
        raise PlanError("storage_id is for what is fetched; give dest too")
    path = f"/api/storage/files/by-storage-id/{quote(identifier, safe='')}"
    get = partial(task.client.receive, path, query=[("branch", task.client.branch)])
    try:
        return {"operation": "none", "resource": {}, "unverified": [], **to_file(task, get)}
    except NotFound:
        raise PlanError(f"Infrahub has no file with the storage_id {identifier}") from None


def check_fetch(task: Task) -> None:
    if task.params["src"] or task.params["content"] is not None or task.params["state"] == "absent":
        raise PlanError("dest and storage_id are for what is fetched; give them without src, content and state: absent")


KIND = Field("kind")
WHO = (KIND, replace(ID, aliases=("node_id",)), HFID, STORED, DATA)
OPTIONS = (*WHO, SRC, CONTENT, NAME, *DEST, STATE, UPDATE_SECRET)
RULES = {"mutually_exclusive": [["src", "content"], ["storage_id", "id", "hfid"]]}
FILE = ModuleSpec(INFRAHUB, OPTIONS, run, (*RETURNS, "dest"), RULES)
