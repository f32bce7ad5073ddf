# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What to read of nodes and of what hangs on them: dotted paths through relations, merged into a tree. Pure.

A tree of a generic has a further tree for each kind that is one, with what only that kind has; its fields go by names
of their own in the answer, since two kinds may have fields of one name and different types.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..core.errors import PlanError, UnknownName
from ..core.words import unknown
from .schema import GROUPS, Kind, Schema
from .values import SECRETS

PEER = "id hfid display_label __typename"
HIDDEN = (*GROUPS, "profiles", "object_template")
WIDE = 20  # of a generic with more kinds than this only what is named is read of them


@dataclass(eq=False)
class Tree:
    """What to read of one kind: attributes, and relations with the tree of their peers.

    ``kinds`` are, of a generic, the trees of the kinds that are one, by their names. They never have kinds themselves.
    """

    kind: Kind
    attributes: list[str] = field(default_factory=list)
    ones: dict[str, Tree | None] = field(default_factory=dict)  # None: only who it is
    manys: dict[str, Tree | None] = field(default_factory=dict)
    kinds: dict[str, Tree] = field(default_factory=dict)
    nested: set[str] = field(default_factory=set)  # relations whose peers are a node's own, read with it
    alias: str = ""  # goes before the names of this tree's fields in an answer

    @property
    def selection(self) -> str:
        """All that is asked of one node, in GraphQL."""
        return " ".join([PEER, *self.fields(), *(one.fragment for one in self.kinds.values() if one.full)])

    @property
    def fragment(self) -> str:
        return f"... on {self.kind.name} {{ {' '.join(self.fields())} }}"

    @property
    def full(self) -> bool:
        return bool(self.attributes or self.ones or self.manys)

    def fields(self) -> Iterator[str]:
        def named(name: str) -> str:
            return f"{self.alias}{name}: {name}" if self.alias else name

        for name in self.attributes:
            yield f"{named(name)} {{ value }}"
        for name, tree in self.ones.items():
            yield f"{named(name)} {{ node {{ {self.peer(name, tree)} }} }}"
        for name, tree in self.manys.items():
            yield f"{named(name)} {{ edges {{ node {{ {self.peer(name, tree)} }} }} }}"

    def peer(self, name: str, tree: Tree | None) -> str:
        return tree.selection if tree and name in self.nested else PEER

    def of(self, kind: Kind) -> Tree:
        """The tree of one of the kinds of this generic, with what it has of the generic and for itself."""
        own = self.kinds.get(kind.name, Tree(kind))
        attributes = [*self.attributes, *own.attributes]
        branches = {**self.ones, **own.ones}, {**self.manys, **own.manys}
        return Tree(kind, attributes, *branches, nested=self.nested | own.nested)


def tree_of(schema: Schema, kind: Kind, include: Iterable[str] = (), exclude: Iterable[str] = ()) -> Tree:
    """All attributes and relations to one, and what the paths name besides; less what ``exclude`` names."""
    tree = Tree(kind)
    widen(schema, tree)
    for one in (tree, *tree.kinds.values()):
        known = kind.relations if one is not tree else {}
        for name, relation in one.kind.relations.items():
            if relation["cardinality"] == "one" and name not in HIDDEN and name not in known:
                one.ones[name] = None
    for path in include:
        grow(schema, tree, path.split("."))
    for path in exclude:
        prune(schema, tree, path.split("."))
    return tree


def own_attributes(kind: Kind) -> list[str]:
    return [name for name, attribute in kind.attributes.items() if attribute["kind"] not in SECRETS]


def kinds_of(schema: Schema, kind: Kind) -> list[Kind]:
    return [schema.kind(name) for name in kind.facts["used_by"]] if kind.generic else []


def widen(schema: Schema, tree: Tree) -> None:
    """Add all attributes of the kind; of a generic those of its kinds too, unless these are very many."""
    tree.attributes += [name for name in own_attributes(tree.kind) if name not in tree.attributes]
    kinds = kinds_of(schema, tree.kind)
    for kind in kinds if len(kinds) <= WIDE else ():
        own = concrete(tree, kind)
        known = {*tree.kind.attributes, *own.attributes}
        own.attributes += [name for name in own_attributes(kind) if name not in known]


def concrete(tree: Tree, kind: Kind) -> Tree:
    if kind.name not in tree.kinds:
        tree.kinds[kind.name] = Tree(kind, alias=f"{kind.name}_")
    return tree.kinds[kind.name]


def holders(schema: Schema, tree: Tree, name: str) -> list[Tree]:
    """The trees that the field of that name is in: the tree itself, or those of the kinds that have it."""
    kind = tree.kind
    if name in kind.attributes or name in kind.relations:
        return [tree]
    kinds = kinds_of(schema, kind)
    found = [one for one in kinds if name in one.attributes or name in one.relations]
    if not found:
        every = {field: None for one in (kind, *kinds) for field in (*one.attributes, *one.relations)}
        raise UnknownName(unknown(f"{kind.name} has no attribute or relation", name, every))
    return [concrete(tree, one) for one in found]


def grow(schema: Schema, tree: Tree, path: list[str]) -> None:
    """Add what one path names; a path that ends at a relation brings its peers' attributes."""
    name, *rest = path
    for holder in holders(schema, tree, name):
        if name in holder.kind.attributes:
            attribute(holder, name, rest)
            continue
        relation = holder.kind.relations[name]
        branches = holder.ones if relation["cardinality"] == "one" else holder.manys
        peer = schema.kind(relation["peer"])
        below = branches.get(name) or Tree(peer)
        branches[name] = below
        if belongs(holder.kind, name, peer):
            holder.nested.add(name)
        if rest:
            grow(schema, below, rest)
        else:
            widen(schema, below)


def belongs(kind: Kind, name: str, peer: Kind) -> bool:
    """Whether a peer of this relation has no other node in it, as an interface has one device: seen from the peer, the
    relation leads to one."""
    identifier = kind.relations[name]["identifier"]
    return any(
        back["identifier"] == identifier and back["cardinality"] == "one" and other != name
        for other, back in peer.relations.items()
    )


def attribute(tree: Tree, name: str, rest: list[str]) -> None:
    if rest and rest != ["value"]:
        raise PlanError(f"{tree.kind.name}.{name} is an attribute; {'.'.join(rest)} cannot be read of it")
    if tree.kind.attributes[name]["kind"] in SECRETS:
        raise PlanError(f"{tree.kind.name}.{name} is a secret, which is not told; leave it out")
    if name not in tree.attributes:
        tree.attributes.append(name)


def prune(schema: Schema, tree: Tree, path: list[str]) -> None:
    name, *rest = path
    for holder in holders(schema, tree, name):
        if rest:
            below = holder.ones.get(name) or holder.manys.get(name)
            if below:
                prune(schema, below, rest)
            continue
        holder.attributes = [one for one in holder.attributes if one != name]
        holder.ones.pop(name, None)
        holder.manys.pop(name, None)


def identity(told: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": told["id"],
        "hfid": told.get("hfid"),
        "display_label": told.get("display_label"),
        "kind": told["__typename"],
    }


def values(node: Mapping[str, Any], path: str) -> Iterator[Any]:
    """What a dotted path leads to in a node that was read; nothing where it ends before."""
    name, _skip, rest = path.partition(".")
    value = node.get(name)
    for one in value if isinstance(value, list) else [value]:
        if rest and isinstance(one, Mapping):
            yield from values(one, rest)
        elif not rest and one is not None:
            yield one
