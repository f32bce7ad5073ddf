# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""In which order nodes are written that refer to each other, and deleted that need each other. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from .schema import Kind

Thing = TypeVar("Thing")


def levels(count: int, needs: Mapping[int, Iterable[int]]) -> tuple[list[list[int]], list[int]]:
    """Numbers below ``count`` in levels, each needing only earlier ones; and those that go round in a circle."""
    left = {number: set(needs.get(number, ())) - {number} for number in range(count)}
    made: list[list[int]] = []
    while left:
        ready = sorted(number for number, wanted in left.items() if not wanted & left.keys())
        if not ready:
            return made, sorted(left)
        made.append(ready)
        for number in ready:
            del left[number]
    return made, []


def children_first(kinds: Sequence[Kind], is_a: Callable[[str, str], bool]) -> list[Kind]:
    """Kinds in an order of deletion: one that cannot be without another goes before it."""
    needs: dict[int, set[int]] = {number: set() for number in range(len(kinds))}
    for number, kind in enumerate(kinds):
        for relation in kind.relations.values():
            if relation["optional"] is not False and relation["kind"] not in ("Parent", "Hierarchy"):
                continue
            if relation["cardinality"] != "one":
                continue
            for other, parent in enumerate(kinds):
                if other != number and is_a(parent.name, relation["peer"]):
                    needs[other].add(number)
    ordered, circle = levels(len(kinds), needs)
    return [kinds[number] for level in ordered for number in level] + [kinds[number] for number in circle]
