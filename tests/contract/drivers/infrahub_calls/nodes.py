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
    one.login()
    one.refresh_login()
    return one.get_user()["AccountProfile"]["display_label"]


def batch(nodes: list[list[Any]], branch: str = "main") -> list[str]:
    """Save these nodes, each ``[kind, data]``, in one batch."""
    one = client(branch)
    together = one.create_batch()
    for kind, data in nodes:
        node = one.create(kind=kind, data=data)
        together.add(task=node.save, node=node, allow_upsert=True)
    return [node.id for node, _result in together.execute()]


def count(kind: str, **by: Any) -> int:
    return client().count(kind=kind, **by)


def server() -> dict[str, Any]:
    """What the server says of itself and of whose token this is."""
    one = client()
    told_of = one.get_server_information()
    user = one.get_user()["AccountProfile"]
    return {
        "version": one.get_version(),
        "deployment_id": told_of.deployment_id,
        "name": user["name"]["value"] if "name" in user else user["display_label"],
        "permissions": one.get_user_permissions(),
    }


def stored(name: str, variables: dict[str, Any] | None = None) -> Any:
    return client().query_gql_query(name=name, variables=variables)
