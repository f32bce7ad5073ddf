# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Values of a query's variables in the types that it declares. Pure.

The real server answers a value of another type with HTTP 500 and no word why. What can only mean one thing is made
that: templates of older Ansible give numbers as text. A message never shows a value, which may be a secret.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ..core.errors import PlanError
from ..core.words import unknown
from .document import Variable
from .values import yes_or_no

INTEGER = re.compile(r"\s*[+-]?\d+\s*")
SMALL = 2**31


def fitted(
    declared: Mapping[str, Variable], given: Mapping[str, Any], warn: Callable[[str], Any] = lambda text: None
) -> dict[str, Any]:
    """The variables as the server takes them. One that the query does not declare is left out, with a warning."""
    missing = [f"{name} ({one.type})" for name, one in declared.items() if not one.optional and given.get(name) is None]
    if missing:
        raise PlanError(f"the query needs {', '.join(missing)}; give it in variables")
    for name in given:
        if name not in declared:
            warn(unknown("the query declares no variable", name, declared))
    return {name: fit(one.type, given[name], f"variables.{name}") for name, one in declared.items() if name in given}


def fit(type_: str, value: Any, place: str) -> Any:
    if type_.endswith("!"):
        if value is None:
            raise PlanError(f"{place} is null; the query wants {type_}")
        type_ = type_[:-1]
    if value is None:
        return None
    if type_.startswith("["):
        inner = type_[1:-1]
        return [fit(inner, one, place) for one in value] if isinstance(value, list) else fit(inner, value, place)
    try:
        return MAKES[type_](value) if type_ in MAKES else value
    except (TypeError, ValueError):
        word = WORDS.get(type(value), "a value")
        raise PlanError(f"{place} is {word} that is no {type_}, which the query declares it to be") from None


def text(value: Any) -> str:
    if isinstance(value, (bool, dict, list)):
        raise TypeError
    return str(value)


def integer(value: Any) -> int:
    if isinstance(value, bool) or (isinstance(value, float) and not value.is_integer()):
        raise TypeError
    if isinstance(value, str) and not INTEGER.fullmatch(value):
        raise ValueError
    return int(value)


def small(value: Any) -> int:
    made = integer(value)
    if not -SMALL <= made < SMALL:
        raise ValueError
    return made


def number(value: Any) -> float:
    if isinstance(value, bool):
        raise TypeError
    return value if isinstance(value, (int, float)) else float(value)


MAKES: dict[str, Callable[[Any], Any]] = {
    "String": text,
    "ID": text,
    "Int": small,
    "BigInt": integer,
    "Float": number,
    "Boolean": yes_or_no,
}
WORDS = {
    str: "a text",
    bool: "a boolean",
    int: "a number",
    float: "a number",
    dict: "a dictionary",
    list: "a list",
}
