# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Between option names and messages of ConnectRPC: camelCase, words of enums, zero values left out. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..core.errors import PlanError
from ..core.spec import Field
from ..core.words import unknown
from .eras import Span

ZERO: dict[str, Callable[[], Any]] = {"str": str, "int": int, "float": int, "bool": bool, "list": list, "dict": dict}
HUMP = re.compile(r"(?<=[a-z0-9])([A-Z])")


def camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


def snake(name: str) -> str:
    return HUMP.sub(r"_\1", name).lower()


def words(value: Any) -> Any:
    """A whole answer with names as options have them, for what is only shown. Free-form documents stay as they are."""
    if isinstance(value, list):
        return [words(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    return {snake(name): item if name in FREE else words(item) for name, item in value.items()}


# Fields whose values are the user's own documents: their names are nobody's to change.
DOCUMENTS = ("data", "metadata", "input", "output", "originalOutput", "state", "payload", "custom", "labels")
FREE = frozenset(name + twin for name in (*DOCUMENTS, "eventData") for twin in ("", "Value"))


def enum(prefix: str, word: str) -> str:
    """``paused`` is ``FUNCTION_STATUS_PAUSED`` on the wire; an unknown one would be dropped by the server silently."""
    return prefix + word.upper()


def word(prefix: str, name: Any) -> str | None:
    """The word of an enum's name, None for the unspecified one; old servers tell bare words."""
    text = str(name or "").removeprefix(prefix).lower()
    return None if text in ("", "unspecified") else text


def known_word(what: str, asked: str, choices: tuple[str, ...]) -> str:
    if asked not in choices:
        raise PlanError(unknown(f"there is no {what}", asked, choices))
    return asked


TWINS = Span((0, 34))  # what has them; before, what is no document would be left out without a word


def payload(name: str, value: Any) -> dict[str, Any]:
    """A document is sent under its name, any other value under the name of its twin."""
    return {name: value} if isinstance(value, Mapping) else {f"{name}Value": value}


def payload_of(message: Mapping[str, Any], name: str) -> Any:
    return message[f"{name}Value"] if f"{name}Value" in message else message.get(name)


@dataclass(frozen=True)
class Form:
    """How the fields of one kind of message are written.

    ``enums``: the prefix of a field's words. ``texts``: fields that travel as a text of JSON. ``untold``: fields that
    no answer has. ``free``: fields whose value may be no document, with a twin for that.
    """

    fields: tuple[Field, ...]
    enums: Mapping[str, str] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    free: tuple[str, ...] = ()

    def sent(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """A message with these values; None is the zero value, which unsets."""
        made: dict[str, Any] = {}
        for f in self.fields:
            if f.name in values:
                made.update(self.sent_one(f, values[f.name]))
        return made

    def sent_one(self, f: Field, value: Any) -> dict[str, Any]:
        name = f.wire or camel(f.name)
        if value is None:
            return {name: ZERO.get(f.type, str)()}
        if f.name in self.enums:
            return {name: enum(self.enums[f.name], value)}
        if f.name in self.texts:
            return {name: json.dumps(value)}
        if f.name in self.free:
            return payload(name, value)
        if f.options:
            inner = Form(f.options, self.enums, self.texts, self.untold, self.free)
            return {name: [inner.sent(item) for item in value] if isinstance(value, list) else inner.sent(value)}
        return {name: value}

    def read(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """The message in option names. What it leaves out is zero, or not there yet where only the server sets it."""
        return {f.name: self.read_one(f, message) for f in self.fields if not f.secret and f.name not in self.untold}

    def read_one(self, f: Field, message: Mapping[str, Any]) -> Any:
        name = f.wire or camel(f.name)
        value = payload_of(message, name) if f.name in self.free else message.get(name)
        if value is None:
            value = message.get(f.name)
        if value is None:
            return self.absent(f)
        if f.name in self.enums:
            return word(self.enums[f.name], value)
        if f.name in self.texts:
            return json.loads(value) if value else None
        if f.type == "int":
            return int(value)
        if f.options:
            inner = Form(f.options, self.enums, self.texts, self.untold, self.free)
            return [inner.read(item) for item in value] if isinstance(value, list) else inner.read(value)
        return value

    def absent(self, f: Field) -> Any:
        if f.server_default is not None:
            return f.server_default
        nothing = f.computed and f.type == "str" or f.options or f.name in {*self.enums, *self.texts, *self.free}
        return None if nothing else ZERO.get(f.type, str)()
