# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Single nodes in the SDK's other ways: peers one by one, saving by hand, and another kind for a node."""

from __future__ import annotations

from typing import Any

from infrahub_sdk.convert_object_type import ConversionFieldInput

from ..infrahub_client import client, told


def peers_add(kind: str, id: str, relation: str, ids: list[str]) -> None:
    """By the mutation for one relation."""
    client().get(kind=kind, id=id).add_relationships(relation_to_update=relation, related_nodes=ids)


def peers_remove(kind: str, id: str, relation: str, ids: list[str]) -> None:
    client().get(kind=kind, id=id).remove_relationships(relation_to_update=relation, related_nodes=ids)


def peers_set(kind: str, id: str, relation: str, add: list[str], remove: list[str]) -> None:
    """By the node itself, which is saved with the whole list."""
    node = client().get(kind=kind, id=id, include=[relation])
    found = getattr(node, relation)
    for one in add[:1]:
        found.add(one)
    found.extend(add[1:])
    for one in remove:
        found.remove(one)
    node.update(do_full_update=True)


def peers_of(kind: str, id: str, relation: str, name: str = "name") -> list[str]:
    """An attribute of the peers, each of which is fetched."""
    found = getattr(client().get(kind=kind, id=id, include=[relation]), relation)
    found.fetch()
    peers = [one.peer for one in found.peers] if hasattr(found.target, "peers") else [found.peer]
    return sorted(getattr(peer, name).value for peer in peers)


def create_by_hand(kind: str, data: dict[str, Any]) -> str:
    made = client().create(kind=kind, data=data)
    made.create()
    return str(made.id)


def delete_itself(kind: str, id: str) -> None:
    client().get(kind=kind, id=id).delete()


def extracted(kind: str, id: str, params: dict[str, str]) -> dict[str, Any]:
    """Values by flat keys, as a transform of the SDK takes them."""
    return client().get(kind=kind, id=id, include=["site"], prefetch_relationships=True).extract(params=params)


def convert(id: str, target: str, fields: dict[str, dict[str, Any]]) -> dict[str, Any]:
    mapping = {name: ConversionFieldInput(**one) for name, one in fields.items()}
    return told(client().convert_object_type(node_id=id, target_kind=target, fields_mapping=mapping))
