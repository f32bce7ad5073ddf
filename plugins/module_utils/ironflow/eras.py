# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Which versions of the server have what, and the sentence for a server that has not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..core.errors import PlanError

Version = tuple[int, ...]
NEWEST = (999, 0, 0)  # a server that does not tell its version is taken for one that is newer than all known


@dataclass(frozen=True)
class Span:
    """``until`` is the last line of releases that has it. ``instead`` says what to do on another server."""

    since: Version = ()
    until: Version | None = None
    instead: str = ""

    def covers(self, version: Version) -> bool:
        return version >= self.since and (self.until is None or version[:2] <= self.until[:2])

    def why_not(self, version: Version) -> str:
        here = "newer" if version == NEWEST else written(version)
        had = f"from {written(self.since)} on" if version < self.since else f"up to {written((self.until or ())[:2])}"
        return f"Ironflow has it {had}, and this server is {here}"


ALWAYS = Span()


def written(version: Version) -> str:
    """As people write it: without a last number of 0."""
    parts = version[:-1] if len(version) > 2 and version[-1] == 0 else version
    return ".".join(map(str, parts))


def need(client: Any, what: str, span: Span) -> None:
    """Refuse what this server does not have. Its version is asked for only where that matters."""
    if span != ALWAYS and not span.covers(client.version):
        advice = f"; {span.instead}" if span.instead else ""
        raise PlanError(f"{what}: {span.why_not(client.version)}{advice}")


def fields_known(noun: str, spans: Mapping[str, Span]) -> Callable[[Any, Mapping[str, Any]], None]:
    """What ``Resource.fits`` is made of: refuses a field that the server would leave out without a word.

    ``retry.on_exhausted`` is a field within another.
    """

    def fits(client: Any, desired: Mapping[str, Any]) -> None:
        for name, span in spans.items():
            found: Any = desired
            for part in name.split("."):
                found = (found or {}).get(part)
            if found is not None:
                need(client, f"{noun}: {name}", Span(span.since, span.until, span.instead or "leave it out"))

    return fits
