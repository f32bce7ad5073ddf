# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The free-form configuration of a connection: what of it is secret, and what of it means the same. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

SECRET = re.compile(r"pass|secret|token|key|credential", re.IGNORECASE)
MASK = re.compile(r"[*•x]*|<[^>]*>|\[?redacted\]?", re.IGNORECASE)  # what a server tells in place of a secret
TOLD, ANOTHER = "(a secret)", "(another secret)"  # what stands for a secret that the server tells, and for its heir


def parted(config: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is open of it, and what is secret by its name."""
    plain: dict[str, Any] = {}
    hidden: dict[str, Any] = {}
    for name, value in config.items():
        if SECRET.search(name):
            hidden[name] = value
        elif isinstance(value, Mapping):
            inner, below = parted(value)
            plain[name] = inner
            if below:
                hidden[name] = below
        else:
            plain[name] = value
    return plain, hidden


def over(base: Any, more: Any) -> Any:
    """One over the other, objects merged."""
    if not isinstance(base, Mapping) or not isinstance(more, Mapping):
        return more
    return {**base, **{name: over(base.get(name), value) for name, value in more.items()}}


def compared(found: Mapping[str, Any], given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Of what is given, that which the server tells, in its spelling where it means the same; and the rest.

    What is given as null and not told is as it should be.
    """
    told: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for name, value in given.items():
        if name not in found:
            if value is not None:
                rest[name] = value
        elif isinstance(value, Mapping) and isinstance(found[name], Mapping):
            told[name], below = compared(found[name], value)
            if below:
                rest[name] = below
        else:
            told[name] = found[name] if alike(value, found[name]) else value
    return told, rest


def alike(one: Any, other: Any) -> bool:
    """Connectors take numbers and truth values as texts, and lists as texts with commas."""
    if isinstance(one, (list, tuple)) or isinstance(other, (list, tuple)):
        return items(one) == items(other)
    return text(one) == text(other)


def items(value: Any) -> list[str]:
    parts = value if isinstance(value, (list, tuple)) else str(value).split(",")
    return [text(part) for part in parts]


def text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def told_secrets(hidden: Mapping[str, Any]) -> dict[str, Any]:
    """Those that the server tells in clear, and not as a mask."""
    made: dict[str, Any] = {}
    for name, value in hidden.items():
        if isinstance(value, Mapping):
            made[name] = told_secrets(value)
        elif value is not None and not MASK.fullmatch(str(value)):
            made[name] = value
    return made


def stood_for(hidden: Mapping[str, Any], wanted: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Words in place of secrets that the server tells: others where another secret is wanted."""
    made: dict[str, Any] = {}
    for name, value in hidden.items():
        other = value if wanted is None else wanted.get(name, value)
        if isinstance(value, Mapping):
            made[name] = stood_for(value, other if isinstance(other, Mapping) else None)
        else:
            made[name] = TOLD if alike(value, other) else ANOTHER
    return made


def without_marks(config: Mapping[str, Any]) -> dict[str, Any]:
    """A configuration as it is sent: without the words that stand for secrets."""
    return {
        name: without_marks(value) if isinstance(value, Mapping) else value
        for name, value in config.items()
        if not isinstance(value, str) or value not in (TOLD, ANOTHER)
    }


def texts(value: Any) -> Iterator[str]:
    """All texts at any depth."""
    if isinstance(value, Mapping):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from texts(item)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def paths(config: Mapping[str, Any], where: str = "") -> Iterator[str]:
    for name, value in config.items():
        if isinstance(value, Mapping) and value:
            yield from paths(value, f"{where}{name}.")
        else:
            yield where + name
