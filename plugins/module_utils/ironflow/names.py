# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""From the names that people use to the ids that the server wants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..core.errors import PlanError
from ..core.words import unknown


def ids_of(client: Any, path: str, noun: str, asked: Sequence[str], foretell: bool = False) -> list[str]:
    """The ids of things that are named by name or id; one listing, and none where all are ids already.

    ``foretell``: what is not there yet may be made by an earlier task; it is told, and stays as it is.
    """
    if all(one.startswith(f"{noun}_") for one in asked):
        return list(asked)
    known = {one["id"]: one["name"] for one in client.rest("GET", path) or []}
    made = []
    for one in asked:
        try:
            made.append(one_id(noun, one, known))
        except PlanError as error:
            if not foretell:
                raise
            client.outside.warn(f"{error}; a run fails unless an earlier task makes it")
            made.append(one)
    return made


def one_id(noun: str, asked: str, known: dict[str, str]) -> str:
    found = [asked] if asked in known else [one for one, name in known.items() if name == asked]
    if not found:
        raise PlanError(unknown(f"there is no {noun}", asked, known.values()))
    if len(found) > 1:
        ids = ", ".join(sorted(found))
        raise PlanError(f"{noun} {asked}: there are {len(found)} of this name ({ids}); give the id")
    return found[0]
