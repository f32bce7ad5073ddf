# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""All that is wrong with an input, gathered before it is said in one sentence. Pure."""

from __future__ import annotations

from ..core.errors import PlanError, UnknownName

MOST = 100


class Mistakes:
    """What was found, in the order of finding: the place, and the error."""

    def __init__(self) -> None:
        self.found: list[tuple[str, PlanError]] = []

    def add(self, place: str, error: PlanError) -> None:
        if all(str(error) != str(other) or place != where for where, other in self.found):
            self.found.append((place, error))

    def refuse(self) -> None:
        """Raise one error for all of them, where there are any; an unknown name may be one that the server has learnt
        since."""
        if not self.found:
            return
        more = f"; and {len(self.found) - MOST} more" if len(self.found) > MOST else ""
        strange = any(isinstance(error, UnknownName) for _place, error in self.found)
        kind = UnknownName if strange else PlanError
        raise kind("; ".join(f"{place}: {error}" for place, error in self.found[:MOST]) + more)
