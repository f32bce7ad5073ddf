# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Branches and what they differ in."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from ..infrahub_client import client


def branches() -> dict[str, Any]:
    return {name: {"description": one.description, "status": str(one.status.value)} for name, one in asked().items()}


def asked() -> Any:
    return client().branch.all()


def branch_create(name: str, description: str = "") -> str:
    return client().branch.create(branch_name=name, description=description, sync_with_git=False).id


def branch_merge(name: str) -> bool:
    return client().branch.merge(name)


def branch_delete(name: str) -> bool:
    return client().branch.delete(name)


def diff(branch: str) -> list[dict[str, Any]]:
    return [dict(one) for one in client().get_diff_summary(branch=branch)]


def branch_get(name: str) -> dict[str, Any]:
    found = client().branch.get(branch_name=name)
    return {"name": found.name, "description": found.description, "is_default": found.is_default}


def branch_rebase(name: str) -> Any:
    return bool(client().branch.rebase(branch_name=name))


def branch_validate(name: str) -> Any:
    return bool(client().branch.validate(branch_name=name))


def diff_create(branch: str, name: str, hours: int = 1) -> Any:
    """A named diff of the last hours."""
    now = datetime.now(timezone.utc)
    return client().create_diff(branch, name, now - timedelta(hours=hours), now)


def diff_tree(branch: str) -> Any:
    found = client().get_diff_tree(branch=branch)
    return found and {name: found[name] for name in ("num_added", "num_updated", "num_removed", "num_conflicts")}
