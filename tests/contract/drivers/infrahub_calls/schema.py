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
    one = client()
    found = one.schema.all(branch=branch)
    assert one.schema.fetch(branch=branch).keys() == found.keys()
    for name, kind in found.items():
        relations = {one.name: f"{one.cardinality} {one.peer}" for one in kind.relationships}
        made[name] = {"attributes": {one.name: str(one.kind) for one in kind.attributes}, "relations": relations}
    return made


def in_sync(branch: str = "main") -> bool:
    one = client()
    one.schema.wait_until_converged(branch=branch)
    return one.schema.in_sync(branch=branch)


def choice_add(kind: str, attribute: str, option: str, **more: Any) -> None:
    client().schema.add_dropdown_option(kind=kind, attribute=attribute, option=option, **more)


def choice_remove(kind: str, attribute: str, option: str) -> None:
    client().schema.remove_dropdown_option(kind=kind, attribute=attribute, option=option)


def enum_add(kind: str, attribute: str, option: str) -> None:
    client().schema.add_enum_option(kind, attribute, option)


def enum_remove(kind: str, attribute: str, option: str) -> None:
    client().schema.remove_enum_option(kind, attribute, option)


def choices(kind: str, attribute: str) -> list[str]:
    """What a dropdown or an enum allows."""
    found = client().schema.get(kind=kind).get_attribute(attribute)
    return [one["name"] for one in found.choices] if found.choices else list(found.enum or ())


def export() -> dict[str, Any]:
    """The own kinds by namespace, as the SDK writes them into files."""
    return {name: sorted(one.nodes and [node["name"] for node in one.nodes]) for name, one in exported().items()}


def exported() -> Any:
    return client().schema.export().namespaces


def sdl(branch: str = "main") -> str:
    return client().schema.get_graphql_schema(branch=branch)
