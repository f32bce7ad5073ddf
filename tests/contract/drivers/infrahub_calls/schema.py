# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Schemas: loading, checking, reading."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Sequence

import yaml

from ..infrahub_client import client


def documents(schemas: Sequence[Any]) -> list[dict[str, Any]]:
    """Schemas as they are, or by the paths of their files."""
    return [yaml.safe_load(Path(one).read_text()) if isinstance(one, str) else one for one in schemas]


def load(schemas: Sequence[Any], branch: str = "main") -> dict[str, Any]:
    answer = client().schema.load(schemas=documents(schemas), branch=branch)
    return {"errors": answer.errors, "updated": answer.schema_updated, "hash": answer.hash}


def check(schemas: Sequence[Any], branch: str = "main") -> Any:
    good, answer = client().schema.check(schemas=documents(schemas), branch=branch)
    return {"good": good, "answer": answer}


def kinds(branch: str = "main") -> dict[str, Any]:
    """Of each kind its attributes with their types, and its relations with their peers."""
    made = {}
    for name, kind in client().schema.all(branch=branch).items():
        relations = {one.name: f"{one.cardinality} {one.peer}" for one in kind.relationships}
        made[name] = {"attributes": {one.name: str(one.kind) for one in kind.attributes}, "relations": relations}
    return made
