# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Attribute values as the server stores them, and its refusals of those that it does not take."""

from __future__ import annotations

import hashlib
import ipaddress
import json
import os
import re
from base64 import b64encode
from typing import Any, Callable

from .errors import violated, wrong_type

TIME = re.compile(
    r"^$|^\d+\s*[smhdw]$|^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d([.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?$", re.IGNORECASE
)
URL = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*://[^\s/?#]+\S*$")
SALTED = "$2b$12$"


class Unfit(Exception):
    """Not a value of this kind."""


def host(value: Any) -> str:
    if not isinstance(value, str) or value != value.strip():
        raise Unfit
    address, _skip, rest = value.partition("/")
    made = ipaddress.ip_interface(address.split("%")[0] + ("/" + rest if rest else ""))
    return made.with_prefixlen


def network(value: Any) -> str:
    if not isinstance(value, str) or value != value.strip() or not value:
        raise Unfit
    return str(ipaddress.ip_network(value))


def address(value: Any) -> str:
    if not isinstance(value, str) or "/" in value:
        raise Unfit
    return str(ipaddress.ip_address(value))


def mac(value: Any) -> str:
    text = str(value).strip()
    parts = re.split("[:-]", text)
    if len(parts) == 6 and all(0 < len(part) < 3 for part in parts):
        text = "".join(part.zfill(2) for part in parts)
    digits = re.sub("[.:-]", "", text)
    if not re.fullmatch("[0-9a-fA-F]{12}", digits):
        raise Unfit
    return ":".join(re.findall("..", digits)).upper()


def matching(pattern: re.Pattern[str]) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if not isinstance(value, str) or not pattern.match(value):
            raise Unfit
        return value

    return check


def number(value: Any) -> int:
    if abs(value) >= 2**63:
        raise Unfit
    return value


def document(value: Any) -> Any:
    if not isinstance(value, (str, dict, list)):
        raise Unfit
    return value


def readable(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def sequence(value: Any) -> Any:
    if isinstance(value, str):
        if not isinstance(json.loads(value), list):
            raise Unfit
    elif not isinstance(value, list):
        raise Unfit
    return value


def anything(value: Any) -> Any:
    if isinstance(value, dict):
        raise Unfit
    return value


NUMBERS = ("Number", "Bandwidth", "NumberPool")
FORMS: dict[str, Callable[[Any], Any]] = {
    "IPHost": host, "IPNetwork": network, "IPAddress": address, "MacAddress": mac, "URL": matching(URL),
    "DateTime": matching(TIME), "Number": number, "Bandwidth": number, "NumberPool": number, "JSON": document,
    "List": sequence, "Any": anything,
}  # fmt: skip


def stored(kind: str, field: dict[str, Any], value: Any) -> Any:
    """The canonical form of a value that is not null."""
    name = field["name"]
    if value == "" and field["kind"] in ("IPHost", "IPNetwork", "IPAddress", "MacAddress", "URL"):
        raise violated(kind, name, f" is not a valid {field['kind']}")
    if field["kind"] == "JSON" and isinstance(value, str) and not readable(value):
        raise violated(kind, name, f"{value} is not valid JSON")
    try:
        made = FORMS.get(field["kind"], lambda v: v)(value)
    except (Unfit, ValueError) as error:
        raise wrong_type(kind, name, field["kind"], value) from error
    if field["kind"] == "Dropdown":
        choices = sorted(choice["name"] for choice in field["choices"])
        if made not in choices:
            raise violated(kind, name, f"{made} must be one of '{', '.join(choices)}'")
    elif field["enum"] and made not in field["enum"]:
        raise violated(kind, name, f"{made} must be one of {sorted(field['enum'])!r}")
    bounds(kind, name, field["parameters"] or {}, made)
    return made


def bounds(kind: str, name: str, limits: dict[str, Any], value: Any) -> None:
    pattern, least, most = limits.get("regex"), limits.get("min_length"), limits.get("max_length")
    for text in value if isinstance(value, list) else [value]:
        if pattern and not re.match(pattern, str(text)):
            raise violated(kind, name, f"{text} must conform with the regex: {pattern!r}")
    if least and len(value) < least:
        raise violated(kind, name, f"{value} must have a minimum length of {least}")
    if most and len(value) > most:
        raise violated(kind, name, f"{value} must have a maximum length of {most}")
    low, high = limits.get("min_value"), limits.get("max_value")
    if low is not None and value < low:
        raise violated(kind, name, f"{value} is lower than the minimum allowed value {low}")
    if high is not None and value > high:
        raise violated(kind, name, f"{value} is higher than the maximum allowed value {high}")
    if limits.get("excluded_values") and value in excluded(limits["excluded_values"]):
        raise violated(kind, name, f"{value} is in the excluded values")


def excluded(text: str) -> set[int]:
    found: set[int] = set()
    for part in filter(str.strip, text.split(",")):
        first, _skip, last = part.strip().partition("-")
        found.update(range(int(first), int(last or first) + 1))
    return found


def hashed(clear: str, salt: str | None = None) -> str:
    """Of the look of a bcrypt hash, though it is none."""
    salt = salt or b64encode(os.urandom(17), b"./").decode()[:22]
    digest = b64encode(hashlib.sha256((salt + clear).encode()).digest(), b"./").decode()[:31]
    return SALTED + salt + digest


def fits(clear: str, kept: str) -> bool:
    return kept == hashed(clear, kept[len(SALTED) : len(SALTED) + 22])
