# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Ways through the graph: the paths between two nodes, and the nodes of some kinds that one can reach."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .errors import NullData
from .features import Feature
from .schema_kind import far_key
from .store import Node, View

if TYPE_CHECKING:
    from .gql_run import Run

SDL = """
type PathNodeType { id: String!  kind: String!  label: String!  display_label: String!  hfid: [String!]! }
type PathRelationshipType {
  from_rel: String!  from_label: String!  to_rel: String!  to_label: String!  kind: String!
}
type PathHopType { node: PathNodeType!  relationship: PathRelationshipType }
type PathResultType { hops: [PathHopType!]!  depth: Int! }
type PathTraversalResultType {
  paths: [PathResultType!]!  source: PathNodeType!  destination: PathNodeType!  count: Int!  excluded_kinds: [String!]!
  truncated_at_depth: Int
}
type ReachableNodeType { node: PathNodeType!  depth: Int!  path: PathResultType! }
type ReachableNodesResultType { source: PathNodeType!  dependencies: [ReachableNodeType!]!  count: Int! }
input PathTraversalInput {
  source_id: String!  destination_id: String!  max_depth: Int = 5  max_paths: Int = 10
  shortest_paths_only: Boolean = true  kind_filter: [String!]  relationship_filter: [String!]
  excluded_namespaces: [String!]  excluded_kinds: [String!]  included_kinds: [String!]
}
input ReachableNodesInput {
  source_id: String!  target_kinds: [String!]!  max_depth: Int = 5  max_results: Int = 50  max_paths: Int = 500
  shortest_paths_only: Boolean = true
}
extend type Query {
  InfrahubPathTraversal(data: PathTraversalInput!): PathTraversalResultType!
  InfrahubReachableNodes(data: ReachableNodesInput!): ReachableNodesResultType!
}
"""
OUTSIDE = ("Core", "Internal", "Builtin", "Lineage", "Profile", "Template")
SPACES = "BuiltinIPNamespace"
DEEPEST, MOST = 30, 100
Step = tuple[str, Node]  # by which relationship, to which node


@dataclass
class Walk:
    """Which steps are allowed: ``through`` says whether a path may go on from a node, ``ends`` whether it may end."""

    run: Run
    data: dict[str, Any]
    ends: Callable[[Node], bool]
    excluded: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        depth = self.data.get("max_depth") or 5
        if not 1 <= depth <= DEEPEST:
            refuse(f"max_depth must be in [1, {DEEPEST}], got {depth}")
        self.depth: int = depth
        for name in ("kind_filter", "excluded_kinds", "included_kinds"):
            for kind in self.data.get(name) or ():
                if kind not in self.view.schema.kinds:
                    refuse(f"{name} kind {kind!r} not in schema")
        wanted, kept = self.concrete("excluded_kinds"), self.concrete("included_kinds")
        self.excluded = wanted | (set(self.view.schema.concrete(SPACES)) - kept)
        self.spaces = {*OUTSIDE, *(self.data.get("excluded_namespaces") or ())}
        self.kinds = self.concrete("kind_filter")

    @property
    def view(self) -> View:
        return self.run.view

    def concrete(self, name: str) -> set[str]:
        return {one for kind in self.data.get(name) or () for one in self.view.schema.concrete(kind)}

    def allowed(self, node: Node) -> bool:
        kind = self.view.schema.kinds[node.kind]
        seen = self.run.rights.word(kind, "view") == "ALLOW"
        return seen and node.kind not in self.excluded and kind.namespace not in self.spaces

    def through(self, node: Node) -> bool:
        return not self.kinds or node.kind in self.kinds

    def steps(self, node: Node) -> Iterator[Step]:
        only = self.data.get("relationship_filter")
        for key, peers in node.rels.items():
            if only and key[1:] not in only:
                continue
            for ident in peers:
                other = self.view.get(ident)
                if other is not None and self.allowed(other) and (self.through(other) or self.ends(other)):
                    yield key, other

    def distances(self, start: Node) -> dict[str, int]:
        found, edge = {start.id: 0}, [start]
        for away in range(1, self.depth + 1):
            following = []
            for node in edge:
                for _key, other in self.steps(node):
                    if other.id not in found:
                        found[other.id] = away
                        if self.through(other):
                            following.append(other)
            edge = following
        return found

    def paths(self, source: Node, left: dict[str, int] | None = None) -> Iterator[list[Step]]:
        """All that pass no node twice and end where one may end, shortest first. ``left``: how far the end is."""
        if not self.allowed_source(source):
            return
        partial: list[list[Step]] = [[("", source)]]
        for away in range(1, self.depth + 1):
            longer = []
            for path in partial:
                seen = {node.id for _key, node in path}
                for key, other in self.steps(path[-1][1]):
                    near = left is None or left.get(other.id, DEEPEST + 1) <= self.depth - away
                    if other.id not in seen and near:
                        longer.append([*path, (key, other)])
            longer.sort(key=lambda path: "".join(f"{key[1:]}>{node.id}" for key, node in path[1:]))
            yield from (path for path in longer if self.ends(path[-1][1]))
            partial = [path for path in longer if self.through(path[-1][1])]

    def allowed_source(self, source: Node) -> bool:
        return self.run.rights.word(self.view.schema.kinds[source.kind], "view") == "ALLOW"


def refuse(message: str) -> None:
    raise NullData(message, status=500)


def the_node(run: Run, ident: str, what: str) -> Node:
    node = run.view.get(ident)
    if node is None:
        refuse(f"{what} node not found: {ident}")
    assert node is not None
    return node


def traversed(run: Run, args: dict[str, Any]) -> Any:
    data = args["data"]
    most = data.get("max_paths") or 10
    if not 1 <= most <= MOST:
        refuse(f"max_paths must be in [1, {MOST}], got {most}")
    if data["source_id"] == data["destination_id"]:
        refuse("Source and destination nodes must be different")
    source, end = the_node(run, data["source_id"], "Source"), the_node(run, data["destination_id"], "Destination")
    walk = Walk(run, data, lambda node: node.id == end.id)
    back = walk.distances(end)
    ahead = walk.distances(source)

    def short(path: list[Step]) -> bool:
        """Whether both halves of the path are the shortest ways to the node in its middle."""
        length = len(path) - 1
        middle = path[length // 2][1].id
        return (ahead.get(middle), back.get(middle)) == (length // 2, length - length // 2)

    found = []
    for path in walk.paths(source, back):
        if data.get("shortest_paths_only") is False or short(path):
            found.append(told(run, path))
        if len(found) == most:
            break
    return {
        "paths": found, "source": described(run, source), "destination": described(run, end), "count": len(found),
        "excluded_kinds": sorted(walk.excluded), "truncated_at_depth": None,
    }  # fmt: skip


def reached(run: Run, args: dict[str, Any]) -> Any:
    data = args["data"]
    most, nodes = data.get("max_paths", 500), data.get("max_results") or 50
    if not data["target_kinds"]:
        refuse("At least one target kind is required")
    if most < 1:
        refuse(f"max_paths must be >= 1, got {most}")
    source = the_node(run, data["source_id"], "Source")
    for kind in data["target_kinds"]:
        if kind not in run.view.schema.kinds:
            refuse(f"Unknown target kind: {kind}")
    wanted = {one for kind in data["target_kinds"] for one in run.view.schema.concrete(kind)}
    walk = Walk(run, data, lambda node: node.kind in wanted)
    lengths: dict[str, int] = {}
    found: list[dict[str, Any]] = []
    for path in walk.paths(source):
        node, length = path[-1][1], len(path) - 1
        if node.id not in lengths and len(lengths) == nodes:
            continue
        if length > lengths.setdefault(node.id, length) and data.get("shortest_paths_only") is not False:
            continue
        found.append({"node": described(run, node), "depth": length, "path": told(run, path)})
        if len(found) == most:
            break
    return {"source": described(run, source), "dependencies": found, "count": len(found)}


def described(run: Run, node: Node) -> dict[str, Any]:
    label = run.view.schema.kinds[node.kind].entry["label"] or node.kind
    return {"id": node.id, "kind": node.kind, "label": label, "display_label": node.label, "hfid": node.hfid or []}


def told(run: Run, path: list[Step]) -> dict[str, Any]:
    kinds, before, hops = run.view.schema.kinds, path[0][1], []
    for key, node in path:
        link = None
        if key:
            one, other = kinds[before.kind].by_key.get(key), kinds[node.kind].by_key.get(far_key(key))
            link = {
                "from_rel": one["name"] if one else key[1:], "from_label": label_of(one, key),
                "to_rel": other["name"] if other else key[1:], "to_label": label_of(other, key),
                "kind": (one or other or {}).get("kind", ""),
            }  # fmt: skip
        hops.append({"node": described(run, node), "relationship": link})
        before = node
    return {"hops": hops, "depth": len(path) - 1}


def label_of(link: dict[str, Any] | None, key: str) -> str:
    return link.get("label") or link["name"] if link else key[1:]


PATHS = Feature(SDL, queries={"InfrahubPathTraversal": traversed, "InfrahubReachableNodes": reached})
