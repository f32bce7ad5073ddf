# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Do a few requests at a time, never more than the server bears."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, islice
from typing import Any


def side_by_side(
    work: Callable[[Any], Any],
    parts: Iterable[Any],
    connections: int,
    apart: Callable[[Any, Any], bool] = lambda one, other: False,
) -> Iterator[Any]:
    """The result for each part, in order. Threads live in the worker that asks, and only while it asks.

    No more parts are taken than are worked on. ``apart`` says of two parts that the later one waits for the earlier.
    """
    rest = iter(parts)
    first = list(islice(rest, 2))
    if connections < 2 or len(first) < 2:
        yield from map(work, chain(first, rest))
        return
    going: deque[tuple[Any, Future[Any]]] = deque()
    with ThreadPoolExecutor(connections) as pool:
        for part in chain(first, rest):
            while len(going) >= connections or any(apart(other, part) and not done.done() for other, done in going):
                yield going.popleft()[1].result()
            going.append((part, pool.submit(work, part)))
        while going:
            yield going.popleft()[1].result()
