# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""From a selection to the function that reads it off a node: compiled once per request and kind, since reading
thousands of nodes field by field through a general executor would be many times slower."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Callable, Iterable

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLIncludeDirective,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSkipDirective,
    SelectionSetNode,
    get_argument_values,
    get_directive_values,
)

from .find import arranged, matching_peers, page
from .gql_attribute import reader
from .schema_kind import Kind, key_of
from .store import Edge, Node

if TYPE_CHECKING:
    from .gql_run import Run

Getter = Callable[[Any], Any]
Plan = list[tuple[str, Getter]]
Sets = list[SelectionSetNode]
UNKNOWN = "Unable to identify the type of the instance."


def taken(plan: Plan, value: Any) -> dict[str, Any]:
    return {key: get(value) for key, get in plan}


class Selector:
    def __init__(self, run: Run) -> None:
        self.run, self.view, self.types = run, run.view, run.exe.types
        self._plans: dict[tuple[tuple[int, ...], str], Plan] = {}

    def collect(self, sets: Iterable[SelectionSetNode], names: Iterable[str]) -> dict[str, list[FieldNode]]:
        """Fields by their key in the reply, through fragments that apply to one of these type names."""
        found: dict[str, list[FieldNode]] = {}
        for one in sets:
            self._gather(one, frozenset(names), found)
        return found

    def _gather(self, one: SelectionSetNode, names: frozenset[str], found: dict[str, list[FieldNode]]) -> None:
        for item in one.selections:
            if item.directives and not self._wanted(item):
                continue
            if isinstance(item, FieldNode):
                found.setdefault((item.alias or item.name).value, []).append(item)
                continue
            part: Any = self.run.fragments[item.name.value] if isinstance(item, FragmentSpreadNode) else item
            if part.type_condition is None or part.type_condition.name.value in names:
                self._gather(part.selection_set, names, found)

    def _wanted(self, item: Any) -> bool:
        skip = get_directive_values(GraphQLSkipDirective, item, self.run.variables)
        include = get_directive_values(GraphQLIncludeDirective, item, self.run.variables)
        return not (skip and skip["if"]) and not (include and not include["if"])

    def args(self, field: Any, node: FieldNode) -> dict[str, Any]:
        return get_argument_values(field, node, self.run.variables) if node.arguments else {}

    # nodes

    def node(self, sets: Sets, node: Node | None) -> dict[str, Any] | None:
        return None if node is None else taken(self.plan(sets, node.kind), node)

    def plan(self, sets: Sets, name: str) -> Plan:
        mark = (tuple(id(one) for one in sets), name)
        if mark not in self._plans:
            kind = self.view.schema.kinds[name]
            fields = self.collect(sets, (name, *kind.generics))
            self._plans[mark] = [(key, self.field(kind, nodes)) for key, nodes in fields.items()]
        return self._plans[mark]

    def field(self, kind: Kind, nodes: list[FieldNode]) -> Getter:
        name = nodes[0].name.value
        sets = inner(nodes)
        if name == "id":
            return lambda node: node.id
        if name == "hfid":
            return lambda node: node.hfid
        if name == "display_label":
            return lambda node: node.label
        if name == "__typename":
            return lambda node: node.kind
        if name in kind.attributes:
            return reader(self, kind, kind.attributes[name], self.collect(sets, ()))
        if name in ("ancestors", "descendants"):
            return self.line(kind, name, nodes, sets)
        link = kind.relationships.get(name)
        if link is None:  # the kind's own hierarchy leaves this side out
            return lambda _node: {"node": None} if name == "parent" else taken(empty_page(self, sets), [])
        if link["cardinality"] == "one":
            return self.single(link, sets)
        return self.many(kind, link, nodes, sets)

    def single(self, link: dict[str, Any], sets: Sets) -> Getter:
        top = link["hierarchical"] or link["peer"]
        key, plan, view = key_of(link), self.edge(top, sets), self.view
        vague = self.vague(link, sets)

        def get(node: Node) -> dict[str, Any]:
            for ident, edge in node.peers(key).items():
                peer = view.get(ident)
                if peer is not None:
                    if vague:
                        self.run.fault(UNKNOWN, [*self.run.place, link["name"], "node"], vague)
                        peer = None
                    return {name: read((peer, edge)) for name, read in plan}
            return {name: read((None, None)) for name, read in plan}

        return get

    def vague(self, link: dict[str, Any], sets: Sets) -> FieldNode | None:
        """The real server cannot tell the kind of a hierarchical parent of which nothing but the id is asked."""
        if link["kind"] != "Hierarchy" or link["name"] != "parent":
            return None
        for nodes in self.collect(sets, ()).values():
            if nodes[0].name.value == "node":
                names = {link["peer"], link["hierarchical"], *self.view.schema.concrete(link["hierarchical"])}
                asked = [one[0].name.value for one in self.collect(inner(nodes), names).values()]
                return nodes[0] if asked == ["id"] else None
        return None

    def edge(self, kind: str, sets: Sets) -> Plan:
        """Of a pair: the peer, and the edge to it."""
        plan: Plan = []
        for key, nodes in self.collect(sets, ()).items():
            name, below = nodes[0].name.value, inner(nodes)
            if name == "node":
                plan.append((key, lambda pair, below=below: self.node(below, pair[0])))
            elif name == "properties":
                plan.append((key, self.properties(below)))
            elif name == "node_metadata":
                plan.append((key, lambda pair, below=below: self.stamps(below, pair[0]) if pair[0] else None))
            elif name == "relationship_metadata":
                plan.append((key, lambda pair, below=below: self.link_stamps(below, pair[1]) if pair[1] else None))
            else:
                plan.append((key, lambda _pair: f"NestedEdged{kind}"))
        return plan

    def properties(self, sets: Sets) -> Getter:
        fields = self.collect(sets, ())

        def get(pair: tuple[Node | None, Edge | None]) -> dict[str, Any] | None:
            edge, found = pair[1], {}
            if edge is None:
                return None
            for key, nodes in fields.items():
                name = nodes[0].name.value
                if name in ("source", "owner"):
                    found[key] = self.node(inner(nodes), self.view.get(getattr(edge, name) or ""))
                else:
                    found[key] = edge.at if name == "updated_at" else edge.is_protected
            return found

        return get

    def stamps(self, sets: Sets, node: Node) -> dict[str, Any]:
        times = (node.created_at, node.created_by, node.updated_at, node.updated_by)
        return self._stamps(sets, *times)

    def link_stamps(self, sets: Sets, edge: Edge) -> dict[str, Any]:
        return self._stamps(sets, edge.at, edge.by, edge.at, edge.by)

    def _stamps(self, sets: Sets, *times: str | None) -> dict[str, Any]:
        known, found = dict(zip(("created_at", "created_by", "updated_at", "updated_by"), times)), {}
        for key, nodes in self.collect(sets, ()).items():
            name = nodes[0].name.value
            found[key] = (
                self.node(inner(nodes), self.view.get(known[name] or "")) if name.endswith("by") else known.get(name)
            )
        return found

    def many(self, kind: Kind, link: dict[str, Any], nodes: list[FieldNode], sets: Sets) -> Getter:
        key, view = key_of(link), self.view
        top = link["hierarchical"] or link["peer"]
        peer_kind = view.schema.kinds[link["peer"]]
        args = self.args(self.types.kinds[kind.kind].fields[link["name"]], nodes[0])
        filters = self.types.inner.get(top) or {}
        plan = self.page(sets, partial(self.edge, top), top)

        def get(node: Node) -> dict[str, Any]:
            held = node.peers(key)
            peers = [peer for peer in map(view.get, held) if peer is not None]
            if args:
                if args.get("include_descendants"):
                    peers = descendants(view, peers)
                peers = matching_peers(view, filters, peers, args)
            peers = arranged(view, peer_kind, peers, args.get("order") or {})
            count = sum(held[peer.id].copies if peer.id in held else 1 for peer in peers)
            shown = page(peers, args) if args else peers
            return taken(plan, (count, [(peer, held.get(peer.id)) for peer in shown]))

        return get

    def line(self, kind: Kind, name: str, nodes: list[FieldNode], sets: Sets) -> Getter:
        """All ancestors or descendants in the hierarchy."""
        view = self.view
        top = kind.kind if kind.entry.get("hierarchical") else kind.entry["hierarchy"]
        plan = self.page(sets, partial(self.edge, top), top)
        args = self.args(self.types.kinds[kind.kind].fields[name], nodes[0])
        filters = self.types.inner.get(top) or {}
        key = ">parent__child" if name == "ancestors" else "<parent__child"

        def get(node: Node) -> dict[str, Any]:
            found = matching_peers(view, filters, walk(view, node, key), args)
            found = arranged(view, view.schema.kinds[top], found, args.get("order") or {})
            return taken(plan, (len(found), [(peer, None) for peer in page(found, args)]))

        return get

    def page(self, sets: Sets, edges: Callable[[Sets], Plan], kind: str, prefix: str = "Nested") -> Plan:
        """Of a pair: how many there are, and those of this page."""
        plan: Plan = []
        for key, nodes in self.collect(sets, ()).items():
            name = nodes[0].name.value
            if name == "count":
                plan.append((key, lambda pair: pair[0]))
            elif name == "edges":
                inside = edges(inner(nodes))
                plan.append((key, lambda pair, inside=inside: [taken(inside, one) for one in pair[1]]))
            elif name == "permissions":
                below = inner(nodes)
                plan.append((key, lambda _pair, below=below: self.permissions(below, kind)))
            else:
                plan.append((key, lambda _pair: f"{prefix}Paginated{kind}"))
        return plan

    def permissions(self, sets: Sets, kind: str) -> Any:
        kinds = self.view.schema.kinds
        names = [kind, *(kinds[kind].entry.get("used_by") or ())] if kinds[kind].is_generic else [kind]
        edges = [{"node": {"kind": name, **self.run.rights.told(kinds[name])}} for name in names]
        return self.plain({"count": len(names), "edges": edges}, None, sets)

    # everything that is not a node

    def plain(self, value: Any, of: Any, sets: Sets) -> Any:
        """A value whose parts lie in dicts under the names of its type's fields."""
        while isinstance(of, GraphQLNonNull):
            of = of.of_type
        if value is None or not sets:
            return value
        if isinstance(value, list):
            item = of.of_type if isinstance(of, GraphQLList) else None
            return [self.plain(one, item, sets) for one in value]
        if isinstance(value, Node):
            return self.node(sets, value)
        name = value.get("__typename") or (of.name if of is not None else "")
        found = {}
        for key, nodes in self.collect(sets, (name,)).items():
            field = nodes[0].name.value
            if field == "__typename":
                found[key] = name
                continue
            part = getattr(of, "fields", {}).get(field)
            found[key] = self.plain(value.get(field), part.type if part else None, inner(nodes))
        return found


def inner(nodes: list[FieldNode]) -> Sets:
    return [node.selection_set for node in nodes if node.selection_set]


def empty_page(selector: Selector, sets: Sets) -> Plan:
    return [
        (key, lambda _v, n=nodes[0].name.value: 0 if n == "count" else [])
        for key, nodes in selector.collect(sets, ()).items()
    ]


def walk(view: Any, node: Node, key: str) -> list[Node]:
    found: dict[str, Node] = {}
    waiting = list(node.peers(key))
    while waiting:
        ident = waiting.pop()
        peer = view.get(ident)
        if peer is not None and ident not in found:
            found[ident] = peer
            waiting += peer.peers(key)
    return list(found.values())


def descendants(view: Any, peers: list[Node]) -> list[Node]:
    found = {peer.id: peer for peer in peers}
    for peer in peers:
        found.update({one.id: one for one in walk(view, peer, "<parent__child")})
    return list(found.values())
