# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""How the parameters of an operation become a body, its type, a query and headers."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from ..core.errors import PlanError
from ..core.files import parsed
from ..core.writing import source
from ..http.multipart import Multipart, Upload
from .client import Infino, dataset_at, segment
from .filters import sound
from .operations import Operation

PLACE = re.compile(r"\{(\w+)\}")
JSON, YAML, FORM = "application/json", "application/yaml", "application/x-www-form-urlencoded"
FILES = {"json": JSON, "jsonl": "application/x-ndjson", "csv": "text/csv"}


@dataclass
class Sent:
    """A request as it will be made."""

    kind: str = JSON
    data: Any = None
    query: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


def perform(client: Infino, operation: Operation, given: Mapping[str, Any], safe: bool) -> Any:
    """The answer's JSON. ``safe`` says that sending it twice does no harm."""
    return deliver(client, operation.method, path_of(operation, given), sent(operation, given), safe)


def deliver(client: Infino, method: str, path: str, request: Sent, safe: bool) -> Any:
    headers = {**request.headers, **({"Content-Type": request.kind} if request.kind else {})}
    query = "&".join(f"{name}={request.query[name]}" for name in sorted(request.query))
    address = path + ("?" + query if query else "")
    return client.session.request(method, address, safe=safe, data=request.data, headers=headers)


def path_of(operation: Operation, given: Mapping[str, Any]) -> str:
    def name(found: re.Match[str]) -> str:
        value = given[found.group(1)]
        at_the_root = found.group(1) == "dataset" and found.start() == 1
        return dataset_at(value)[1:] if at_the_root else segment(found.group(1), value)

    return PLACE.sub(name, operation.path)


def sent(operation: Operation, given: Mapping[str, Any]) -> Sent:
    values = {name: given[name] for name in operation.of if given.get(name) is not None}
    return FORMS[operation.body](values, given)


def nothing(values: Mapping[str, Any], given: Mapping[str, Any]) -> Sent:
    return Sent()


def page(values: Mapping[str, Any], given: Mapping[str, Any]) -> Sent:
    return Sent(query=dict(values))


def as_json(values: Mapping[str, Any], given: Mapping[str, Any]) -> Sent:
    (value,) = values.values()
    return Sent(data=dumped(value))


def document(values: Mapping[str, Any], given: Mapping[str, Any]) -> Sent:
    """A dictionary as JSON; a text is YAML, and sent as it is."""
    value = values["config"]
    if isinstance(value, str):
        parsed(value, "config")
        return Sent(YAML, value.encode())
    return as_json(values, given)


def dsl(values: Mapping[str, Any], given: Mapping[str, Any]) -> Sent:
    """JSON, which may be given as text."""
    ((name, value),) = values.items()
    if isinstance(value, str):
        try:
            json.loads(value)
        except ValueError as error:
            raise PlanError(f"{name} is no JSON: {error}") from None
        return Sent(data=value.encode())
    return Sent(data=dumped(value))


def sql(values: Mapping[str, Any], given: Mapping[str, Any]) -> Sent:
    return Sent(data=dumped({"query": values["query"]}))


def ndjson(values: Mapping[str, Any], given: Mapping[str, Any]) -> Sent:
    text = values["payload"]
    for number, line in enumerate(text.split("\n"), start=1):
        try:
            json.loads(line or "0")
        except ValueError as error:
            raise PlanError(f"payload line {number} is no JSON: {error}") from None
    return Sent("application/x-ndjson", (text if text.endswith("\n") else text + "\n").encode())


def metrics(values: Mapping[str, Any], given: Mapping[str, Any]) -> Sent:
    return Sent(FORM, values["payload"].encode())


def promql(values: Mapping[str, Any], given: Mapping[str, Any]) -> Sent:
    pairs = [("index" if name == "dataset" else name, value) for name, value in values.items()]
    return Sent(FORM, "&".join(f"{name}={quote(str(value))}" for name, value in pairs).encode())


def from_source(values: Mapping[str, Any], given: Mapping[str, Any]) -> Sent:
    """What is asked of a connected source: always a text, and without a type; the connection is named in a header."""
    made = Sent("", headers={"x-infino-connection-id": given["connection_id"]})
    if values:
        query = values["query"]
        made.data = dumped({"query": query if isinstance(query, str) else json.dumps(query)})
    return made


def execute(values: Mapping[str, Any], given: Mapping[str, Any]) -> Sent:
    body = {name: value for name, value in values.items() if value}
    if "filters" in body:
        body["filters"] = [{"id": uuid.uuid4().hex, **FILTER, **one} for one in sound(body["filters"], "")]
    return Sent(data=dumped(body))


FILTER = {"value": None, "enabled": True, "is_time_filter": False, "query_type": None, "index": None}


def file(values: Mapping[str, Any], given: Mapping[str, Any]) -> Sent:
    pieces = source(values["file_path"], "file_path")
    kind = values.get("format", "auto")
    texts = {"index_name": values["dataset"], "format": kind}
    if "batch_size" in values:
        texts["batch_size"] = str(values["batch_size"])
    upload = Upload(pieces.path.name, pieces, len(pieces), FILES.get(kind, "application/octet-stream"))
    body = Multipart(texts, "file", upload)
    query = {"async": "true" if values.get("async_mode") else "false"}
    return Sent(body.headers["Content-Type"], body, query)


def dumped(value: Any) -> bytes:
    return json.dumps(value, allow_nan=False).encode()


FORMS: dict[str, Callable[[Mapping[str, Any], Mapping[str, Any]], Sent]] = {
    "": nothing, "page": page, "json": as_json, "document": document, "dsl": dsl, "sql": sql, "ndjson": ndjson,
    "metrics": metrics, "promql": promql, "source": from_source, "execute": execute, "file": file,
}  # fmt: skip
