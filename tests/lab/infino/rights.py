# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the permissions of a user's roles allow, and what of a record they let be seen; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

REDACTED = "***"
View = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True)
class Rights:
    """``permissions`` is None for who may do everything."""

    permissions: tuple[dict[str, Any], ...] | None = None

    def granting(self, right: str, name: str) -> list[dict[str, Any]]:
        """The permissions that grant ``record.read`` and the like on a dataset."""
        kind, _dot, action = right.partition(".")
        return [one for one in self.permissions or () if grants(one, kind, action, name)]

    def allow(self, right: str, name: str) -> bool:
        return self.permissions is None or bool(self.granting(right, name))

    def view(self, name: str) -> View | None:
        """How records of a dataset are shown; None where they are shown as they are."""
        if self.permissions is None:
            return None
        masks = [one.get("Fields") or {} for one in self.granting("record.read", name)]
        if any(not any(mask.values()) for mask in masks):
            return None
        return lambda source: {
            field: shown
            for field, value in source.items()
            for shown in [best(seen(mask, field, value) for mask in masks)]
            if shown is not HIDDEN
        }


HIDDEN = object()


def grants(permission: dict[str, Any], kind: str, action: str, name: str) -> bool:
    return (
        permission["ResourceType"] == kind
        and action in permission["Actions"]
        and any(fnmatchcase(name, pattern) for pattern in permission["Resources"])
    )


def seen(mask: dict[str, Any], field: str, value: Any) -> Any:
    """What one permission lets be seen of a field."""
    if field in (mask.get("Deny") or ()) or (mask.get("Allow") and field not in mask["Allow"]):
        return HIDDEN
    mode = (mask.get("Mask") or {}).get(field)
    if mode is None:
        return value
    return HIDDEN if mode == "remove" else REDACTED if isinstance(value, str) else None


def best(shown: Iterable[Any]) -> Any:
    """Of several permissions the one that shows most counts."""
    found: Any = HIDDEN
    for one in shown:
        if found is HIDDEN or found in (REDACTED, None):
            found = found if one is HIDDEN else one
    return found
