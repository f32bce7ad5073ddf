# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Upload metrics as text of the exposition format, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any

from ..core.errors import PlatformError, Uncertain
from ..core.spec import Task
from .client import Infino, checked, dataset_at
from .forms import FORM
from .readers import Sample, metrics

CHUNK = 1_000_000  # bytes of one request


def send_metrics(task: Task, stream: IO[bytes], title: str) -> dict[str, Any]:
    """How many samples there are. Nothing tells which were sent before, so they are sent each time."""
    count, last = 0, 0
    try:
        for part in chunks(metrics(stream, title)):
            if not task.check_mode:
                send(task.client, task.params["dataset"], part)
            count += sum(one.counts for one in part)
            last = part[-1].line
    except PlatformError as error:
        sent = f"lines 1 to {last} were sent, the rest was not" if last else "nothing was sent before"
        unsure = ", and nobody knows of the lines after it" if isinstance(error, Uncertain) else ""
        error.args = (f"{title}: {error}; {sent}{unsure}",)
        error.done = [{"operation": "write", "item": f"lines 1 to {last}"}] if last and not task.check_mode else ()
        error.failed_item = {"operation": "write", "item": f"lines from {last + 1} on"}
        raise
    return {"changed": count > 0, "samples": count}


def chunks(samples: Iterable[Sample]) -> Iterator[list[Sample]]:
    """Samples that tell their time are never in one request with such as do not: these must not be sent twice."""
    held: list[Sample] = []
    size, timed = 0, None
    for one in samples:
        length = len(one.text.encode())
        if held and (size + length > CHUNK or (one.counts and timed not in (None, one.timed))):
            yield held
            held, size, timed = [], 0, None
        held.append(one)
        size += length
        timed = one.timed if one.counts else timed
    if any(one.counts for one in held):
        yield held


def send(client: Infino, dataset: str, part: list[Sample]) -> None:
    path = f"{dataset_at(dataset)}/metrics"
    data = "".join(one.text for one in part).encode()
    safe = all(one.timed for one in part if one.counts)
    how = {"data": data, "headers": {"Content-Type": FORM}}
    checked(f"POST {path}", client.session.request("POST", path, None, safe, **how))
