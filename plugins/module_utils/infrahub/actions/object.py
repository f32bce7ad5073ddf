# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The object store: put contents in, each under an identifier that the server gives, and take them out again."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any
from urllib.parse import quote

from ...core.contents import Fetch, text_or_base64, to_file, whole
from ...core.errors import NotFound, PlanError
from ...core.spec import Field, ModuleSpec, Task
from ...core.writing import DEST, checksum, source
from ...http.multipart import Upload
from ..client import INFRAHUB

MD5 = "md5"


def run(task: Task) -> dict[str, Any]:
    params = task.params
    if params["src"] is None and params["content"] is None:
        return get(task)
    if params["dest"]:
        raise PlanError("dest is for what is taken out of the store; give it without content and src")
    return put(task)


def get(task: Task) -> dict[str, Any]:
    identifier = task.params["identifier"]
    fetch = stored(task, identifier)
    try:
        if task.params["dest"]:
            return {"identifier": identifier, **to_file(task, fetch)}
        _headers, content = whole(fetch)
    except NotFound:
        raise PlanError(f"Infrahub's object store has nothing with the identifier {identifier}") from None
    made = {"changed": False, "identifier": identifier, "checksum": checksum([content], MD5)}
    return {**made, **text_or_base64(content)}


def put(task: Task) -> dict[str, Any]:
    """What is stored never changes: another content gets another identifier."""
    pieces, name = sent(task)
    wanted, identifier = checksum(pieces, MD5), task.params["identifier"]
    before = held(stored(task, identifier)) if identifier else None
    diff = {"before": {"checksum": before} if before else {}, "after": {"checksum": wanted}}
    result = {"changed": before != wanted, "checksum": wanted, "diff": diff}
    if before == wanted:
        return {**result, "identifier": identifier}
    if task.check_mode:
        return result
    size = sum(map(len, pieces)) if isinstance(pieces, list) else len(pieces)
    answer = task.client.upload("/api/storage/upload/file", Upload(name, pieces, size))
    return {**result, "identifier": answer["identifier"]}


def sent(task: Task) -> tuple[Any, str]:
    if task.params["content"] is not None:
        return [task.params["content"].encode()], "content"
    file = source(task.params["src"])
    return file, file.path.name


def stored(task: Task, identifier: str) -> Fetch:
    return partial(task.client.receive, f"/api/storage/object/{quote(identifier, safe='')}")


def held(fetch: Fetch) -> str | None:
    """The checksum of what is in the store; None where nothing is."""

    def take(_headers: Any, pieces: Iterable[bytes]) -> str:
        return checksum(pieces, MD5)

    try:
        return fetch(take)
    except NotFound:
        return None


OPTIONS = (Field("identifier"), Field("content"), Field("src", "path", source=True), *DEST)
RULES = {"mutually_exclusive": [["content", "src"]], "required_one_of": [["identifier", "content", "src"]]}
RETURNS = ("identifier", "checksum", "text", "binary", "dest")
OBJECT = ModuleSpec(INFRAHUB, OPTIONS, run, RETURNS, RULES)
