# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Check what Ansible has not checked: values inside free-form options and documents, by fields. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from .errors import PlanError
from .spec import Field
from .words import unknown

KINDS = {
    str: "a text", bool: "a truth value", int: "a number", float: "a number", list: "a list", dict: "a dictionary",
}  # fmt: skip


def checked(fields: Sequence[Field], value: Any, where: str) -> dict[str, Any]:
    """What a person wrote, in the types of its fields; a name or a choice that nobody knows is refused."""
    if not isinstance(value, Mapping):
        raise PlanError(f"{where.rstrip(': ')} must be a dictionary, not {kind(value)}")
    known = {name: f for f in fields for name in (f.name, *f.aliases)}
    for name in value:
        if name not in known:
            raise PlanError(unknown(f"{where.rstrip()} has no", name, {f.name for f in fields}))
    return {known[name].name: told(known[name], item, at(where, name)) for name, item in value.items()}


def at(where: str, name: str) -> str:
    """Where a value stands: ``visualization Hits: source.sql``."""
    return f"{where}{name}" if where.endswith(" ") else f"{where}.{name}"


def told(field: Field, value: Any, where: str) -> Any:
    if value is None:
        return None
    if field.elements:
        if not isinstance(value, list):
            raise PlanError(f"{where} must be a list, not {kind(value)}")
        return [entry(field, item, f"{where} item {place}") for place, item in enumerate(value, start=1)]
    if field.options:
        return checked(field.options, value, where)
    return chosen(field, TYPES[field.type](value, where), where)


def entry(field: Field, value: Any, where: str) -> Any:
    if not field.options:
        return chosen(field, TYPES[field.elements or "raw"](value, where), where)
    made = checked(field.options, value, where)
    for needed in missing(field.options, made):
        raise PlanError(f"{where}: give {needed}")
    return made


def chosen(field: Field, value: Any, where: str) -> Any:
    if field.choices and value not in field.choices:
        raise PlanError(unknown(f"{where} cannot be", value, field.choices))
    return value


def missing(fields: Sequence[Field], value: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """The paths of required values that are not there."""
    for f in fields:
        held = value.get(f.name)
        if f.required and held is None:
            yield path + f.name
        elif f.options and isinstance(held, Mapping):
            yield from missing(f.options, held, f"{path}{f.name}.")


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


def sequence(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise PlanError(f"{where} must be a list, not {kind(value)}")
    return value


def mapping(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise PlanError(f"{where} must be a dictionary, not {kind(value)}")
    return dict(value)


TYPES: dict[str, Callable[[Any, str], Any]] = {
    "str": text, "path": text, "int": whole, "float": number, "bool": truth, "list": sequence, "dict": mapping,
    "raw": lambda value, where: value,
}  # fmt: skip
