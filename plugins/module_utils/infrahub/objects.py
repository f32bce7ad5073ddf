# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Object files and menu files, as the vendor's tool loads them: their documents, and the entries that these hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..core.errors import PlanError
from ..core.files import documents, found
from ..core.words import unknown
from .mistakes import Mistakes
from .ranges import spread

API = "infrahub.app/v1"
DOCUMENT = ("apiVersion", "kind", "metadata", "spec")
SPEC = ("kind", "parameters", "data")
OBJECT, MENU = "Object", "Menu"
MENU_ITEM = "CoreMenuItem"
WEIGHT = 1000  # between one entry of a menu and the next


def entries(paths: Sequence[str], mistakes: Mistakes) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each entry of these files and folders as ``{kind, data}``, with its place."""
    for path in paths:
        try:
            files = found(path)
        except PlanError as error:
            mistakes.add("files", PlanError(str(error).removeprefix("files: ")))
            continue
        for file in files:
            try:
                every = list(documents(file))
            except PlanError as error:
                mistakes.add(str(file), PlanError(str(error).removeprefix(str(file)).lstrip(": ")))
                continue
            for place, document in every:
                try:
                    yield from entries_of(place, document, mistakes)
                except PlanError as error:
                    mistakes.add(place, error)


def entries_of(place: str, document: Any, mistakes: Mistakes) -> Iterator[tuple[str, dict[str, Any]]]:
    spec = spec_of(document)
    kind = MENU_ITEM if document["kind"] == MENU else spec.get("kind")
    if not isinstance(kind, str):
        raise PlanError("spec.kind is missing: the kind of the objects in spec.data")
    data = spec.get("data")
    if not isinstance(data, list):
        raise PlanError("spec.data takes a list of objects")
    expands = expands_range(spec.get("parameters"), "spec.parameters")
    for number, item in enumerate(data):
        where = f"{place}: spec.data[{number}]"
        if not isinstance(item, Mapping):
            mistakes.add(where, PlanError("an object is a dictionary of attributes and relations"))
            continue
        try:
            each = list(spread(item)) if expands else [item]
        except PlanError as error:
            mistakes.add(where, error)
            continue
        for one in each:
            yield where, {"kind": kind, "data": menu_item(one) if document["kind"] == MENU else one}


def spec_of(document: Any) -> Mapping[str, Any]:
    if not isinstance(document, Mapping):
        raise PlanError(f"an object file is a dictionary of {', '.join(DOCUMENT)}")
    refuse_strange(document, DOCUMENT, "")
    version = document.get("apiVersion", API)
    if version != API:
        raise PlanError(f"apiVersion is {version}; only {API} is known")
    if document.get("kind") not in (OBJECT, MENU):
        raise PlanError(unknown("there is no kind of file", document.get("kind"), (OBJECT, MENU)))
    spec = document.get("spec")
    if not isinstance(spec, Mapping):
        raise PlanError(f"spec is missing: a dictionary of {', '.join(SPEC)}")
    refuse_strange(spec, SPEC, "spec: ")
    return spec


def refuse_strange(given: Mapping[str, Any], allowed: Sequence[str], place: str) -> None:
    for name in given:
        if name not in allowed:
            raise PlanError(unknown(f"{place}there is no key", name, allowed))


def expands_range(parameters: Any, place: str) -> bool:
    if parameters is None:
        return False
    if not isinstance(parameters, Mapping):
        raise PlanError(f"{place} takes a dictionary, such as {{expand_range: true}}")
    refuse_strange(parameters, ("expand_range",), f"{place}: ")
    wanted = parameters.get("expand_range", False)
    if not isinstance(wanted, bool):
        raise PlanError(f"{place}.expand_range is true or false")
    return wanted


def menu_item(item: Mapping[str, Any], weight: int | None = None) -> dict[str, Any]:
    """With the path of its kind, and its place among its siblings; the same for what stands below it."""
    made = dict(item)
    if "kind" in made:
        made.setdefault("path", f"/objects/{made['kind']}")
    if weight is not None:
        made.setdefault("order_weight", weight)
    below = made.get("children")
    if isinstance(below, Mapping) and isinstance(below.get("data"), list):
        made["children"] = {**below, "data": [menu_below(one, n) for n, one in enumerate(below["data"])]}
    elif isinstance(below, list):
        made["children"] = [
            {**one, "data": menu_below(one["data"], n)} if isinstance(one, Mapping) and "data" in one else one
            for n, one in enumerate(below)
        ]
    return made


def menu_below(item: Any, number: int) -> Any:
    return menu_item(item, (number + 1) * WEIGHT) if isinstance(item, Mapping) else item
