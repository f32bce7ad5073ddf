# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Lists of nodes that belong to another, such as the members of a group: thousands of them in few requests.

They are found by what the user calls them, compared by id, and only those that come or go are sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..core.errors import PlanError
from ..core.spec import Field
from .client import Infrahub
from .lookup import by_hfids, by_ids, name_of, parts
from .mutations import Mutation, write
from .peers import SEPARATOR, reference
from .schema import Kind

ANY = Kind({"name": "CoreNode"})
SHOWN = "id hfid __typename"
SELECTION = f"{{ edges {{ node {{ {SHOWN} }} }} }}"
TOGETHER = 500
NAMED = 5  # in a message


def member_list(name: str) -> Field:
    return Field(name, "list", elements="raw", unordered=True, canonical=lambda one: one["id"], server_default=())


def resolve(client: Infrahub, given: Sequence[Any], place: str, default: str | None = None) -> list[dict[str, Any]]:
    """The nodes that are meant, each once. ``default`` is the kind of what is given without one."""
    ids: list[str] = []
    named: dict[str, list[tuple[str, ...]]] = {}
    for number, one in enumerate(given):
        where = f"{place}[{number}]"
        ref = reference(one, where)
        kind = ref.get("kind") or default
        if "id" in ref:
            ids.append(ref["id"])
        elif kind is None:
            raise PlanError(f"{where}: give the kind of {SEPARATOR.join(ref['hfid'])} too, as kind and hfid, or its id")
        else:
            named.setdefault(kind, []).append(tuple(parted(client.kind(kind), ref["hfid"], where)))
    found = list(by_ids(client, ANY, SHOWN, ids))
    lost = [f"no node {id_}" for id_ in ids if id_ not in {node["id"] for node in found}]
    for kind, names in named.items():
        there = {name_of(node): node for node in by_hfids(client, client.kind(kind), SHOWN, list(dict.fromkeys(names)))}
        lost += [f"no {kind} {SEPARATOR.join(name)}" for name in names if name not in there]
        found += [there[name] for name in names if name in there]
    if lost:
        more = f" and {len(lost) - NAMED} more" if len(lost) > NAMED else ""
        raise PlanError(f"{place}: Infrahub has {', '.join(lost[:NAMED])}{more}; create it first, or leave it out")
    return in_order(found)


def parted(kind: Kind, hfid: Sequence[str], where: str) -> Sequence[str]:
    """The human friendly id, which must have as many parts as the kind's has."""
    if not kind.hfid:
        raise PlanError(f"{where}: a {kind.name} has no human friendly id; give the id of the node")
    if len(kind.hfid) == 1 and len(hfid) > 1:  # a text was taken apart at what stands in the name
        return [SEPARATOR.join(hfid)]
    if len(hfid) != len(kind.hfid):
        needed = " and ".join("__".join(path) for path in kind.hfid)
        raise PlanError(f"{where}: {SEPARATOR.join(hfid)!r} is not the human friendly id of a {kind.name}: {needed}")
    return hfid


def in_order(nodes: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """As results tell them: each node once."""
    told = {n["id"]: {"kind": n["__typename"], "hfid": n.get("hfid"), "id": n["id"]} for n in nodes}
    return sorted(told.values(), key=order)


def order(member: Mapping[str, Any]) -> tuple[Any, ...]:
    return member["kind"], member["hfid"] or [], member["id"]


def told(page: Mapping[str, Any]) -> list[dict[str, Any]]:
    return in_order(edge["node"] for edge in page["edges"])


def shown(result: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """A result that tells the ids of those members only that are called by nothing else."""
    for part in (result["resource"], *result["diff"].values()):
        for name in names:
            if part.get(name):
                part[name] = [called(one) for one in part[name]]
    return result


def called(member: Mapping[str, Any]) -> dict[str, Any]:
    named = {"hfid": member["hfid"]} if member["hfid"] else {"id": member["id"]}
    return {"kind": member["kind"], **named}


def joined(
    names: Iterable[str], exact: bool, desired: Mapping[str, Any], current: Mapping[str, Any] | None
) -> Mapping[str, Any]:
    """What is wanted, besides what is there unless exactly that."""
    if exact or not current:
        return desired
    made = dict(desired)
    for name in names:
        if desired.get(name) is not None:
            both = {one["id"]: one for one in (*current.get(name, ()), *desired[name])}
            made[name] = sorted(both.values(), key=order)
    return made


def create(client: Infrahub, kind: str, data: Mapping[str, Any], lists: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """A new node; the first of its members come with it, the others after."""
    first = {name: [{"id": one["id"]} for one in members[:TOGETHER]] for name, members in lists.items() if members}
    made = write(client, Mutation(kind, "Create", {**data, **first}))
    for name, members in lists.items():
        link(client, made["id"], name, [one["id"] for one in members[TOGETHER:]])
    return made


def update(
    client: Infrahub, kind: str, current: Mapping[str, Any], data: Mapping[str, Any], lists: Mapping[str, Sequence[Any]]
) -> dict[str, Any]:
    made = write(client, Mutation(kind, "Update", {"id": current["id"], **data})) if data else {}
    for name, members in lists.items():
        before, after = ({one["id"] for one in some} for some in (current.get(name) or (), members))
        link(client, current["id"], name, sorted(after - before))
        link(client, current["id"], name, sorted(before - after), "Remove")
    return made


def link(client: Infrahub, id_: str, relation: str, ids: Sequence[str], verb: str = "Add") -> None:
    """Add peers to a relation or remove them. Done twice it leaves the same behind."""
    text = f"mutation ($data: RelationshipNodesInput!) {{ Relationship{verb}(data: $data) {{ ok }} }}"
    for part in parts(ids, TOGETHER):
        data = {"id": id_, "name": relation, "nodes": [{"id": one} for one in part]}
        client.graphql(text, {"data": data}, safe=True)
