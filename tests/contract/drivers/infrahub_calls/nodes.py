# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Nodes: creating, reading, changing and deleting them; GraphQL as it is."""

from __future__ import annotations

from typing import Any

from ..infrahub_client import client, told


def create(kind: str, data: dict[str, Any], branch: str = "main", upsert: bool = False) -> dict[str, Any]:
    made = client(branch).create(kind=kind, data=data)
    made.save(allow_upsert=upsert)
    return {"id": made.id, "hfid": made.hfid}


def get(kind: str, branch: str = "main", include: list[str] | None = None, **by: Any) -> dict[str, Any]:
    return told(client(branch).get(kind=kind, include=include, **by))


def every(kind: str, branch: str = "main", include: list[str] | None = None, **by: Any) -> list[dict[str, Any]]:
    one = client(branch, pagination_size=30)
    return [told(node) for node in (one.filters(kind, include=include, **by) if by else one.all(kind, include=include))]


def update(kind: str, id: str, branch: str = "main", **values: Any) -> None:
    node = client(branch).get(kind=kind, id=id)
    for name, value in values.items():
        if name in node._schema.attribute_names:
            getattr(node, name).value = value
        else:
            setattr(node, name, value)
    node.save()


def delete(kind: str, id: str, branch: str = "main") -> None:
    client(branch).delete(kind=kind, id=id)


def graphql(query: str, variables: dict[str, Any] | None = None, branch: str = "main") -> Any:
    return client().execute_graphql(query=query, variables=variables, branch_name=branch)


def login(user: str, password: str) -> str:
    """The name of the account that these log in as."""
    one = client(api_token=None, username=user, password=password)
    return one.get_user()["AccountProfile"]["display_label"]
