# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the behaviour of an operation gets to see of one request."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, TypeVar

from .refused import Refused
from .table import RPC, Operation

if TYPE_CHECKING:
    from .access import Key
    from .lab import IronflowLab

Room = TypeVar("Room")
FRACTION = re.compile(r"\.(\d+)")


@dataclass
class Call:
    """``key`` is None only where no credential is asked for. ``environment`` is an id.

    ``body`` holds the known fields of the operation's body, the document where the body is one, and None where it is
    plain bytes; ``raw`` is what was sent.
    """

    lab: IronflowLab
    operation: Operation
    sent: Mapping[str, str]
    path: dict[str, str] = field(default_factory=dict)
    query: dict[str, Any] = field(default_factory=dict)
    body: Any = None
    raw: Any = b""
    question: str = ""  # what follows the path, as it was sent
    key: Key | None = None
    environment: str = ""
    org: str = ""  # where it is not the first organisation

    def header(self, name: str) -> str | None:
        """A header that this version of the operation does not know is not seen."""
        return self.sent.get(name) if name.lower() in self.operation.headers else None

    def room(self, kind: type[Room]) -> Room:
        """The state of one area in the environment of this call."""
        return self.lab.room(kind, self.environment)

    def wrote(self, what: str) -> None:
        """What moved to ConnectRPC is written down by its name there, whichever way it came: servers had both."""
        moved: str = self.operation.facts.get("instead", "")
        self.lab.wrote(f"{moved.removeprefix(RPC) or self.operation.name} {what}")

    def now(self) -> str:
        return moment(self.lab.clock())


def moment(seconds: float) -> str:
    """RFC 3339 in UTC, as replies have it."""
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="microseconds").replace("+00:00", "Z")


def seconds(text: str, name: str) -> float:
    """An RFC 3339 time of a request."""
    exact = FRACTION.sub(lambda digits: "." + digits[1][:6].ljust(6, "0"), text.upper()).replace("Z", "+00:00")
    try:
        found = datetime.fromisoformat(exact)
    except ValueError:
        raise Refused(400, f"invalid {name}: not an RFC 3339 time") from None
    if found.tzinfo is None:
        raise Refused(400, f"invalid {name}: a time needs its zone")
    return found.timestamp()
