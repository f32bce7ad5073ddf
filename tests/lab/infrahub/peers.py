# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The peers of a node under one relationship: never changed in place, yet cheap to change when there are thousands."""

from __future__ import annotations

from itertools import chain
from typing import Any, Iterator

PARTS = 64
SMALL = 48


class Many:
    """Reads like a dict of ids to edges. A changed copy shares all but one of its parts."""

    __slots__ = ("parts", "size")

    def __init__(self, parts: list[dict[str, Any]], size: int) -> None:
        self.parts, self.size = parts, size

    def get(self, ident: str, default: Any = None) -> Any:
        return self.parts[hash(ident) % PARTS].get(ident, default)

    def __getitem__(self, ident: str) -> Any:
        return self.parts[hash(ident) % PARTS][ident]

    def __contains__(self, ident: object) -> bool:
        return ident in self.parts[hash(ident) % PARTS]

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(self.parts)

    def items(self) -> Iterator[tuple[str, Any]]:
        return chain.from_iterable(part.items() for part in self.parts)


Peers = dict[str, Any] | Many


def with_peer(peers: Peers, ident: str, edge: Any) -> Peers:
    """With this edge to this peer, or without it if the edge is None."""
    if isinstance(peers, dict):
        made = dict(peers)
        if edge is None:
            made.pop(ident, None)
        else:
            made[ident] = edge
        return made if len(made) <= SMALL else spread(made)
    place = hash(ident) % PARTS
    part = dict(peers.parts[place])
    size = peers.size - (ident in part)
    if edge is None:
        part.pop(ident, None)
    else:
        part[ident] = edge
        size += 1
    parts = list(peers.parts)
    parts[place] = part
    return Many(parts, size)


def spread(peers: dict[str, Any]) -> Many:
    parts: list[dict[str, Any]] = [{} for _skip in range(PARTS)]
    for ident, edge in peers.items():
        parts[hash(ident) % PARTS][ident] = edge
    return Many(parts, len(peers))
