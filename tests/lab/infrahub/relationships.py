# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""``RelationshipAdd`` and ``RelationshipRemove``, and the root query ``Relationship``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .derived import derive
from .errors import Refused, not_found
from .features import Feature
from .links import join, part
from .schema_kind import key_of
from .store import Change, Node

if TYPE_CHECKING:
    from .gql_run import Run

SDL = """
input RelationshipNodeInput {
  id: String  hfid: [String]  kind: String  _relation__is_protected: Boolean  _relation__owner: String
  _relation__source: String
}
input RelationshipNodesInput { id: String!  name: String!  nodes: [RelationshipNodeInput] }
input RelationshipContextAccount { id: String! }
input RelationshipContext { account: RelationshipContextAccount }
type RelationshipAdd { ok: Boolean }
type RelationshipRemove { ok: Boolean }
type RelationshipPeer { id: String!  kind: String! }
type RelationshipNode { id: String!  identifier: String!  peers: [RelationshipPeer!]! }
type RelationshipEdge { node: RelationshipNode! }
type Relationships { count: Int!  edges: [RelationshipEdge!]! }
extend type Query {
  Relationship(ids: [String!]!, excluded_namespaces: [String], limit: Int, offset: Int): Relationships!
}
extend type Mutation {
  RelationshipAdd(data: RelationshipNodesInput!, context: RelationshipContext): RelationshipAdd
  RelationshipRemove(data: RelationshipNodesInput!, context: RelationshipContext): RelationshipRemove
}
"""


def ends(
    run: Run, data: dict[str, Any], change: Change
) -> tuple[Node, dict[str, Any], list[tuple[Node, dict[str, Any]]]]:
    node = change.get(data["id"])
    if node is None:
        raise not_found("node", data["id"])
    kind = run.view.schema.kinds[node.kind]
    link = kind.relationships.get(data["name"])
    if link is None:
        raise Refused(f"'{data['name']}' is not a valid relationship for '{node.kind}' at name")
    peers = []
    for item in data.get("nodes") or []:
        wanted = item.get("id")
        peer = (
            change.get(wanted) if wanted else run.view.by_hfid(item.get("kind") or link["peer"], item.get("hfid") or [])
        )
        if peer is None:
            raise Refused(f"'{wanted or '-'.join(item.get('hfid') or [])}': Unable to find the node in the database.")
        if not run.view.schema.is_a(peer.kind, link["peer"]):
            raise Refused(f"'{peer.id}' '{peer.kind}' is not a valid peer for '{link['peer']}'")
        peers.append((peer, item))
    return node, link, peers


def allow(run: Run, nodes: list[Node]) -> None:
    kinds = dict.fromkeys(node.kind for node in nodes)
    run.rights.require_update([run.view.schema.kinds[name] for name in kinds])


def finish(run: Run, change: Change, node: Node, what: str) -> dict[str, Any]:
    if change.touched:
        mine = change.edit(node)
        mine.updated_at, mine.updated_by = change.at, change.by
        derive(change, run.view.schema.kinds[node.kind], mine)
        change.commit()
        run.lab.wrote(f"{what} {run.branch.name}")
    return {"ok": True}


def add(run: Run, args: dict[str, Any]) -> Any:
    change = Change(run.view, run.acting(args))
    node, link, peers = ends(run, args["data"], change)
    allow(run, [node, *(peer for peer, _skip in peers)])
    held = node.peers(key_of(link))
    if link["cardinality"] == "one" and held:
        raise Refused(f"'{link['name']}' is a cardinality-one relationship and already has a peer")
    for peer, item in peers:
        join(change, change.get(node.id) or node, link, change.get(peer.id) or peer, item)
    return finish(run, change, node, "RelationshipAdd")


def remove(run: Run, args: dict[str, Any]) -> Any:
    change = Change(run.view, run.acting(args))
    node, link, peers = ends(run, args["data"], change)
    allow(run, [node, *(peer for peer, _skip in peers)])
    held = set(node.peers(key_of(link)))
    left = held - {peer.id for peer, _skip in peers}
    if len(left) < link["min_count"] and left != held:
        raise Refused(f"Too few relationships, min {link['min_count']} at {link['name']}")
    for peer, _skip in peers:
        part(change, change.get(node.id) or node, link, peer.id)
    return finish(run, change, node, "RelationshipRemove")


def listed(run: Run, args: dict[str, Any]) -> Any:
    """Each link of the wanted identifiers once."""
    found, seen = [], set()
    for node in [*run.view.graph.nodes.values(), *run.view.shared.nodes.values()]:
        for key, peers in node.rels.items():
            if key[1:] not in args["ids"]:
                continue
            for ident in peers:
                mark = (key[1:], *sorted((node.id, ident)))
                other = run.view.get(ident)
                if other is not None and mark not in seen:
                    seen.add(mark)
                    ends_told = [{"id": one.id, "kind": one.kind} for one in (node, other)]
                    found.append({"node": {"id": "-".join(mark), "identifier": key[1:], "peers": ends_told}})
    start, limit = args.get("offset") or 0, args.get("limit")
    return {"count": len(found), "edges": found[start : start + limit] if limit else found[start:]}


RELATIONSHIPS = Feature(
    SDL, queries={"Relationship": listed}, mutations={"RelationshipAdd": add, "RelationshipRemove": remove}
)
