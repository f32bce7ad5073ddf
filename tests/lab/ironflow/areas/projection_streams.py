# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Streams about projections: events for their workers, and how far they are while somebody waits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..areas.projection_waits import catch_up
from ..areas.projection_workers import leased, told
from ..call import Call
from ..projected import pending

FRAME = "WAIT_STREAM_FRAME_KIND_"


def events(call: Call) -> Iterator[dict[str, Any] | None]:
    """What was sent is not sent again on this stream, acked or not, unless a rebuild has begun."""
    last, job = 0, None
    while True:
        one = leased(call)
        if one.job is not job:
            last, job = 0, one.job
        partition = call.body.get("partition", "")
        for event in list(pending(call, one)) if one.status in ("active", "rebuilding") else ():
            if event.place > last and partition in ("", one.partition(event)):
                last = event.place
                yield told(one, event)
        yield None


def waiting(call: Call) -> Iterator[dict[str, Any] | None]:
    """Each step of the way, and at the end whether it is there."""
    asked, before = call.body, -1
    until = call.lab.clock() + seconds(asked.get("timeout") or "30s")
    while True:
        now = catch_up(call, asked.get("name", ""), int(asked.get("minSeq") or 0), asked.get("partition", ""))
        if now["caughtUp"] or call.lab.clock() >= until:
            yield {**now, "kind": f"{FRAME}DONE"}
            return
        if now["currentSeq"] != before:
            before = now["currentSeq"]
            yield {**now, "timedOut": False, "kind": f"{FRAME}PROGRESS"}
        yield None


def seconds(text: str) -> float:
    return float(text.removesuffix("s"))


BEHAVIOURS = {
    "ProjectionService/StreamProjectionEvents": events,
    "ProjectionService/WaitProjectionCatchupStream": waiting,
}
