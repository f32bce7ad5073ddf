# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Protobuf's own messages that have a JSON form of their own: Struct, Value, Timestamp and Duration."""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

from .wire import length, parts, tag, varint


def read_struct(data: bytes) -> dict[str, Any]:
    found = {}
    for _skip, _skip, content in parts(data):
        pair = {number: part for number, _skip, part in parts(content)}
        found[pair.get(1, b"").decode()] = read_value(pair.get(2, b""))
    return found


def read_value(data: bytes) -> Any:
    value = None
    for number, _skip, content in parts(data):
        if number == 2:
            value = struct.unpack("<d", content)[0]
        elif number == 3:
            value = content.decode()
        elif number == 4:
            value = bool(content)
        elif number == 5:
            value = read_struct(content)
        elif number == 6:
            value = [read_value(item) for _skip, _skip, item in parts(content)]
        else:
            value = None
    return value


def write_struct(value: dict[str, Any]) -> bytes:
    return b"".join(length(1, length(1, key.encode()) + length(2, write_value(item))) for key, item in value.items())


def write_value(value: Any) -> bytes:
    if value is None:
        return tag(1, 0) + varint(0)
    if isinstance(value, bool):
        return tag(4, 0) + varint(value)
    if isinstance(value, (int, float)):
        return tag(2, 1) + struct.pack("<d", value)
    if isinstance(value, str):
        return length(3, value.encode())
    if isinstance(value, dict):
        return length(5, write_struct(value))
    return length(6, b"".join(length(1, write_value(item)) for item in value))


def read_seconds(data: bytes) -> tuple[int, int]:
    pair = {number: content - 2**64 if content >= 2**63 else content for number, _skip, content in parts(data)}
    return pair.get(1, 0), pair.get(2, 0)


def read_timestamp(data: bytes) -> str:
    whole, nanos = read_seconds(data)
    made = datetime.fromtimestamp(whole, timezone.utc).replace(microsecond=nanos // 1000)
    return made.isoformat(timespec="microseconds").replace("+00:00", "Z")


def write_timestamp(text: str) -> bytes:
    made = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return (
        tag(1, 0) + varint(int(made.replace(microsecond=0).timestamp())) + tag(2, 0) + varint(made.microsecond * 1000)
    )


def read_duration(data: bytes) -> str:
    whole, nanos = read_seconds(data)
    return f"{'-' if whole < 0 or nanos < 0 else ''}{abs(whole)}.{abs(nanos):09d}s"


def write_duration(text: str) -> bytes:
    sign = -1 if text.startswith("-") else 1
    whole, _skip, part = text.strip("-s").partition(".")
    return tag(1, 0) + varint(sign * int(whole)) + tag(2, 0) + varint(sign * int(part.ljust(9, "0") or 0))


READ = {"object": read_struct, "any": read_value, "timestamp": read_timestamp, "duration": read_duration}
WRITE: dict[str, Callable[[Any], bytes]] = {
    "object": write_struct,
    "any": write_value,
    "timestamp": write_timestamp,
    "duration": write_duration,
}
