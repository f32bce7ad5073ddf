# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""``infrahub-sdk`` at the other end of a line: what the tests do with it, one function for each.

Each call has a client of its own, since an SDK's client does not ask for a schema twice.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Sequence

import yaml
from infrahub_sdk import Config, InfrahubClientSync
from infrahub_sdk.node import InfrahubNodeSync

from .line import serve


def client(branch: str = "main", **more: Any) -> InfrahubClientSync:
    return InfrahubClientSync(config=Config(default_branch=branch, **more))


def told(node: InfrahubNodeSync) -> dict[str, Any]:
    """A node in plain words: peers by id."""
    schema = node._schema
    made: dict[str, Any] = {"id": node.id, "hfid": node.hfid, "display_label": node.display_label}
    made.update({name: getattr(node, name).value for name in schema.attribute_names})
    for relation in schema.relationships:
        if relation.cardinality == "one":
            made[relation.name] = getattr(node, relation.name).id
        elif getattr(node, relation.name).initialized:
            made[relation.name] = sorted(getattr(node, relation.name).peer_ids)
    return made


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


def graphql(query: str, variables: dict[str, Any] | None = None, branch: str = "main") -> Any:
    return client().execute_graphql(query=query, variables=variables, branch_name=branch)


def track(identifier: str, params: dict[str, Any], prune: bool, nodes: list[list[Any]], branch: str = "main") -> None:
    """Save these nodes, each ``[kind, data]``, while a tracking group takes them in."""
    one = client(branch)
    with one.start_tracking(identifier=identifier, params=params, delete_unused_nodes=prune, branch=branch) as tracking:
        for kind, data in nodes:
            tracking.create(kind=kind, data=data).save(allow_upsert=True)


def group(identifier: str, params: dict[str, Any]) -> dict[str, Any] | None:
    """The tracking group as the SDK looks for it."""
    one = client().start_tracking(identifier=identifier, params=params)
    found = one.group_context.get_group(store_peers=True)
    return found and {
        "name": found.name.value,
        "description": found.description.value,
        "members": sorted(peer.id for peer in one.group_context.previous_members or ()),
    }


def login(user: str, password: str) -> str:
    """The name of the account that these log in as."""
    one = InfrahubClientSync(config=Config(username=user, password=password))
    return one.get_user()["AccountProfile"]["display_label"]


OWN = (
    load, check, kinds, create, get, every, update, delete, branches, branch_create, branch_merge, branch_delete,
    diff, graphql, track, group, login,
)  # fmt: skip
BY_NAME = {function.__name__: function for function in OWN}


if __name__ == "__main__":
    serve(lambda call, *args, **named: BY_NAME[call](*args, **named))
