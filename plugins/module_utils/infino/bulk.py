# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Write many records: several bulks in flight, and an answer read item by item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..core.errors import ApiError, NotTheApi, PlatformError, Uncertain
from ..core.words import clip
from ..http.parallel import side_by_side
from ..http.retry import pause
from .client import Infino, dataset_at
from .records import Change, bulks
from .search import some

CONNECTIONS = 4
LATER = (429, 503)  # an item that the server was too busy for


@dataclass
class Outcome:
    """What became of one bulk. ``trouble`` is about all of ``left``; ``refused`` says why of single records."""

    done: list[Change]
    refused: list[tuple[Change, str]] = field(default_factory=list)
    left: list[Change] = field(default_factory=list)
    trouble: PlatformError | None = None


@dataclass
class Writer:
    client: Infino
    dataset: str
    stopped: bool = False

    def write(self, changes: Sequence[Change]) -> Iterator[Outcome]:
        return side_by_side(self.deliver, bulks(changes), CONNECTIONS)

    def deliver(self, changes: list[Change]) -> Outcome:
        """Send until nothing is left. What may have been done already is looked at before it is sent again."""
        outcome = Outcome([], left=changes)
        tried = 0
        while outcome.left and not self.stopped:
            retry_after = None
            try:
                self.send(outcome)
                outcome.trouble = None
            except Uncertain as error:
                outcome.trouble, retry_after = error, error.retry_after
                self.look(outcome)
            except PlatformError as error:
                outcome.trouble, self.stopped = error, True
            tried += 1
            if tried > self.client.session.retries:
                self.stopped = self.stopped or bool(outcome.left)  # the others would fare no better
            elif outcome.left and not self.stopped:
                session = self.client.session
                session.sleep(pause(tried - 1, retry_after, session.clock(), session.longest_wait))
        return outcome

    def send(self, outcome: Outcome) -> None:
        path = f"{dataset_at(self.dataset)}/json"
        answer = self.client.ndjson(path, b"".join(change.lines for change in outcome.left), safe=False)
        later = []
        for change, status, reason in verdicts(f"POST {path}", answer, outcome.left):
            if reason is None:
                outcome.done.append(change)
            elif status in LATER:
                later.append(change)
            else:
                outcome.refused.append((change, reason))
        outcome.left = later

    def look(self, outcome: Outcome) -> None:
        try:
            found = some(self.client, self.dataset, [change.id for change in outcome.left])
        except PlatformError as error:
            outcome.trouble, self.stopped = error, True
            return
        outcome.done += [change for change in outcome.left if change.reached(found.get(change.id))]
        outcome.left = [change for change in outcome.left if not change.reached(found.get(change.id))]
        if not outcome.left:
            outcome.trouble = None


def verdicts(what: str, answer: Any, changes: Sequence[Change]) -> Iterator[tuple[Change, int | None, str | None]]:
    """Of each change the status of its item, where that is told, and why it failed, None where it did not."""
    items = answer.get("items") if isinstance(answer, Mapping) else None
    failed = isinstance(answer, Mapping) and answer.get("errors")
    if items is None and isinstance(answer, Mapping) and not failed and not answer.get("error"):
        items = []
    if not isinstance(items, list) or len(items) not in ((len(changes),) if failed else (0, len(changes))):
        told = clip(str(answer.get("error") or ""), 200) if isinstance(answer, Mapping) else ""
        raise (ApiError if told else NotTheApi)(f"{what} was answered with something that is no bulk result: {told}")
    for place, change in enumerate(changes):
        if not items:
            yield change, None, None
            continue
        item = next(iter(items[place].values()), None) if isinstance(items[place], dict) else None
        item = item if isinstance(item, dict) else {}
        status = item.get("status")
        status = status if isinstance(status, int) else None
        yield change, status, reason_of(change, item, status)


def reason_of(change: Change, item: Mapping[str, Any], status: int | None) -> str | None:
    error = item.get("error")
    if error is None and (status is None or status < 400):
        return None
    if change.operation == "delete" and (item.get("result") == "not_found" or (status == 404 and not error)):
        return None  # somebody was faster
    if isinstance(error, Mapping):
        return ": ".join(str(error[name]) for name in ("type", "reason") if error.get(name)) or "it was refused"
    if error:
        return str(error)
    return f"it was answered with status {status}" if status is not None and status >= 400 else None
