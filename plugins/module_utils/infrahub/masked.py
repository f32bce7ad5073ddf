# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The secrets in what a user writes of a node, however deep, so that they are masked before anything is checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..core.values import PLAIN
from .described import Shapes


def secrets_in(shapes: Shapes, kind_name: Any, data: Any) -> Iterator[str]:
    if not isinstance(data, Mapping) or kind_name not in shapes.names:
        return
    kind = shapes.kind(kind_name)
    for name in kind.secrets:
        if name in data:
            yield from texts(data[name])
    for name, value in data.items():
        if value.__class__ in PLAIN or name not in kind.relations:
            continue
        for peer in value if isinstance(value, list) else [value]:
            if isinstance(peer, Mapping) and "data" in peer:
                yield from secrets_in(shapes, peer.get("kind") or kind.relations[name]["peer"], peer["data"])


def texts(value: Any) -> Iterator[str]:
    """A secret, or what was written around it."""
    inner = value.get("value") if isinstance(value, Mapping) else value
    if inner is not None:
        yield str(inner)
