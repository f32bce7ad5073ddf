# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Branches and what they differ in."""

from __future__ import annotations

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
