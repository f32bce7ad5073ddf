# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Find what the plan of a node refers to: peers, those who a value is from or owned by, pools; and make new peers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..core.ensure import carry_out
from ..core.errors import PlanError, PlatformError
from ..core.plan import Plan, plan
from ..core.words import unknown
from .client import Infrahub
from .described import Shapes
from .lookup import by_hfids, by_ids, name_of
from .node import Node
from .peers import label
from .properties import FROM_POOL

Ref = dict[str, Any]


class Wanted(NamedTuple):
    """A reference with where it stands, for messages, and the kind of what it names."""

    place: str
    kind: str
    ref: Ref


class Made(NamedTuple):
    """A peer that is made with the node that refers to it."""

    node: Node
    planned: Plan


def refer(client: Infrahub, shapes: Shapes, node: Node, names: Iterable[str]) -> list[Made]:
    """Look up what these fields of a node refer to. The new peers to be made, those that others need first.

    What is found stands in the references afterwards, as ``found``; what is nowhere is an error.
    """
    wanted = list(references(node, names))
    look_up(client, shapes, [one for one in wanted if one.kind and not one.ref.get("above")])
    give_others(client, wanted)
    made: list[Made] = []
    for one in wanted:
        new: Node | None = one.ref.get("new")
        if new is not None and "found" not in one.ref:
            below = refer(client, shapes, new, new.desired)
            made += [*below, Made(new, plan(new.resource, new.desired, None))]
    return made


def references(node: Node, names: Iterable[str]) -> Iterator[Wanted]:
    for name in names:
        refs = node.refs.get(name)
        place = f"{node.title}: {name}"
        if name in node.kind.attributes:
            yield from around(place, refs or {})
            continue
        for ref in refs if isinstance(refs, list) else [refs] if refs else ():
            if FROM_POOL in ref:
                yield Wanted(place, "", ref[FROM_POOL])
                continue
            yield Wanted(place, ref.get("kind") or node.kind.relations[name]["peer"], ref)
            if "edge" in ref:
                yield from around(place, ref["edge"].refs)


def around(place: str, refs: Mapping[str, Any]) -> Iterator[Wanted]:
    for name, ref in refs.items():
        if name != "wire":
            yield Wanted(f"{place}.{name}", "", ref)


def give_others(client: Infrahub, wanted: Sequence[Wanted]) -> None:
    """Find what is no peer: pools, and those who a value is from or owned by."""
    give_lineage(client, [one for one in wanted if one.ref.get("lineage")])
    give_pools(client, [one for one in wanted if one.ref.get("pool")])


def look_up(client: Infrahub, shapes: Shapes, wanted: Sequence[Wanted]) -> None:
    """One request for each kind of peer, by id and by human friendly id."""
    lost = []
    for kind in sorted({one.kind for one in wanted}):
        mine = [one for one in wanted if one.kind == kind]
        hfids = {tuple(one.ref["hfid"]) for one in mine if "hfid" in one.ref}
        ids = {one.ref["id"] for one in mine if "id" in one.ref}
        fields = "id hfid __typename"
        named = by_hfids(client, shapes.kind(kind), fields, sorted(hfids)) if hfids else ()
        known = {name_of(node): node["id"] for node in named}
        there = {node["id"] for node in by_ids(client, shapes.kind(kind), fields, sorted(ids))} if ids else set()
        for place, _kind, ref in mine:
            found = known.get(tuple(ref["hfid"])) if "hfid" in ref else ref["id"] if ref["id"] in there else None
            if found:
                ref["found"] = found
            elif "new" not in ref:
                lost.append(f'{place}: there is no {kind} "{label(ref)}"')
    if lost:
        raise PlanError("; ".join(lost))


def give_lineage(client: Infrahub, wanted: Sequence[Wanted]) -> None:
    for kind in sorted({one.ref["lineage"] for one in wanted}):
        mine = [one for one in wanted if one.ref["lineage"] == kind]
        names = sorted({one.ref["hfid"][-1] for one in mine if "hfid" in one.ref})
        ids = sorted({one.ref["id"] for one in mine if "id" in one.ref})
        found = [node for key, type_, values in (("ids", "[ID]", ids), ("any__values", "[String]", names)) if values
                 for node in ask(client, kind, key, type_, values)]  # fmt: skip
        for place, _kind, ref in mine:
            same = [one for one in found if is_meant(ref, one)]
            if len(same) != 1:
                what = f'there is no {kind} "{label(ref)}"' if not same else f'"{label(ref)}" is {len(same)} nodes'
                raise PlanError(f"{place}: {what}; give an account, a group or a repository by name or by id")
            ref["found"] = same[0]["id"]


def give_pools(client: Infrahub, wanted: Sequence[Wanted]) -> None:
    names = sorted({one.ref["hfid"][0] for one in wanted if "hfid" in one.ref})
    ids = sorted({one.ref["id"] for one in wanted if "id" in one.ref})
    found = [node for key, type_, values in (("ids", "[ID]", ids), ("name__values", "[String]", names)) if values
             for node in ask(client, "CoreResourcePool", key, type_, values)]  # fmt: skip
    for place, _kind, ref in wanted:
        same = [one for one in found if is_meant(ref, one)]
        if not same:
            every = [label(one) for one in ask(client, "CoreResourcePool")]
            raise PlanError(unknown(f"{place}: there is no pool", label(ref), every))
        ref["found"] = same[0]["id"]


def ask(
    client: Infrahub, kind: str, key: str = "", type_: str = "", values: Sequence[str] = ()
) -> list[dict[str, Any]]:
    head, used, variables = (f"query ($v: {type_})", f"({key}: $v)", {"v": list(values)}) if key else ("query", "", {})
    text = f"{head} {{ {kind}{used} {{ edges {{ node {{ id hfid __typename }} }} }} }}"
    return [edge["node"] for edge in client.graphql(text, variables)[kind]["edges"]]


def is_meant(ref: Mapping[str, Any], node: Mapping[str, Any]) -> bool:
    if "id" in ref:
        return ref["id"] == node["id"]
    return list(map(str, node["hfid"] or ())) == ref["hfid"] and ref.get("kind") in (None, node["__typename"])


def make(client: Infrahub, node: Node, planned: Plan, made: Sequence[Made]) -> dict[str, Any] | None:
    """Carry out the plan of a node with the peers that are made for it: those that name it come after it."""
    done: list[dict[str, str]] = []
    try:
        return make_one(client, node, planned, {id(one.node): one.planned for one in made}, done)
    except PlatformError as error:
        error.done = [*done, *error.done]
        raise


def make_one(
    client: Infrahub, node: Node, planned: Plan, plans: Mapping[int, Plan], done: list[dict[str, str]]
) -> dict[str, Any] | None:
    waiting = [ref for ref in new_peers(node) if id(ref["new"]) in plans and "found" not in ref]
    existing = (planned.before or {}).get("id")
    for ref in waiting:
        if existing or not ref["below"]:
            give_birth(client, ref, existing, plans, done)
    after = carry_out(node.resource, planned, client)
    if planned.before is None:
        done.append({"operation": "create", "item": node.title})
    for ref in waiting:
        if "found" not in ref:
            give_birth(client, ref, (after or {})["id"], plans, done)
    return after


def give_birth(
    client: Infrahub, ref: Ref, parent: str | None, plans: Mapping[int, Plan], done: list[dict[str, str]]
) -> None:
    new: Node = ref["new"]
    if ref["below"] and new.refs[ref["below"]].get("above"):
        new.refs[ref["below"]]["found"] = parent
    after = make_one(client, new, plans[id(new)], plans, done)
    ref["found"] = (after or {})["id"]


def new_peers(node: Node) -> Iterator[Ref]:
    for refs in node.refs.values():
        for ref in refs if isinstance(refs, list) else [refs]:
            if ref and "new" in ref:
                yield ref
