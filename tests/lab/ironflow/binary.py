# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Binary protobuf to and from protobuf's JSON form, so that behaviours see one form whatever the client speaks."""

from __future__ import annotations

import base64
import struct
from typing import Any

from . import well_known
from .refused import Refused
from .rpc_fields import camel
from .shape import Shape
from .wire import BYTES, FIXED64, VARINT, length, parts, tag, unsigned, varint
from .wire_numbers import FIELDS, WORDS

PACKED = ("bool", "int32", "int64", "uint32", "uint64", "number")


def decode(shape: Shape, message: str, data: bytes) -> dict[str, Any]:
    """Fields that have no number here, or that this version does not have, are skipped."""
    if message not in FIELDS or not isinstance(data, bytes):
        raise Refused(400, f"unmarshal message: wrong wire type for {message}")
    names = {number: name for name, number in FIELDS[message].items()}
    found: dict[str, Any] = {}
    for number, wire, content in parts(data):
        name = names.get(number, "")
        known = shape.fields.get(name)
        if known is None:
            continue
        if known.kind.startswith("map<"):
            key, value = entry(known, content)
            found.setdefault(name, {})[key] = value
        elif known.item is not None:
            found.setdefault(name, []).extend(items(known.item, wire, content))
        else:
            found[name] = value_of(known, content)
    return found


def items(shape: Shape, wire: int, content: Any) -> list[Any]:
    if wire != BYTES or not (shape.kind in PACKED or shape.words):
        return [value_of(shape, content)]
    if shape.kind == "number":
        return [one for (one,) in struct.iter_unpack("<d", content)]
    place, found = 0, []
    while place < len(content):
        number, place = unsigned(content, place)
        found.append(value_of(shape, number))
    return found


def entry(shape: Shape, content: bytes) -> tuple[str, Any]:
    item = shape.item
    assert item is not None
    pair = {number: part for number, _skip, part in parts(content)}
    return pair.get(1, b"").decode(), value_of(item, pair.get(2, b""))


def value_of(shape: Shape, content: Any) -> Any:
    kind = shape.kind
    if isinstance(content, int):
        if kind == "bool":
            return bool(content)
        signed = content - 2**64 if content >= 2**63 and not kind.startswith("u") else content
        return word(shape.words, signed) if shape.words else signed
    if kind == "string":
        return content.decode()
    if kind == "bytes":
        return base64.b64encode(content).decode()
    if kind == "number":
        return struct.unpack("<d", content)[0]
    if kind == "FieldMask":
        return ",".join(camel(part.decode()) for _skip, _skip, part in parts(content))
    if kind in well_known.READ:
        return well_known.READ[kind](content)
    return decode(shape, kind, content)


def word(words: list[str], number: int) -> Any:
    """A number that no word has stays a number, for the reader of fields to drop."""
    return {WORDS.get(one, place): one for place, one in enumerate(words)}.get(number, number)


def encode(shape: Shape, message: str, told: dict[str, Any]) -> bytes:
    """From the JSON form as ``rpc_fields.tell`` gives it."""
    numbers, made = FIELDS[message], []
    for name, value in told.items():
        known, number = shape.fields[name], numbers[name]
        item = known.item
        if item is None:
            made.append(one(known, number, value))
        elif isinstance(value, dict):
            for key, content in value.items():
                made.append(length(number, length(1, key.encode()) + one(item, 2, content)))
        elif item.kind in PACKED or item.words:
            made.append(length(number, b"".join(one(item, 0, content)[1:] for content in value)))
        else:
            made += [one(item, number, content) for content in value]
    return b"".join(made)


def one(shape: Shape, number: int, value: Any) -> bytes:
    kind = shape.kind
    if shape.words:
        return tag(number, VARINT) + varint(WORDS.get(value, shape.words.index(value)))
    if kind == "number":
        return tag(number, FIXED64) + struct.pack("<d", value)
    if kind in PACKED:
        return tag(number, VARINT) + varint(int(value))
    if kind == "string":
        return length(number, value.encode())
    if kind == "bytes":
        return length(number, base64.b64decode(value))
    if kind in well_known.WRITE:
        return length(number, well_known.WRITE[kind](value))
    return length(number, encode(shape, kind, value))
