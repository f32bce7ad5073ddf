# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Lookups that follow one right after another, as those of a template do: what will be asked is fetched ahead.

One lookup names one node, and a template with a thousand of them would ask a thousand times. When so many were asked
for that reading all nodes of the kind costs no more, all are read, and the next lookups are answered from them.
Each node is given out once, and all are forgotten when a moment passes without a lookup, when a module has run in this
process, and after some seconds: what was looked up before something happened is never told after it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

GAP = 0.1  # seconds between the end of a lookup and the next one
AGE = 10.0
FIRST = 16  # questions before it is asked how many nodes there are
WORTH = 10  # nodes that are read in the time of one question
BURSTS: dict[Hashable, Burst] = {}


@dataclass
class Burst:
    """``count`` tells how many there are, ``every`` gives all; ``names`` are the names of one."""

    made: Any
    count: Callable[[], int]
    every: Callable[[], Iterable[Any]]
    names: Callable[[Any], Iterator[Hashable]]
    asked: int = 0
    ended: float = field(default_factory=time.monotonic)
    filled: float = 0.0
    stock: dict[Hashable, Any] = field(default_factory=dict)

    def take(self, name: Hashable) -> Any:
        """What was fetched ahead of that name, None where nothing was. It is given out once."""
        if not self.stock or name not in self.stock:
            self.asked += 1
            if self.asked < FIRST or self.asked & (self.asked - 1) or self.count() > WORTH * self.asked:
                return None
            self.fill()
        elif time.monotonic() - self.filled > AGE:
            self.stock = {}
            return None
        found = self.stock.get(name)
        if found is not None:
            for other in self.names(found):
                self.stock.pop(other, None)
        return found

    def over(self) -> None:
        """A lookup has ended."""
        self.ended = time.monotonic()

    def fill(self) -> None:
        self.asked, self.filled = 0, time.monotonic()
        self.stock = {name: one for one in self.every() for name in self.names(one)}


def burst(key: Hashable, make: Callable[[], Burst]) -> Burst:
    """The burst that goes on, or a new one."""
    found = BURSTS.get(key)
    if found is None or time.monotonic() - found.ended > GAP:
        BURSTS.clear()
        found = BURSTS[key] = make()
    return found


def forget() -> None:
    """Something may have changed what was fetched."""
    BURSTS.clear()
