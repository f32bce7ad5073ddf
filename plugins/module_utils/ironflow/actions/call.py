# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Any operation of Ironflow by its name, with parameters that are checked before anything is sent."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from ...core.errors import PlanError
from ...core.spec import Field, ModuleSpec, Task
from ...core.words import unknown
from ..client import IRONFLOW, Ironflow, segment
from ..eras import need
from ..operations.table import PATH_NAME, Operation, Parameter, operation

NUMBERS = ("integer", "int32", "uint32", "int64", "uint64")
PYTHON: dict[str, tuple[Any, str]] = {
    **dict.fromkeys(NUMBERS, (int, "a whole number")),
    "number": ((int, float), "a number"),
    "boolean": (bool, "true or false"),
    "bool": (bool, "true or false"),
    "object": (dict, "a dictionary"),
    "string": (str, "a text"),
    "timestamp": (str, "a time such as 2026-01-02T03:04:05Z"),
    "duration": (str, "a duration such as 1.5s"),
    "bytes": (str, "a text in base64"),
}
ENVIRONMENT = "X-Ironflow-Environment"


def run(task: Task) -> dict[str, Any]:
    """``result`` is the answer as the server gives it."""
    asked = operation(task.params["operation"])
    title = f"operation {asked.name}"
    if asked.kind:
        raise PlanError(f"{title} is a {asked.kind}, which one call cannot carry; it has no single answer")
    need(task.client, title, asked.span)
    sent = checked(task.client, title, asked.parameters, task.params["params"] or {})
    body = whole(title, asked, task.params)
    if task.check_mode and not asked.reads:
        return {"changed": True, "result": None}
    return {"changed": not asked.reads, "result": send(task.client, asked, sent, body)}


def checked(
    client: Ironflow, title: str, known: Mapping[str, Parameter], given: Mapping[str, Any], place: str = ""
) -> dict[str, Any]:
    """The parameters as they are sent. An unknown one would be dropped by the server without a word."""
    free = {name: one for name, one in known.items() if not name.startswith(ENVIRONMENT)}
    for name in given:
        if name not in free:
            raise PlanError(unknown(f"{title} has no parameter", place + name, [place + one for one in free]))
    for name, one in free.items():
        if one.required and given.get(name) is None:
            raise PlanError(f"{title} needs {place}{name}")
    made = {}
    for name, value in given.items():
        need(client, f"{title}: {place}{name}", free[name].span)
        made[name] = valued(client, title, free[name], value, place + name)
    return made


def valued(client: Ironflow, title: str, one: Parameter, value: Any, place: str, item: bool = False) -> Any:
    if value is None:
        return None
    if one.many and not item:
        if not isinstance(value, list):
            raise PlanError(f"{title}: {place} takes a list")
        return [valued(client, title, one, each, f"{place}[{number}]", True) for number, each in enumerate(value)]
    if one.base.startswith("enum("):
        prefix, *words = one.base[len("enum(") : -1].split("|")
        word = str(value).upper().removeprefix(prefix) if prefix else str(value)
        if word not in words:
            raise PlanError(f"{title}: {place}: {unknown('there is no', value, [known.lower() for known in words])}")
        return prefix + word
    if one.inner and isinstance(value, Mapping):
        return checked(client, title, one.inner, value, place + ".")
    kind, called = PYTHON.get(one.base, (dict, "a dictionary") if one.inner else (object, ""))
    if not isinstance(value, kind) or (isinstance(value, bool) and one.base in (*NUMBERS, "number")):
        raise PlanError(f"{title}: {place} takes {called}")
    return value


def whole(title: str, asked: Operation, params: Mapping[str, Any]) -> Any:
    """A body that is one thing: a document, or bytes."""
    for name, kind in (("document", "document"), ("content", "bytes")):
        if params[name] is not None and asked.body != kind:
            raise PlanError(f"{title} takes no {name}; give what it takes as params")
        if asked.body == kind and params[name] is None:
            raise PlanError(f"{title} needs {name}")
    return params["document"] if asked.body == "document" else (params["content"] or "").encode()


def send(client: Ironflow, asked: Operation, sent: Mapping[str, Any], body: Any) -> Any:
    if asked.rpc:
        service, _skip, method = asked.name.partition("/")
        return client.rpc(service, method, sent, safe=asked.reads)
    by_place: dict[str, dict[str, Any]] = {"path": {}, "query": {}, "headers": {}, "fields": {}}
    for name, value in sent.items():
        by_place[asked.parameters[name].place][name] = value
    path = filled(asked.path, by_place["path"])
    root = "/api/v1" if path.startswith("/api/v1/") else ""
    how: dict[str, Any] = {"headers": {name: str(value) for name, value in by_place["headers"].items()}}
    how.update(root=root, raw=True, **by_place["query"])
    if asked.body == "bytes":
        how["data"] = body
    elif asked.body == "document" or by_place["fields"]:
        how["json"] = body if asked.body == "document" else by_place["fields"]
    scoped = any(name.startswith(ENVIRONMENT) and one.required for name, one in asked.parameters.items())
    if scoped:
        how.pop("headers")  # it takes no others
    answer = (client.scoped if scoped else client.rest)(asked.method, path.removeprefix(root), **how)
    return {"base64": b64encode(answer).decode()} if isinstance(answer, bytes) else answer


def filled(path: str, values: Mapping[str, Any]) -> str:
    """The path with its names; a name with a rest after it keeps its slashes."""

    def put(found: Any) -> str:
        text = str(values[found[1]])
        return "/".join(map(segment, text.split("/"))) if found[2] else segment(text)

    return PATH_NAME.sub(put, path)


CALL = ModuleSpec(
    IRONFLOW,
    (
        Field("operation", required=True),
        Field("params", "dict", conceal=True),
        Field("document", "dict", conceal=True),
        Field("content", conceal=True),
    ),
    run,
    ("result",),
)
