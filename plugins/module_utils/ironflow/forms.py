# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the bytes of a KV value mean: JSON, text, or just bytes, which are told in base64. Pure."""

from __future__ import annotations

import binascii
import json
from base64 import b64decode, b64encode
from typing import Any

from ..core.errors import PlanError
from ..core.spec import Field

FORMAT = Field("format", default="json", choices=("json", "text", "base64"))


class Unread(str):
    """Bytes that are not of the format: as text where they are one, else in base64. Equal to nothing wanted."""


def compared(value: Any) -> Any:
    return {"unread": str(value)} if isinstance(value, Unread) else {"value": value}


def stored(text: str) -> bytes:
    """The server tells all bytes in base64; a text that is none stands for itself."""
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return text.encode()


def decode(form: str, data: bytes) -> Any:
    """The value that the bytes are in this form, or ``Unread``."""
    if form == "base64":
        return b64encode(data).decode()
    try:
        text = data.decode()
        return json.loads(text, parse_constant=refuse) if form == "json" else text
    except UnicodeDecodeError:
        return Unread(b64encode(data).decode())
    except ValueError:
        return Unread(text)


def encode(form: str, value: Any) -> bytes:
    if form == "base64":
        return b64decode(value)
    if form == "text":
        return value.encode()
    return json.dumps(value, allow_nan=False, ensure_ascii=False).encode()


def checked(form: str, value: Any, title: str) -> Any:
    """The value as it is compared and written, or what is wrong with it."""
    if form == "json":
        refuse_nan(value, f"{title}: value")
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        kind = {bool: "a boolean", float: "a number", list: "a list", dict: "a dictionary"}.get(type(value), "nothing")
        raise PlanError(f"{title}: value must be a text with format {form}, but is {kind}; quote it or use format json")
    if form == "text":
        return value
    try:
        return b64encode(b64decode("".join(value.split()), validate=True)).decode()
    except (binascii.Error, ValueError):
        raise PlanError(f"{title}: value is not base64; give it through the filter b64encode") from None


def refuse_nan(value: Any, title: str) -> None:
    """Refuse what YAML has and JSON has not."""
    try:
        json.dumps(value, allow_nan=False)
    except ValueError:
        raise PlanError(f"{title} holds a number that JSON does not have, such as .nan or .inf") from None


def refuse(word: str) -> None:
    raise ValueError(f"{word} is not JSON")
