# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Take one value out of a document: by keys with dots between them, or by a JMESPath expression. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

try:
    import jmespath
except ImportError:
    jmespath = None

from .errors import MissingLibrary, PlanError, UnknownName
from .words import unknown

DOTTED = re.compile(r"[\w-]+(\.[\w-]+)*")


def at(document: Any, path: str, title: str) -> Any:
    """The value there; ``UnknownName`` where there is none. A JMESPath expression that finds nothing gives null."""
    if DOTTED.fullmatch(path):
        return walked(document, path.split("."), title)
    if jmespath is None:
        raise MissingLibrary("jmespath")
    try:
        found = jmespath.search(path, document)
    except (jmespath.exceptions.JMESPathError, ValueError) as error:
        raise PlanError(f"path {path} is neither keys with dots between them nor JMESPath: {error}") from None
    if found is None:
        raise UnknownName(f"{title} has nothing at {path}")
    return found


def selection(expression: str, option: str = "select") -> Callable[[Any], Any]:
    """What a JMESPath expression chooses of a document; null where it finds nothing."""
    if jmespath is None:
        raise MissingLibrary("jmespath")

    def refused(error: Exception) -> PlanError:
        return PlanError(f"{option} {expression!r} cannot be used: {str(error).splitlines()[0].rstrip(':')}")

    try:
        compiled = jmespath.compile(expression)
    except jmespath.exceptions.JMESPathError as error:
        raise refused(error) from None

    def choose(document: Any) -> Any:
        try:
            return compiled.search(document)
        except jmespath.exceptions.JMESPathError as error:
            raise refused(error) from None

    return choose


def walked(value: Any, parts: list[str], title: str) -> Any:
    for place, part in enumerate(parts):
        where = ".".join([title, *parts[:place]]) if place else title
        if isinstance(value, list):
            if not part.isdecimal() or int(part) >= len(value):
                raise UnknownName(f"{where} is a list of {len(value)}; there is no {part} in it")
            value = value[int(part)]
        elif isinstance(value, dict):
            if part not in value:
                raise UnknownName(unknown(f"{where} has no key", part, value))
            value = value[part]
        else:
            raise UnknownName(f"{where} is no dictionary or list; there is no {part} in it")
    return value
