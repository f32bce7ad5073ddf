# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documents that are nested deeper than options reach: checked, brought to one form, completed, and patched; pure."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..core.errors import PlanError
from ..core.spec import Field
from ..core.values import form
from ..core.words import unknown

ANY = Field("value", "raw")
KINDS = {
    str: "a text", bool: "a truth value", int: "a number", float: "a number", list: "a list", dict: "a dictionary",
}  # fmt: skip


@dataclass(frozen=True)
class Part(Field):
    """A value in a document. An object with a ``server_default`` is always there; another may be null.

    Of a list's entries, ``identity`` names what makes the one at a place the same as the one there now; it then keeps
    those of the values that are ``stamped`` by the server and not given.
    """

    whole: bool = False  # replaced as it is given, never merged with what is there
    identity: tuple[str, ...] = ()
    stamped: tuple[str, ...] = ()


def checked(parts: Sequence[Field], value: Any, where: str) -> dict[str, Any]:
    """What a person wrote, in the types of its parts; a name or a choice that nobody knows is refused."""
    if not isinstance(value, Mapping):
        raise PlanError(f"{where} must be a dictionary, not {kind(value)}")
    known = {part.name: part for part in parts}
    for name in value:
        if name not in known:
            raise PlanError(unknown(f"{where} has no", name, known))
    return {name: told(known[name], item, at(where, name)) for name, item in value.items()}


def at(where: str, name: str) -> str:
    """Where a value stands: ``visualization Hits: source.sql``."""
    return f"{where}{name}" if where.endswith(" ") else f"{where}.{name}"


def told(part: Field, value: Any, where: str) -> Any:
    if value is None:
        return None
    if part.elements:
        if not isinstance(value, list):
            raise PlanError(f"{where} must be a list, not {kind(value)}")
        return [entry(part, item, f"{where} item {place}") for place, item in enumerate(value, start=1)]
    if part.options:
        return checked(part.options, value, where)
    value = TYPES[part.type](value, where)
    if part.choices and value not in part.choices:
        raise PlanError(unknown(f"{where} cannot be", value, part.choices))
    return value


def entry(part: Field, value: Any, where: str) -> Any:
    if not part.options:
        return TYPES[part.elements or "raw"](value, where)
    made = checked(part.options, value, where)
    for needed in missing(part.options, made):
        raise PlanError(f"{where}: give {needed}")
    return made


def missing(parts: Sequence[Field], value: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """The paths of required values that are not there."""
    for part in parts:
        held = value.get(part.name)
        if part.required and held is None:
            yield path + part.name
        elif part.options and isinstance(held, Mapping):
            yield from missing(part.options, held, f"{path}{part.name}.")


def normal(part: Field, value: Any) -> Any:
    """The one form of all ways to say the same: with the server's defaults, without nulls."""
    if value is None:
        value = copy.deepcopy(part.server_default)
    if part.elements:
        items = value if isinstance(value, list) else []
        return [bare(inside(part.options, item)) for item in items] if part.options else list(items)
    if part.options:
        made = bare(inside(part.options, value))
        return made if made or part.server_default is not None else None
    if part.type == "dict":
        return bare(value) or None
    return value


def inside(parts: Sequence[Field], value: Any) -> dict[str, Any]:
    value = value if isinstance(value, Mapping) else {}
    return {part.name: normal(part, value.get(part.name)) for part in parts}


def bare(value: Any) -> Any:
    """Without the nulls in objects, at every depth."""
    if isinstance(value, Mapping):
        return {name: bare(item) for name, item in value.items() if item is not None}
    return [bare(item) for item in value] if isinstance(value, list) else value


def overlaid(part: Field, found: Any, given: Any) -> Any:
    """What is given, over what is there: of an object, what is not named stays."""
    if not isinstance(found, Mapping) or not isinstance(given, Mapping) or getattr(part, "whole", False):
        return given
    inner = {option.name: option for option in part.options}
    return {**found, **{name: overlaid(inner.get(name, ANY), found.get(name), given[name]) for name in given}}


def completed(part: Field, found: Any, given: Any, exact: bool) -> Any:
    """The whole value that is wanted. ``found`` is in normal form, None where there is nothing yet."""
    made = normal(part, given if exact else overlaid(part, found, given))
    if exact and isinstance(found, Mapping) and isinstance(made, dict):
        for option in part.options:
            if option.required and made.get(option.name) is None:
                made[option.name] = found.get(option.name)
    return adopted(part, found, made)


def adopted(part: Field, found: Any, wanted: Any) -> Any:
    """With what the server gave the entries of lists: an id, a place."""
    if isinstance(found, Mapping) and isinstance(wanted, Mapping) and part.options:
        inner = {option.name: option for option in part.options}
        return {
            name: adopted(inner[name], found.get(name), value) if name in inner else value
            for name, value in wanted.items()
        }
    if isinstance(part, Part) and part.identity and isinstance(found, list):
        return [stamped(part, found[place], item) if place < len(found) else item for place, item in enumerate(wanted)]
    return wanted


def stamped(part: Part, found: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    made = dict(wanted)
    if all(found.get(name) == wanted.get(name) for name in part.identity):
        for name in part.stamped:
            if name in found:
                made[name] = overlaid(ANY, found[name], wanted[name]) if name in wanted else found[name]
    return made


def patch(found: Any, wanted: Any) -> Any:
    """The smallest JSON merge patch (RFC 7396) from one object to the other."""
    if not isinstance(found, Mapping) or not isinstance(wanted, Mapping):
        return wanted
    names = {**found, **wanted}
    return {
        name: patch(found.get(name), wanted.get(name))
        for name in names
        if form(ANY, found.get(name)) != form(ANY, wanted.get(name))
    }


def kind(value: Any) -> str:
    return KINDS.get(type(value), type(value).__name__)


def text(value: Any, where: str) -> str:
    if isinstance(value, (Mapping, list, bool)):
        raise PlanError(f"{where} must be a text, not {kind(value)}")
    return str(value)


def whole(value: Any, where: str) -> int:
    made = number(value, where)
    if made != int(made):
        raise PlanError(f"{where} must be a whole number, not {value!r}")
    return int(made)


def number(value: Any, where: str) -> float:
    try:
        made = float(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else None
    except ValueError:
        made = None
    if made is None or made - made != 0:  # neither NaN nor infinity is a number to JSON
        raise PlanError(f"{where} must be a number, not {value!r}")
    return made


def truth(value: Any, where: str) -> bool:
    made = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
    if str(value).lower() not in made:
        raise PlanError(f"{where} must be true or false, not {value!r}")
    return made[str(value).lower()]


def mapping(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise PlanError(f"{where} must be a dictionary, not {kind(value)}")
    return dict(value)


TYPES: dict[str, Callable[[Any, str], Any]] = {
    "str": text, "int": whole, "float": number, "bool": truth, "dict": mapping, "raw": lambda value, where: value,
}  # fmt: skip
