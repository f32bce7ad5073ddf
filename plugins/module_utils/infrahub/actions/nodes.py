# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Many nodes at once: look, plan, write, prune by tracking group; one answer for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...core.ensure import UPDATE_SECRET, outline
from ...core.errors import PlanError, PlatformError, Uncertain
from ...core.reconcile import count
from ...core.spec import Field, ModuleSpec, Task
from ..bulk import Item, Peers, Settled, look, plan_items, read_input, relations
from ..client import INFRAHUB
from ..glance import glance
from ..mutations import BATCH, CONNECTIONS
from ..node import Shapes
from ..tracking import KIND, Tracking, find, remember
from ..values import SECRETS
from ..writing import Writer, title_of

FIELDS = (
    Field("nodes", "list", elements="dict", required=True, conceal=True),
    Field("identifier"),
    Field("params", "dict"),
    Field("prune", "bool", default=False),
    Field("prune_empty", "bool", default=False),
    Field("batch_size", "int", default=BATCH),
    Field("concurrency", "int", default=CONNECTIONS),
    UPDATE_SECRET,
)
RETURNS = ("operations", "resources", "group", "unverified")
ROUNDS = 3  # a request whose answer was lost is looked at before it is sent again, at most twice


def run(task: Task) -> dict[str, Any]:
    params = task.params
    if params["prune"] and not params["identifier"]:
        raise PlanError("prune needs identifier: only nodes of its tracking group are deleted")
    for name in ("batch_size", "concurrency"):
        if params[name] < 1:
            raise PlanError(f"{name} is at least 1")
    return task.client.with_schema(lambda: make(task))


def make(task: Task) -> dict[str, Any]:
    params, client = task.params, task.client
    shapes = Shapes(client.schema())
    conceal(task, shapes, params["nodes"])
    seen = glance(client, shapes, params["nodes"])
    items = read_input(shapes, params["nodes"], seen)
    settled = [Settled(seen.kinds[number], id_) for number, id_ in seen.settled.items()]
    always = params["update_secret"] == "always"
    look(client, [item for item in items if not item.looked])
    plan_items(items, always)
    group = None
    if params["identifier"]:
        group = find(client, shapes.kind(KIND), params["identifier"], params["params"] or {})
    unwanted = leftovers(group, everyone(settled, items), params)
    todo = [item for item in items if item.planned.changed]
    peers = Peers(shapes, items, seen.ids())
    peers.resolve(client, wanted_peers(todo))
    answer = tell(settled, items, todo, unwanted, group)
    if not task.check_mode and answer["changed"]:
        write(task, peers, unwanted, group, settled, always)
        for item, entry in zip(todo, answer["resources"]):
            entry["id"] = item.id
    return answer


def write(
    task: Task,
    peers: Peers,
    unwanted: Sequence[Mapping[str, Any]],
    group: Tracking | None,
    settled: Sequence[Settled],
    always: bool,
) -> None:
    client, items = task.client, peers.items
    done: list[dict[str, str]] = []
    for attempt in range(1, ROUNDS + 1):
        todo = [item for item in items if item.planned.changed]
        try:
            writer = Writer(task, peers, len(todo) + len(unwanted), done)
            writer.write(todo)
            writer.delete(client.schema(), unwanted)
            if group:
                remember(client, group, [one.id for one in everyone(settled, items) if one.id and trackable(one)])
            return
        except Uncertain as error:
            if attempt == ROUNDS:
                raise
            task.outside.warn(f"{error}; looking at what was done before going on")
            look(client, items)
            plan_items(items, always and not done)
        except PlatformError as error:
            error.done = error.done or done
            raise


def conceal(task: Task, shapes: Shapes, nodes: Sequence[Any]) -> None:
    """Mask values of secret attributes from now on, also in what is said of wrong input."""
    secrets: dict[Any, tuple[str, ...]] = {}
    for entry in nodes:
        data = entry.get("data") if isinstance(entry, Mapping) else None
        if not isinstance(data, Mapping):
            continue
        kind = str(entry.get("kind"))
        if kind not in secrets:
            known = shapes.kind(kind).attributes if kind in shapes.names else {}
            secrets[kind] = tuple(name for name, facts in known.items() if facts["kind"] in SECRETS)
        for name in secrets[kind]:
            if data.get(name) is not None:
                task.outside.conceal(str(data[name]))


def everyone(settled: Sequence[Settled], items: Sequence[Item]) -> list[Settled | Item]:
    return [*settled, *items]


def leftovers(
    group: Tracking | None, items: Sequence[Settled | Item], params: Mapping[str, Any]
) -> list[Mapping[str, Any]]:
    """The members of the tracking group that are no longer wanted, where they are to go."""
    if group is None or not params["prune"] or not (items or params["prune_empty"]):
        return []
    wanted = {item.id for item in items}
    return sorted((node for id_, node in group.members.items() if id_ not in wanted), key=title_of)


def trackable(item: Settled | Item) -> bool:
    """The server takes no group for a member of another."""
    return not item.kind.is_a("CoreGroup")


def wanted_peers(todo: Sequence[Item]) -> list[tuple[str, str, Mapping[str, Any]]]:
    return [(f"{item.place} {item.title}: {name}", kind, ref) for item in todo for name, kind, ref in relations(item)]


def tell(
    settled: Sequence[Settled],
    items: Sequence[Item],
    todo: Sequence[Item],
    unwanted: Sequence[Mapping[str, Any]],
    group: Tracking | None,
) -> dict[str, Any]:
    operations = count([item.planned for item in items])
    operations["none"] += len(settled)
    operations["delete"] = len(unwanted)
    joining = [one for one in everyone(settled, items) if group and trackable(one) and one.id not in group.members]
    diff: dict[str, dict[str, Any]] = {"before": {}, "after": {}}
    for item in todo:
        for side in diff:
            shown = outline(item.node.resource, getattr(item.planned, side))
            if shown:
                diff[side][item.title] = shown
    for node in unwanted:
        diff["before"][title_of(node)] = {"display_label": node.get("display_label")}
    return {
        "changed": bool(todo or unwanted or joining),
        "operations": operations,
        "resources": entries(todo, unwanted),
        "group": {"name": group.name, "joining": len(joining)} if group else {},
        "unverified": sorted({path for item in items for path in item.planned.unverified}),
        "diff": diff,
    }


def entries(todo: Sequence[Item], unwanted: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What changes, one line a node; the id of a node to be written is added once it is."""
    made = []
    for item in todo:
        name = item.title.partition(" ")[2]
        made.append({"kind": item.node.kind.name, "name": name, "operation": item.planned.operation})
    for node in unwanted:
        name = title_of(node).partition(" ")[2]
        made.append({"kind": node["__typename"], "name": name, "operation": "delete", "id": node["id"]})
    return made


NODES = ModuleSpec(INFRAHUB, FIELDS, run, RETURNS)
