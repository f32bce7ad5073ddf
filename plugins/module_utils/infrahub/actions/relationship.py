# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Members of one relation of a node: added, taken away, or made exactly these, many in a request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...core.ensure import STATE
from ...core.errors import PlanError
from ...core.spec import Field, ModuleSpec, Task
from ...core.words import unknown
from ..client import INFRAHUB, Infrahub
from ..described import Shapes, describe
from ..lookup import fetch, parts
from ..node import Node
from ..peers import as_wanted, reference
from ..referred import refer
from ..schema import Kind

MEMBERS = 200  # in one request
FIELDS = (
    Field("kind", required=True),
    Field("id"),
    Field("hfid", "list", elements="str"),
    Field("relation", required=True),
    Field("peers", "list", elements="raw", required=True),
    Field("exact", "bool", default=False),
    STATE,
)
RETURNS = ("operation", "resource", "added", "removed")


def run(task: Task) -> dict[str, Any]:
    if task.params["exact"] and task.params["state"] == "absent":
        raise PlanError("exact says that there are no other peers; with state absent it means nothing, leave it out")
    return task.client.with_schema(lambda: once(task))


def once(task: Task) -> dict[str, Any]:
    client, params, shapes = task.client, task.params, Shapes(task.client.schema())
    kind, name = shapes.kind(params["kind"]), params["relation"]
    node = described(shapes, kind, params)
    found = there(client, node)
    refs = node.refs[name]
    before = {as_wanted(edge["node"], refs): edge["node"]["id"] for edge in found[name]["edges"]}
    wanted = dict(zip(node.desired[name], refs))
    present = params["state"] == "present"
    added = [one for one in wanted if one not in before] if present else []
    removed = [one for one in before if one not in wanted] if params["exact"] else []
    removed += [] if present else [one for one in wanted if one in before]
    node.keep_parts(name, removed)
    if added:
        node.refs[name] = [wanted[one] for one in added]
        refer(client, shapes, node, [name])
    if not task.check_mode:
        write(client, "Add", found["id"], name, [wanted[one]["found"] for one in added])
        write(client, "Remove", found["id"], name, [before[one] for one in removed])
    after = sorted({*before, *added} - {*removed})
    changed = bool(added or removed)
    return {
        "changed": changed,
        "operation": "update" if changed else "none",
        "resource": {"id": found["id"], "hfid": found["hfid"], "kind": kind.name, name: after},
        "added": added,
        "removed": removed,
        "diff": {"before": {name: sorted(before)}, "after": {name: after}},
    }


def described(shapes: Shapes, kind: Kind, params: Mapping[str, Any]) -> Node:
    name = params["relation"]
    if name not in kind.relations:
        raise PlanError(unknown(f"{kind.name} has no relation", name, many(kind)))
    if kind.relations[name]["cardinality"] == "one":
        raise PlanError(f"{kind.name}.{name} has one peer, and is written with infrahub_node")
    hfid = params["hfid"]
    if hfid is not None:
        hfid = reference(hfid if len(hfid) != 1 else hfid[0], "hfid", len(kind.hfid) or None).get("hfid")
    if hfid and not kind.hfid:
        raise PlanError(f"{kind.name}: hfid cannot name it; the kind has none, give id")
    node = describe(shapes, kind, {name: params["peers"]}, "peers", id=params["id"], hfid=hfid)
    for number, ref in enumerate(node.refs[name]):
        if not ref.keys() <= {"id", "hfid", "kind"}:
            raise PlanError(f"peers[{number}]: a peer is only named here; infrahub_node writes more of it")
    return node


def many(kind: Kind) -> Iterable[str]:
    return (name for name, facts in kind.relations.items() if facts["cardinality"] == "many")


def there(client: Infrahub, node: Node) -> Mapping[str, Any]:
    """The node as the server tells it."""
    arguments = {"ids": [node.id]} if node.id else {"hfid": node.hfid}
    found = fetch(client, node.kind, node.resource.store.selection, arguments)
    if len(found) != 1:
        raise PlanError(f"there is no {node.title}; make it first" if not found else f"{node.title}: there are several")
    return found[0]


def write(client: Infrahub, verb: str, id_: str, name: str, peers: Sequence[str]) -> None:
    """To add a member that is there, or to remove one that is not, does no harm: both may be sent twice."""
    field = f"Relationship{verb}"
    for some in parts(peers, MEMBERS):
        data = {"id": id_, "name": name, "nodes": [{"id": one} for one in some]}
        text = f"mutation ($data: RelationshipNodesInput!) {{ {field}(data: $data) {{ ok }} }}"
        client.graphql(text, {"data": data}, safe=True)


RELATIONSHIP = ModuleSpec(
    INFRAHUB,
    FIELDS,
    run,
    RETURNS,
    {"mutually_exclusive": [["id", "hfid"]], "required_one_of": [["id", "hfid"]]},
)
