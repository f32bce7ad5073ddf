# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A branch: its nodes, its schema, and what it was when it left the default branch."""

from __future__ import annotations

from dataclasses import dataclass, field

from .schema import Schema
from .store import Graph, Node, now


@dataclass
class Branch:
    """``base`` is what the default branch held at ``branched_from``; ``base_schema`` likewise."""

    id: str
    name: str
    schema: Schema
    graph: Graph
    description: str = ""
    is_default: bool = False
    sync_with_git: bool = True
    status: str = "OPEN"
    created_by: str | None = None
    created_at: str = field(default_factory=now)
    branched_from: str = ""
    base: dict[str, Node] = field(default_factory=dict)
    base_schema: Schema | None = None

    def __post_init__(self) -> None:
        self.branched_from = self.branched_from or now()
        self.base_schema = self.base_schema or self.schema

    @property
    def schema_changed(self) -> bool:
        return (
            not self.is_default
            and self.status != "MERGED"
            and self.base_schema is not None
            and self.schema.hash != self.base_schema.hash
        )


def zulu(moment: str) -> str:
    return moment.replace("+00:00", "Z")
