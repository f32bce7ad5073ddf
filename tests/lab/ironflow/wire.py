# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the bytes of protobuf consist of: fields, each a tag and an integer or a length and content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .refused import Refused

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5


def unsigned(data: bytes, place: int) -> tuple[int, int]:
    """The integer at a place, and the place after it."""
    found = shift = 0
    while place < len(data) and shift < 70:
        byte = data[place]
        found |= (byte & 0x7F) << shift
        place, shift = place + 1, shift + 7
        if byte < 0x80:
            return found & (2**64 - 1), place
    raise Refused(400, "unmarshal message: the message is cut off")


def varint(value: int) -> bytes:
    """Negative ones as 64 bits."""
    value &= 2**64 - 1
    made = bytearray()
    while value >= 0x80:
        made.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*made, value])


def tag(number: int, wire: int) -> bytes:
    return varint(number << 3 | wire)


def length(number: int, content: bytes) -> bytes:
    return tag(number, 2) + varint(len(content)) + content


def parts(data: bytes) -> Iterator[tuple[int, int, Any]]:
    """Number, wire type and content of each field: an integer, or bytes."""
    place = 0
    while place < len(data):
        key, place = unsigned(data, place)
        wire = key & 7
        content: int | bytes
        if wire == VARINT:
            content, place = unsigned(data, place)
        else:
            if wire == BYTES:
                size, place = unsigned(data, place)
            elif wire in (FIXED64, FIXED32):
                size = 8 if wire == FIXED64 else 4
            else:
                raise Refused(400, f"unmarshal message: wire type {wire} is not known")
            content, place = data[place : place + size], place + size
            if place > len(data):
                raise Refused(400, "unmarshal message: the message is cut off")
        yield key >> 3, wire, content
