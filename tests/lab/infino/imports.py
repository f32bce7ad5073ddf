# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What comes in as text: metrics in exposition format, and files of records."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import uuid
from collections.abc import Iterable, Iterator
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any

from .area import Area, At, Call, invalid
from .dataset import Unfit
from .metrics import Sample

LINE = re.compile(
    r"(?P<name>[a-zA-Z_:][\w:]*)\s*(?:\{(?P<labels>(?:[^\"}]|\"(?:[^\"\\\\]|\\\\.)*\")*)\})?\s+"
    r"(?P<value>\S+)(?:\s+(?P<at>-?\d+))?"
)
LABEL = re.compile(r'\s*([a-zA-Z_]\w*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*(?:,|$)')
ESCAPES = {"\\n": "\n", '\\"': '"', "\\\\": "\\"}
FORMATS = {"json": "json", "jsonl": "jsonl", "ndjson": "jsonl", "csv": "csv"}


class Imports(Area):
    def routes(self) -> Iterable[At]:
        yield At("POST", "/import/file", self.file)
        yield At("POST", "/{dataset}/metrics", self.metrics, "record.write")

    def metrics(self, call: Call) -> Any:
        dataset = self.lab.datasets[call["dataset"]]
        samples = list(exposed(call.text, self.lab.clock()))
        self.lab.metrics.add(dataset.name, samples)
        for sample in samples:
            self.lab.wrote(f"sample {dataset.name}/{sample.labels['__name__']}")
        return [f"{len(samples)} samples written"]

    def file(self, call: Call) -> Any:
        """All of the file is read before anything is kept; single records may be unfit."""
        parts = multipart(call)
        for name in ("index_name", "file"):
            if name not in parts:
                raise invalid(f"the part `{name}` is missing")
        name = text(parts["index_name"])
        call.need("record.write", name)
        dataset = self.lab.datasets[name]
        suffix = str(parts["file"].get_filename() or "").rpartition(".")[2].lower()
        given = text(parts["format"]) if "format" in parts else "auto"
        form = FORMATS.get(suffix if given == "auto" else given)
        if form is None:
            raise invalid(f"the format {given} of this file is not known")
        if not text(parts.get("batch_size", "1")).isdecimal():
            raise invalid("`batch_size` must be a number")
        done, errors = 0, []
        content = content_of(parts["file"])
        for number, record in enumerate(records(content.decode("utf-8", "replace"), form), 1):
            try:
                record_id = str(record.pop("_id", None) or uuid.uuid4().hex[:20])
                dataset.put(record_id, record, len(json.dumps(record)))
            except Unfit as unfit:
                errors.append(f"record {number}: {unfit}")
            else:
                done += 1
                self.lab.wrote(f"record {dataset.name}/imported")
        inside = self.lab.plays("import_reply") == "stats"
        stats = {
            "documents_processed": done, "documents_failed": len(errors), "bytes_processed": len(content),
            "duration_ms": 4, "avg_throughput_docs_per_sec": 500.0, **({"errors": errors} if inside else {}),
        }  # fmt: skip
        run_id = self.lab.jobs.start("file", dataset.name, stats)
        later = call.request.query_params.get("async") == "true"
        return {
            "connector_id": "file", "run_id": run_id, "status": "submitted" if later else "completed",
            "message": "submitted" if later else f"File {parts['file'].get_filename()!r} processed successfully",
            "stats": None if later else stats, "errors": [] if later or inside else errors,
        }  # fmt: skip


def exposed(given: str, now: float) -> Iterator[Sample]:
    for number, line in enumerate(given.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = LINE.fullmatch(line.strip())
        if not found:
            raise invalid(f"line {number} is no sample: {line[:80]}", "parsing_exception")
        try:
            value = float(found["value"])
        except ValueError:
            raise invalid(f"line {number}: {found['value']} is no value", "parsing_exception") from None
        labels = {name: unescaped(inner) for name, inner in LABEL.findall(found["labels"] or "")}
        at = int(found["at"]) / 1000 if found["at"] else math.floor(now * 1000) / 1000
        yield Sample({"__name__": found["name"], **labels}, at, value)


def unescaped(given: str) -> str:
    return re.sub(r'\\[n"\\]', lambda found: ESCAPES[found.group()], given)


def multipart(call: Call) -> dict[str, Message]:
    kind = call.request.headers.get("content-type", "")
    if not kind.startswith("multipart/form-data"):
        raise invalid("a file comes as multipart/form-data")
    whole = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + call.body)
    if not whole.is_multipart():
        raise invalid("the body is not multipart/form-data", "parsing_exception")
    return {str(part.get_param("name", header="content-disposition")): part for part in whole.iter_parts()}


def content_of(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def text(part: Message | str) -> str:
    return part if isinstance(part, str) else content_of(part).decode().strip()


def records(content: str, form: str) -> Iterator[dict[str, Any]]:
    if not content.strip():
        raise invalid("the part `file` is empty")
    try:
        if form == "csv":
            yield from (dict(row) for row in csv.DictReader(io.StringIO(content)))
            return
        lines = [json.loads(line) for line in content.splitlines() if line.strip()] if form == "jsonl" else None
        found = json.loads(content) if lines is None else lines
    except ValueError as error:
        raise invalid(f"the file is not {form}: {error}", "parsing_exception") from None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise invalid("the file is no list of objects", "parsing_exception")
    yield from found
