# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""How a server is told which environment is meant."""

from __future__ import annotations

from typing import Any

from ..core.errors import PlanError
from ..core.words import unknown
from .auth import listed

OLD, NEW = "X-Ironflow-Environment", "X-Ironflow-Environment-ID"  # read by servers up to 0.49, and by newer ones
USUAL = {OLD: "current", NEW: "env_default"}
KEY_ALONE = {OLD: "current"}  # for a key that is bound to an environment and may name no other


def headers_of(client: Any) -> dict[str, str]:
    if not client.environment:
        return {}
    known = id_of(client, client.environment)
    return {OLD: known, NEW: known}


def id_of(client: Any, asked: str) -> str:
    """The variable that the vendor's own tools share with us holds a name, and new servers take only an id."""
    if asked.startswith("env_"):
        return asked
    place = ("ironflow", client.session.base, "environments", client.session.auth.who)
    known = listed(client.session, client.outside.memo, place, "/api/v1/environments", asked)
    ids = [asked] if asked in known or not known else [one for one, called in known.items() if called == asked]
    if not ids:
        raise PlanError(f"api_environment: {unknown('there is no environment', asked, known.values())}")
    if len(ids) > 1:
        raise PlanError(f"api_environment: {', '.join(sorted(ids))} all have the name {asked}; give the id")
    return ids[0]
