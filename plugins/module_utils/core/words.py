# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""How messages name things: what was probably meant, and lists cut to a length that a person reads. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

ELLIPSIS = "…"  # marks a text that was cut; a secret may stand half before it


def clip(text: str, most: int = 500) -> str:
    """At most so many characters of a server's text."""
    text = text.strip()
    return text if len(text) <= most else text[:most] + ELLIPSIS


def unknown(what: str, name: object, allowed: Iterable[object], most: int = 12) -> str:
    """``DcimDevice has no attribute "nme"; did you mean "name"?``, or what is allowed where nothing is close."""
    names = sorted(str(item) for item in allowed)
    close = get_close_matches(str(name), names, n=3, cutoff=0.6) or near(str(name), names)
    if close:
        return f'{what} "{name}"; did you mean {" or ".join(quoted(close))}?'
    if not names:
        return f'{what} "{name}"; there are none'
    rest = f" and {len(names) - most} more" if len(names) > most else ""
    return f'{what} "{name}"; there is {", ".join(names[:most])}{rest}'


def near(name: str, names: list[str]) -> list[str]:
    """The same letters in another case, or with other separators."""
    bare = plain(name)
    return [other for other in names if plain(other) == bare or (len(bare) > 3 and bare in plain(other))][:3]


def plain(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


def quoted(names: Iterable[str]) -> list[str]:
    return [f'"{name}"' for name in names]
