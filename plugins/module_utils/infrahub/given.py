# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The entries of an input: where each stands, and what those that name the same fields have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .described import Shapes
from .schema import Kind
from .values import SECRETS


@dataclass(frozen=True, eq=False)
class Outline:
    """What entries with the same kind and the same fields have in common. Most inputs have a handful of them."""

    kind: Kind
    fields: tuple[str, ...]
    plain: bool  # kind and data are all that they have

    @cached_property
    def relations(self) -> tuple[str, ...]:
        return tuple(name for name in self.fields if name in self.kind.relations)

    @cached_property
    def secrets(self) -> tuple[str, ...]:
        hidden = secret_names(self.kind)
        return tuple(name for name in self.fields if name in hidden)


def secret_names(kind: Kind) -> tuple[str, ...]:
    return tuple(name for name, facts in kind.attributes.items() if facts["kind"] in SECRETS)


class Given:
    """The entries of the input, each ``{kind, data}`` and perhaps ``id`` or ``hfid``.

    ``outlines`` has that of each, None where its kind is not known or it is not written as an entry is. ``places`` says
    where those stand that do not stand in ``nodes`` under their number. An entry in ``inside`` stood inside another
    one; such a one may be there more than once.
    """

    def __init__(self, shapes: Shapes, nodes: Iterable[Any] = ()) -> None:
        self.shapes = shapes
        self._known: dict[Any, Outline | None] = {}
        self.entries: list[Any] = list(nodes)
        self.outlines: list[Outline | None] = [self.outline(entry) for entry in self.entries]
        self.places: dict[int, str] = {}
        self.inside: set[int] = set()

    def place(self, number: int) -> str:
        return self.places.get(number) or f"nodes[{number}]"

    def add(self, place: str, entry: Any, inside: bool = False) -> None:
        self.places[len(self.entries)] = place
        if inside:
            self.inside.add(len(self.entries))
        self.entries.append(entry)
        self.outlines.append(self.outline(entry))

    def put(self, number: int, entry: Mapping[str, Any]) -> None:
        """In the place of the one that has this number."""
        self.entries[number] = entry
        self.outlines[number] = self.outline(entry)

    def outline(self, entry: Any) -> Outline | None:
        if entry.__class__ is not dict:
            return None
        kind, data = entry.get("kind"), entry.get("data")
        if kind.__class__ is not str or data.__class__ is not dict:
            return None
        key = (len(entry), kind, *data)
        try:
            return self._known[key]
        except KeyError:
            known = kind in self.shapes.names
            made = self._known[key] = Outline(self.shapes.kind(kind), tuple(data), len(entry) == 2) if known else None
            return made
