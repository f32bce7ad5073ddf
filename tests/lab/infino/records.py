# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Records: written in bulk, fetched by their id."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .area import Area, At, Call, invalid, missing
from .dataset import Dataset, Record, Unfit

ACTIONS = ("index", "update", "delete")
META = {"_id", "_index"}
LONGEST_ID = 512


class Unable(Exception):
    """One item of a bulk that failed; the others are not concerned."""

    def __init__(self, status: int, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.status, self.kind, self.reason = status, kind, reason


@dataclass
class Item:
    action: str
    record_id: str | None
    index: str | None
    text: str = ""  # the line with the document


class Records(Area):
    def routes(self) -> Iterable[At]:
        return [
            At("POST", "/{dataset}/json", self.bulk, "record.write"),
            At("GET", "/{dataset}/doc/{record_id}", self.fetch, "record.read"),
        ]

    def fetch(self, call: Call) -> Any:
        dataset, record_id = self.lab.datasets[call["dataset"]], call["record_id"]
        if record_id not in dataset.records:
            raise missing(f"no record [{record_id}] in [{dataset.name}]")
        record, view = dataset.records[record_id], call.rights.view(dataset.name)
        return {
            "_index": dataset.name, "_id": record_id, "_version": record.version, "_seq_no": record.seq,
            "_primary_term": 1, "found": True, "_source": view(record.source) if view else record.source,
        }  # fmt: skip

    def bulk(self, call: Call) -> Any:
        name = call["dataset"]
        if name not in self.lab.datasets.all and self.lab.plays("missing_dataset") == "create":
            self.lab.datasets.add(name)
        dataset = self.lab.datasets[name]
        done = [self.carry_out(dataset, item) for item in list(items(call.text))]
        return {"took": 1, "errors": any("error" in told for one in done for told in one.values()), "items": done}

    def carry_out(self, dataset: Dataset, item: Item) -> dict[str, Any]:
        told: dict[str, Any] = {"_index": dataset.name, "_id": item.record_id or uuid.uuid4().hex[:20]}
        try:
            result, record = self.act(dataset, item, told["_id"])
        except Unfit as unfit:
            told |= {"status": 400, "error": {"type": "mapper_parsing_exception", "reason": str(unfit)}}
        except Unable as unable:
            told |= {"status": unable.status, "error": {"type": unable.kind, "reason": unable.reason}}
        else:
            told |= {"_version": record.version if record else 1, "result": result}
            told["status"] = {"created": 201, "not_found": 404}.get(result, 200)
            if result not in ("noop", "not_found"):
                self.lab.wrote(f"record {dataset.name}/{told['_id']} {result}")
        if self.lab.plays("bulk") == "short":
            told = {key: value for key, value in told.items() if key in ("_id", "result", "error")}
        return {item.action: told}

    def act(self, dataset: Dataset, item: Item, record_id: str) -> tuple[str, Record | None]:
        if item.index not in (None, dataset.name):
            raise Unable(400, "illegal_argument_exception", f"[{item.index}] is not the dataset of this request")
        if not 0 < len(record_id.encode()) <= LONGEST_ID:
            raise Unable(400, "illegal_argument_exception", f"an _id has 1 to {LONGEST_ID} bytes")
        old = dataset.records.get(record_id)
        if item.action == "delete":
            if old is None:
                return "not_found", None
            dataset.remove(record_id)
            return "deleted", Record({}, old.version + 1, 0, 0)
        document = parsed(item.text)
        if item.action == "index":
            return "updated" if old else "created", dataset.put(record_id, document, len(item.text))
        if set(document) != {"doc"} or not isinstance(document["doc"], dict):
            raise Unable(400, "action_request_validation_exception", 'an update has one line {"doc": {...}}')
        if old is None:
            raise Unable(404, "document_missing_exception", f"[{record_id}]: document missing")
        source = over(old.source, document["doc"])
        if source == old.source:
            return "noop", old
        return "updated", dataset.put(record_id, source, len(json.dumps(source)))


def items(text: str) -> Iterator[Item]:
    """The whole text is read before anything is written: a line that is no action refuses all."""
    lines = ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())
    for number, line in lines:
        item = action(number, line)
        if item.action != "delete":
            _skip, item.text = next(lines, (0, ""))
            if not item.text:
                raise invalid(f"line {number}: the document of this action is missing", "illegal_argument_exception")
        yield item


def action(number: int, line: str) -> Item:
    try:
        found = json.loads(line)
        ((name, meta),) = found.items()
        record_id = meta.get("_id")
        if name in ACTIONS and set(meta) <= META and (name == "index" or record_id is not None):
            return Item(name, None if record_id is None else str(record_id), meta.get("_index"))
    except (ValueError, AttributeError):
        pass
    raise invalid(
        f"Malformed action/metadata line [{number}], expected one of {', '.join(ACTIONS)}: {line[:100]}",
        "illegal_argument_exception",
    )


def parsed(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
    except ValueError as error:
        raise Unfit(f"failed to parse: {error}") from None
    if not isinstance(document, dict):
        raise Unfit("failed to parse: a document is an object")
    return document


def over(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """Objects are merged, all else is replaced; null is a value here."""
    made = dict(old)
    for name, value in new.items():
        before = made.get(name)
        made[name] = over(before, value) if isinstance(before, dict) and isinstance(value, dict) else value
    return made
