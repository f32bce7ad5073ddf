# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documents that are nested deeper than options reach: brought to one form, completed, and patched; pure."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..core.spec import Field
from ..core.values import form

ANY = Field("value", "raw")


@dataclass(frozen=True)
class Part(Field):
    """A value in a document. An object with a ``server_default`` is always there; another may be null.

    Of a list's entries, ``identity`` names what makes the one at a place the same as the one there now; it then keeps
    those of the values that are ``stamped`` by the server and not given.
    """

    whole: bool = False  # replaced as it is given, never merged with what is there
    identity: tuple[str, ...] = ()
    stamped: tuple[str, ...] = ()


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
