# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a dry run must have foretold of a real one, and when two results are of the same state."""

from __future__ import annotations

from typing import Any

ASIDE = ("requests", "request_log", "invocation", "warnings", "msg", "object")  # an object is a resource in other words
FORETOLD = ("changed", "operation", "operations", "resource", "resources", "unverified", "diff")


def contradictions(foretold: dict[str, Any], done: dict[str, Any], options: set[str]) -> list[str]:
    """Where check mode said something else than the run then did. What the server computes it cannot know.

    ``options`` are the names that a user can give, so that check mode knows their values.
    """
    found = []
    for name in sorted({*foretold, *done} - set(ASIDE)):
        said, was = foretold.get(name), done.get(name)
        if said is None and name not in FORETOLD:
            continue
        if name in ("resource", "resources", "object"):
            found += [f"{name}: {text}" for text in unlike(said, was, options)]
        elif said != was or name not in foretold:
            found.append(f"{name}: foretold {said!r}, was {was!r}")
    return found


def unlike(said: Any, was: Any, options: set[str]) -> list[str]:
    if isinstance(said, list) and isinstance(was, list) and len(said) == len(was):
        return [text for one, other in zip(said, was) for text in unlike(one, other, options)]
    if not isinstance(said, dict) or not isinstance(was, dict):
        return [] if said == was else [f"foretold {said!r}, was {was!r}"]
    texts = [f"{name}: {text}" for name in said for text in unlike(said[name], was.get(name), options)]
    return texts + [f"{name}: was {was[name]!r}, not foretold" for name in was if name in options - said.keys()]


def meaning(result: dict[str, Any], options: set[str]) -> dict[str, Any]:
    """What a result says that two runs of the same task on equal servers agree on."""
    kept = {name: result[name] for name in ("changed", "operation", "operations", "diff") if name in result}
    for name in ("resource", "resources"):
        if name in result:
            kept[name] = told(result[name], options)
    return kept


def told(value: Any, options: set[str]) -> Any:
    if isinstance(value, list):
        return [told(item, options) for item in value]
    if isinstance(value, dict):
        return {name: item for name, item in value.items() if name in options}
    return value
