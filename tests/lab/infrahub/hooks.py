# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Where single kinds behave in a way of their own: a hook is registered for a kind by the file that knows it."""

from __future__ import annotations

from typing import Any, Callable

from .schema_kind import Kind
from .store import Change, Node, View


class Hook:
    """Every method may be left as it is."""

    def defaults(self, _view: View, data: dict[str, Any]) -> dict[str, Any]:
        """What data without it means, both to create a node and to find the one that is meant."""
        return data

    def before_create(self, _change: Change, _kind: Kind, data: dict[str, Any]) -> dict[str, Any]:
        return data

    def before_update(self, _change: Change, _kind: Kind, _node: Node, data: dict[str, Any]) -> dict[str, Any]:
        return data

    def written(self, change: Change, kind: Kind, node: Node, before: Node | None) -> None:
        """The node has its new values and peers, and may still be changed."""

    def stored(self, change: Change, kind: Kind, node: Node, before: Node | None) -> None:
        """All is stored; further changes are made on their own."""

    def deleted(self, change: Change, kind: Kind, node: Node) -> None:
        """The node is about to go."""


HOOKS: dict[str, list[Hook]] = {}
# What gives a number (``number``) or a peer (``peer``) where data says ``from_pool``.
SOURCES: dict[str, Callable[..., Any]] = {}
# Attributes that are worked out when they are read, by kind or generic and name.
COMPUTED: dict[tuple[str, str], Callable[[View, Node], Any]] = {}
# What a mutation of a kind or generic sets going: called with the server, the node as it is, and as it was before.
AFTER: dict[str, Callable[[Any, Node, Node | None], None]] = {}


def hook(kind: str, one: Hook) -> None:
    HOOKS.setdefault(kind, []).append(one)


def hooks_of(kind: Kind) -> list[Hook]:
    return [one for name in (kind.kind, *kind.generics) for one in HOOKS.get(name, ())]
