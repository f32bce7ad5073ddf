# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Do a few requests at a time, never more than the server bears."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def side_by_side(work: Callable[[Any], Any], parts: Iterable[Any], connections: int) -> Iterator[Any]:
    """The result for each part, in order. Threads live in the worker that asks, and only while it asks."""
    parts = list(parts)
    if connections < 2 or len(parts) < 2:
        yield from map(work, parts)
        return
    with ThreadPoolExecutor(min(connections, len(parts))) as pool:
        yield from pool.map(work, parts)
