# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Secrets of many nodes: masked from the first, and supplied to entries of files that were written without them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..core.errors import PlanError
from ..core.spec import Task
from ..core.words import unknown
from .described import Shapes
from .given import Given, secret_names
from .masked import texts
from .mistakes import Mistakes
from .peers import SEPARATOR, reference
from .schema import Kind
from .unfold import named

SUPPLIED = ("kind", "hfid", "data")


def conceal(task: Task, given: Given) -> None:
    """Mask values of secret attributes from now on, also in what is said of wrong input."""
    if not any(outline.secrets for outline in set(given.outlines) if outline):
        return
    for entry, outline in zip(given.entries, given.outlines):
        for name in outline.secrets if outline else ():
            for text in texts(entry["data"][name]):
                task.outside.conceal(text)


def supply(shapes: Shapes, given: Given, secrets: Sequence[Any], mistakes: Mistakes) -> None:
    """Put each secret into the entry of the node that it belongs to."""
    wanted: dict[tuple[str, tuple[str, ...]], tuple[str, Mapping[str, Any]]] = {}
    for number, one in enumerate(secrets):
        place = f"secrets[{number}]"
        try:
            kind, hfid = checked(shapes, one)
            wanted[kind.name, hfid] = place, one["data"]
        except PlanError as error:
            mistakes.add(place, error)
    kinds = {kind for kind, _hfid in wanted}
    for number, entry in enumerate(given.entries if wanted else ()):
        if isinstance(entry, Mapping) and entry.get("kind") in kinds and isinstance(entry.get("data"), Mapping):
            name = entry.get("hfid") or named(shapes, shapes.kind(entry["kind"]), entry["data"]) or ()
            place, data = wanted.pop((entry["kind"], tuple(map(str, name))), ("", {}))
            if place:
                given.put(number, {**entry, "data": {**entry["data"], **data}})
    for (kind_name, hfid), (place, _data) in wanted.items():
        mistakes.add(place, PlanError(f"no entry describes {kind_name} {SEPARATOR.join(hfid)}"))


def checked(shapes: Shapes, one: Any) -> tuple[Kind, tuple[str, ...]]:
    for name in one:
        if name not in SUPPLIED:
            raise PlanError(unknown("there is no key", name, SUPPLIED))
    if any(name not in one for name in SUPPLIED) or not isinstance(one["data"], Mapping):
        raise PlanError("it takes kind, hfid, and data with the secret attributes")
    kind = shapes.kind(str(one["kind"]))
    for name in one["data"]:
        if name not in secret_names(kind):
            raise PlanError(unknown(f"{kind.name} has no secret attribute", name, secret_names(kind)))
    return kind, tuple(reference(one["hfid"], "hfid", len(kind.hfid) or None).get("hfid") or ())
