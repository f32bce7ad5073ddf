# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Relations: other nodes, named as people name them. Pure.

A peer is written as its human friendly id, a text or a list of texts (``ams`` or ``[ams-sw1, eth0]``, in one text
``ams-sw1__eth0``), as its id, or as a dict with ``id`` or ``hfid``, and ``kind`` where the relation allows several.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..core.errors import PlanError

UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
SEPARATOR = "__"
KNOWN = {"id", "hfid", "kind"}


def is_id(value: object) -> bool:
    return isinstance(value, str) and bool(UUID.fullmatch(value))


def reference(value: Any, place: str, parts: int | None = None) -> dict[str, Any]:
    """``{"id": ...}`` or ``{"hfid": [...]}``, with ``kind`` where it was given.

    ``parts`` is how many parts the peer's human friendly id has, where that is known.
    """
    if isinstance(value, Mapping):
        strange = sorted(set(value) - KNOWN)
        if strange or len(set(value) & {"id", "hfid"}) != 1:
            raise PlanError(f"{place}: a peer is named by id or by hfid, and kind; {json_keys(value)} was given")
        inner = reference(value.get("id") or value.get("hfid"), place, parts)
        return {**inner, **({"kind": value["kind"]} if value.get("kind") else {})}
    if is_id(value):
        return {"id": value.lower()}
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        text = str(value)
        hfid = [text] if parts == 1 else text.split(SEPARATOR)
    elif isinstance(value, Sequence) and value and all(isinstance(part, (str, int, float)) for part in value):
        hfid = [str(part) for part in value]
    else:
        raise PlanError(f"{place}: {value!r} names no node; give a human friendly id or an id")
    if parts is not None and parts and len(hfid) != parts:
        raise PlanError(f"{place}: {SEPARATOR.join(hfid)!r} has {len(hfid)} parts, the human friendly id has {parts}")
    return {"hfid": hfid}


def json_keys(value: Mapping[str, Any]) -> str:
    return ", ".join(sorted(map(str, value))) or "nothing"


def label(peer: Mapping[str, Any]) -> str:
    """How a result and a diff call a peer: its human friendly id in one text, or its id where it has none."""
    hfid = peer.get("hfid")
    return SEPARATOR.join(map(str, hfid)) if hfid else str(peer["id"])


def as_wanted(found: Mapping[str, Any], wanted: Sequence[Mapping[str, Any]]) -> str:
    """A peer that the server told, named in the way in which the user named it."""
    if any(peer.get("id") == found["id"] for peer in wanted):
        return str(found["id"])
    return label(found)
