# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""How a server is told which environment is meant."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from ..core.errors import ApiError, PlanError, Unreachable
from ..core.words import unknown

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
    who = sha256(client.session.auth.value.encode()).hexdigest()  # keys of two organisations see other environments
    name = ("ironflow", client.session.base, "environments", who)
    known = client.outside.memo.get(*name)
    if known is None:
        known = listed(client)
        client.outside.memo.put(known, *name)
    ids = [asked] if asked in known or not known else [one for one, called in known.items() if called == asked]
    if not ids:
        raise PlanError(f"api_environment: {unknown('there is no environment', asked, known.values())}")
    if len(ids) > 1:
        raise PlanError(f"api_environment: {', '.join(sorted(ids))} all have the name {asked}; give the id")
    return ids[0]


def listed(client: Any) -> dict[str, str]:
    """Names by id; none where this key may not list them, or the server cannot."""
    try:
        answer = client.session.request("GET", "/api/v1/environments")
    except ApiError as error:
        if isinstance(error, Unreachable) or error.status == 401:
            raise
        answer = []
    return {item["id"]: item["name"] for item in answer} if isinstance(answer, list) else {}
