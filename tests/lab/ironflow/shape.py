# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The shape of a body or reply at one version: a tree, read from flat field names (``runs[].error.code``)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .versions import Version, span

NAMES = re.compile(r"\[\]|[^.\[\]]+")


@dataclass
class Shape:
    """``fields`` of a message; of an array or map of messages, those of each item."""

    kind: str = "object"
    required: bool = False
    presence: bool = False
    fields: dict[str, Shape] = field(default_factory=dict)

    @property
    def nullable(self) -> bool:
        return self.kind.endswith("|null")

    @property
    def base(self) -> str:
        return self.kind.removesuffix("|null")

    @property
    def item(self) -> Shape | None:
        """What is in an array, or the values of a map."""
        if self.base.startswith("array<"):
            return Shape(self.base[len("array<") : -1], fields=self.fields)
        if self.base.startswith("map<"):
            return Shape(self.base[len("map<string,") : -1], fields=self.fields)
        return None

    @property
    def words(self) -> list[str]:
        """Of an enum, in the order of their numbers."""
        return self.base[len("enum(") : -1].split(",") if self.base.startswith("enum(") else []


def shape(spec: dict[str, str], at: Version) -> Shape:
    """Fields that the version does not have are left out, and so is what is below them."""
    bare = any(name.startswith("[]") for name in spec)
    root = Shape("array<object>" if bare else "object")
    for name in sorted(spec, key=lambda name: len(NAMES.findall(name))):
        kind, *marks = spec[name].split()
        *above, own = [part for part in NAMES.findall(name) if part not in ("[]", "*")]
        parent: Shape | None = root
        for part in above:
            parent = parent.fields.get(part) if parent else None
        if parent is not None and span(marks).covers(at):
            bare_kind = kind.rstrip("!?")
            parent.fields[own] = Shape(bare_kind, required=kind.endswith("!"), presence=kind.endswith("?"))
    return root
