# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Whether what a server answered is what the SDK's own models say: no field unknown, none missing, each of its type."""

from __future__ import annotations

import types
import typing
from typing import Any, Iterator

from ironflow import models

PLAIN = {str: (str,), bool: (bool,), int: (int,), float: (int, float), dict: (dict,), list: (list,)}


def wrong(method: Any, value: Any) -> list[str]:
    hint = typing.get_type_hints(method, {**vars(models), "models": models, **method.__globals__}).get("return", Any)
    return list(faults(value, hint, "answer"))


def faults(value: Any, hint: Any, place: str) -> Iterator[str]:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        if not any(not list(faults(value, one, place)) for one in inner):
            yield from faults(value, inner[0], place)
    elif origin is list:
        if not isinstance(value, list):
            yield f"{place} is no list"
        else:
            for number, item in enumerate(value):
                yield from faults(item, inner[0], f"{place}[{number}]")
    elif origin is dict:
        for key, item in value.items() if isinstance(value, dict) else ():
            yield from faults(item, inner[1], f"{place}.{key}")
    elif typing.is_typeddict(hint):
        yield from fields(value, hint, place)
    elif hint is type(None):
        if value is not None:
            yield f"{place} is not null"
    elif hint in PLAIN and (not isinstance(value, PLAIN[hint]) or isinstance(value, bool) and hint is not bool):
        yield f"{place} is no {hint.__name__}"


def fields(value: Any, hint: Any, place: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{place} is no {hint.__name__}"
        return
    known = typing.get_type_hints(hint)
    yield from (f"{place} lacks {name}" for name in sorted(hint.__required_keys__ - value.keys()))
    yield from (f"{place} has {name}, which a {hint.__name__} has not" for name in sorted(value.keys() - known.keys()))
    for name in value.keys() & known.keys():
        yield from faults(value[name], known[name], f"{place}.{name}")
