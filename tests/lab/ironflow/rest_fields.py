# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Fields over REST: what the server takes from a body or query, and what it tells in a reply."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .refused import Refused
from .shape import Shape

INT64 = 2**63


def refuse(word: str) -> None:
    raise ValueError(f"{word} is not JSON")


def document(raw: bytes) -> dict[str, Any]:
    try:
        body = json.loads(raw, parse_constant=refuse)
    except ValueError:
        raise Refused(400, "invalid request body: not JSON", bare=True) from None
    if not isinstance(body, dict):
        raise Refused(400, "invalid request body: not a JSON object", bare=True)
    return body


def take(shape: Shape, body: dict[str, Any]) -> dict[str, Any]:
    """The known fields. A null where none can be is as if it were not there; what must be there may not be empty."""
    taken = {}
    for name, known in shape.fields.items():
        value = body.get(name)
        if value is None and (name not in body or not known.nullable):
            if known.required:
                raise Refused(400, f"{name} is required", bare=True)
            continue
        if value == "" and known.required and name in ("name", "email", "topic", "event_name", "key"):
            raise Refused(400, f"{name} is required", bare=True)
        taken[name] = checked(known, value, name)
    return taken


def checked(shape: Shape, value: Any, name: str) -> Any:
    kind = shape.base
    if kind == "any" or (value is None and shape.nullable):
        return value
    if shape.item is not None:
        if kind.startswith("array<"):
            if not isinstance(value, list):
                raise wrong(name, "an array")
            return [checked(shape.item, item, f"{name}[{place}]") for place, item in enumerate(value)]
        if not isinstance(value, dict):
            raise wrong(name, "an object")
        return {key: checked(shape.item, item, f"{name}.{key}") for key, item in value.items()}
    if kind == "string" and not isinstance(value, str):
        raise wrong(name, "a string")
    if kind == "boolean" and not isinstance(value, bool):
        raise wrong(name, "a boolean")
    if kind == "integer" and not (isinstance(value, int) and not isinstance(value, bool) and -INT64 <= value < INT64):
        raise wrong(name, "an integer")
    if kind == "number" and (isinstance(value, bool) or not isinstance(value, (int, float))):
        raise wrong(name, "a number")
    if kind in ("string", "boolean", "integer", "number"):
        return value
    if not isinstance(value, dict):
        raise wrong(name, "an object")
    return take(shape, value) if shape.fields else value


def wrong(name: str, wanted: str) -> Refused:
    return Refused(400, f"invalid request body: {name} must be {wanted}", bare=True)


def parameters(known: Mapping[str, Shape], sent: Mapping[str, str]) -> dict[str, Any]:
    """A query has only text: a number must be one, and of the words for a boolean the server knows just ``true``."""
    taken: dict[str, Any] = {}
    for name, shape in known.items():
        text = sent.get(name)
        if text is None:
            continue
        if shape.base == "boolean":
            taken[name] = text == "true"
        elif shape.base == "integer":
            if not text.lstrip("-").isdecimal():
                raise Refused(400, f"invalid {name}: not a number", bare=True)
            taken[name] = int(text)
        else:
            taken[name] = text
    return taken


def tell(shape: Shape, value: Any) -> Any:
    """The reply as this version words it. A field that must be told and is not is a mistake of the stand-in."""
    if shape.item is not None and shape.fields:
        if isinstance(value, list):
            return [tell(shape.item, item) for item in value]
        return {key: tell(shape.item, item) for key, item in value.items()}
    if not shape.fields or not isinstance(value, dict):
        return value
    lacking = [name for name, known in shape.fields.items() if known.required and name not in value]
    if lacking:
        raise RuntimeError(f"the stand-in's reply lacks {', '.join(lacking)}")
    return {name: tell(known, value[name]) for name, known in shape.fields.items() if name in value}
