# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Fields over ConnectRPC: protobuf's JSON form, read leniently and written canonically."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any

from .call import seconds
from .refused import Refused
from .shape import Shape
from .wire_numbers import WORDS

BITS = {"int32": (-(2**31), 2**31), "uint32": (0, 2**32), "int64": (-(2**63), 2**63), "uint64": (0, 2**64)}
HUMP = re.compile(r"(?<=[a-z0-9])([A-Z])")
DURATION = re.compile(r"-?\d+(\.\d{1,9})?s")


def camel(name: str) -> str:
    return re.sub(r"_([a-z0-9])", lambda found: found[1].upper(), name)


def snaked(shape: Shape, value: Any) -> Any:
    """A reply with names as one service writes them. Inside of free objects they are the user's."""
    if shape.item is not None:
        return [snaked(shape.item, one) for one in value] if isinstance(value, list) else value
    if not shape.fields or not isinstance(value, dict):
        return value
    return {HUMP.sub(r"_\1", name).lower(): snaked(shape.fields[name], one) for name, one in value.items()}


def take(shape: Shape, body: Any, place: str = "") -> dict[str, Any]:
    """The known fields in lowerCamelCase. Unknown ones are dropped silently, and so are unknown words of an enum."""
    if not isinstance(body, dict):
        raise wrong(place or "message", "an object")
    taken = {}
    for sent, value in body.items():
        name = sent if sent in shape.fields else camel(sent)
        known = shape.fields.get(name)
        if known is None or (value is None and known.kind != "any"):
            continue
        found = checked(known, value, f"{place}{name}")
        if found is not None or known.kind == "any":
            taken[name] = found
    return taken


def checked(shape: Shape, value: Any, name: str) -> Any:
    """A value as the behaviours see it: 64-bit integers as numbers. None for a word of an enum that is not known."""
    kind = shape.kind
    item = shape.item
    if item is not None:
        if not isinstance(value, list if kind.startswith("array<") else dict):
            raise wrong(name, "an array" if kind.startswith("array<") else "an object")
        if isinstance(value, dict):
            return {key: checked(item, one, f"{name}.{key}") for key, one in value.items()}
        found = [checked(item, one, f"{name}[{place}]") for place, one in enumerate(value)]
        return [one for one in found if one is not None] if item.words else found
    if kind in BITS:
        return integer(value, name, *BITS[kind])
    if shape.words:
        return word(shape.words, value, name)
    if kind in ("string", "FieldMask"):
        return mask(value, name) if kind == "FieldMask" else text(value, name)
    if kind == "bool":
        if not isinstance(value, bool):
            raise wrong(name, "a boolean")
        return value
    if kind == "number":
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise wrong(name, "a number")
        return value
    if kind == "bytes":
        try:
            return base64.b64decode(text(value, name), validate=True)
        except binascii.Error:
            raise wrong(name, "base64 text") from None
    if kind == "timestamp":
        seconds(text(value, name), name)
        return value
    if kind == "duration":
        if not DURATION.fullmatch(text(value, name)):
            raise wrong(name, 'a duration such as "1.5s"')
        return value
    if kind == "any":
        return floating(value)
    if kind == "object":
        if not isinstance(value, dict):
            raise wrong(name, "an object")
        return floating(value)
    return take(shape, value, f"{name}.")


def wrong(name: str, wanted: str) -> Refused:
    return Refused(400, f"unmarshal message: {name} must be {wanted}")


def text(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise wrong(name, "a string")
    return value


def integer(value: Any, name: str, low: int, high: int) -> int:
    """A number or its text; 2.0 is an integer too."""
    if isinstance(value, str) and re.fullmatch(r"-?\d+", value):
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value < high:
        raise wrong(name, f"an integer of {(high - low).bit_length() - 1} bits")
    return value


def word(words: list[str], value: Any, name: str) -> str | None:
    if isinstance(value, str):
        return value if value in words else None
    numbers = {WORDS.get(one, place): one for place, one in enumerate(words)}
    return numbers.get(integer(value, name, *BITS["int32"]))


def mask(value: Any, name: str) -> list[str]:
    """Protobuf's own form is one text; the vendor's Go client sends ``{"paths": [...]}``."""
    if isinstance(value, dict):
        return [camel(text(path, name)) for path in value.get("paths", [])]
    return [path for path in text(value, name).split(",") if path]


def floating(value: Any) -> Any:
    """Numbers inside free objects travel as floating point: long integers lose digits."""
    if isinstance(value, dict):
        return {key: floating(item) for key, item in value.items()}
    if isinstance(value, list):
        return [floating(item) for item in value]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value
    try:
        found = float(value)
    except OverflowError:
        raise wrong("a number", "one that floating point can hold") from None
    return int(found) if found.is_integer() else found


def tell(shape: Shape, value: dict[str, Any]) -> dict[str, Any]:
    """What this version has of it, without zeros: empty text and lists, 0, false. An object that is there stays."""
    told = {}
    for name, known in shape.fields.items():
        if name not in value or (value[name] is None and known.kind != "any"):
            continue
        found = worded(known, value[name])
        if known.presence or not zero(known, found):
            told[name] = found
    return told


def zero(shape: Shape, found: Any) -> bool:
    if shape.kind in ("int64", "uint64"):
        return found == "0"
    if shape.words:
        return found == shape.words[0]
    return shape.kind not in ("any", "object") and not is_message(shape) and not found


def is_message(shape: Shape) -> bool:
    return shape.item is None and bool(shape.fields)


def worded(shape: Shape, value: Any) -> Any:
    if shape.item is not None:
        if isinstance(value, dict):
            return {key: worded(shape.item, one) for key, one in value.items()}
        return [worded(shape.item, one) for one in value]
    if shape.kind in ("int64", "uint64"):
        return str(value)
    if shape.kind == "bytes":
        return base64.b64encode(value).decode()
    if shape.fields and isinstance(value, dict):
        return tell(shape, value)
    return value
