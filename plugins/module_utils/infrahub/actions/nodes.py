# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Many nodes at once, from a list and from object files: look, plan, write, prune; one answer for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...core.collecting import uncollected
from ...core.ensure import UPDATE_SECRET, outline
from ...core.errors import Conflict, PlanError, PlatformError, Unreachable
from ...core.reconcile import count
from ...core.spec import Field, ModuleSpec, Task
from ...http.retry import pause
from ..bulk import look, plan_items
from ..client import INFRAHUB
from ..described import Shapes
from ..given import Given
from ..glance import glance
from ..items import Item, Settled, read_input
from ..mistakes import Mistakes
from ..mutations import BATCH, CONNECTIONS
from ..objects import entries
from ..prune import leftovers, title_of
from ..referred import give_others, references
from ..refs import Peers, relations
from ..secrets import conceal, supply
from ..tracking import KIND, Tracking, find, remember
from ..unfold import unfold
from ..writing import Ledger, Writer

FIELDS = (
    Field("nodes", "list", elements="dict", conceal=True),
    Field("files", "list", elements="path", source=True),
    Field("secrets", "list", elements="dict", conceal=True),
    Field("identifier"),
    Field("params", "dict"),
    Field("prune", "bool", default=False),
    Field(
        "prune_filters",
        "list",
        elements="dict",
        options=(Field("kind", required=True), Field("filters", "dict")),
    ),
    Field("prune_empty", "bool", default=False),
    Field("on_error", default="stop", choices=("stop", "continue")),
    Field("batch_size", "int", default=BATCH),
    Field("concurrency", "int", default=CONNECTIONS),
    UPDATE_SECRET,
)
RETURNS = ("operations", "resources", "group", "unverified")
RULES = {"required_one_of": [["nodes", "files"]]}


def run(task: Task) -> dict[str, Any]:
    params = task.params
    if params["prune"] and not (params["identifier"] or params["prune_filters"]):
        raise PlanError("prune needs identifier or prune_filters: only nodes of that group, or of those, are deleted")
    for name in ("batch_size", "concurrency"):
        if params[name] < 1:
            raise PlanError(f"{name} is at least 1")
    with uncollected():
        return task.client.with_schema(lambda: make(task))


def make(task: Task) -> dict[str, Any]:
    """All mistakes are said before the first write."""
    params, client = task.params, task.client
    shapes, mistakes = Shapes(client.schema()), Mistakes()
    given = gather(params, shapes, mistakes)
    supply(shapes, given, params["secrets"] or (), mistakes)
    conceal(task, given)
    seen = glance(client, given)
    items, stumps = read_input(shapes, given, seen, mistakes)
    settled = [Settled(kind, id_) for kind, id_ in seen.every()] if params["identifier"] or params["prune"] else []
    look(client, [item for item in items if not item.looked], mistakes)
    plan_items(items, mistakes, params["update_secret"] == "always")
    group = None
    if params["identifier"]:
        group = find(client, shapes.kind(KIND), params["identifier"], params["params"] or {})
    there = {one.id for one in everyone(settled, items)}
    kinds = {kind.name: kind for kind in (*seen.kinds(), *(item.kind for item in items))}.values()
    unwanted = leftovers(client, shapes, params, group, there, kinds, mistakes)
    todo = [item for item in items if item.planned.changed]
    peers = Peers(shapes, items, seen.ids() if todo else {})
    peers.resolve(client, wanted_peers(todo), stumps, mistakes)
    mistakes.refuse()
    peers.lineage(todo)
    refs = [one for item in todo for one in references(item.node, item.planned.changes)]
    give_others(client, [one for one in refs if "item" not in one.ref])
    answer = tell(settled, items, todo, unwanted, group)
    answer["operations"]["none"] += len(seen.settled)
    if not task.check_mode and answer["changed"]:
        write(task, peers, unwanted, group, settled)
        for item, entry in zip(todo, answer["resources"]):
            entry["id"] = item.id
    return answer


def gather(params: Mapping[str, Any], shapes: Shapes, mistakes: Mistakes) -> Given:
    given = Given(shapes, params["nodes"] or ())
    for place, entry in entries(params["files"] or (), mistakes):
        given.add(place, entry)
    unfold(shapes, given, mistakes)
    return given


def write(
    task: Task, peers: Peers, unwanted: Sequence[Mapping[str, Any]], group: Tracking | None, settled: Sequence[Settled]
) -> None:
    """As often as something is left and gets less: what a lost answer has done is looked at, never guessed."""
    client, items = task.client, peers.items
    todo = [item for item in items if item.planned.changed]
    ledger = Ledger(len(todo) + len(unwanted), task.outside.progress)
    tried = 0
    while True:
        done = len(ledger.done) + len(ledger.taken)
        try:
            writer = Writer(task, peers, ledger)
            writer.write(todo)
            if not ledger.failed:
                writer.delete(client.schema(), unwanted)
            if group:
                remember(client, group, [one.id for one in everyone(settled, items) if one.id and trackable(one)])
            break
        except (Unreachable, Conflict) as error:
            tried = 0 if len(ledger.done) + len(ledger.taken) > done else tried + 1
            if tried > client.session.retries:
                error.done = list(ledger.done)
                raise
            if isinstance(error, Unreachable):
                task.outside.warn(f"{error}; looking at what was done before going on")
                task.outside.sleep(pause(tried, error.retry_after, task.outside.clock(), client.session.longest_wait))
            todo = again(task, todo, ledger)
        except PlatformError as error:
            error.done = error.done or list(ledger.done)
            raise
    if ledger.failed:
        raise ledger.error(True)


def again(task: Task, todo: Sequence[Item], ledger: Ledger) -> list[Item]:
    """What is left to do, in the light of what is there now."""
    left = [item for item in todo if id(item) not in ledger.spoilt]
    before = {id(item): item.planned for item in left}
    mistakes = Mistakes()
    look(task.client, left, mistakes)
    plan_items(left, mistakes, task.params["update_secret"] == "always" and not ledger.done)
    mistakes.refuse()
    for item in left:
        if not item.planned.changed and item.written_id is None and id(item) not in ledger.taken:
            ledger.tell(before[id(item)].operation, item.title)
    return [item for item in left if item.planned.changed]


def everyone(settled: Sequence[Settled], items: Sequence[Item]) -> list[Settled | Item]:
    return [*settled, *items]


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
    operations["delete"] = len(unwanted)
    all_ = everyone(settled, items)
    joining = [one for one in all_ if trackable(one) and one.id not in group.members] if group else []
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
        "resources": shown_changes(todo, unwanted),
        "group": {"name": group.name, "joining": len(joining)} if group else {},
        "unverified": sorted({path for item in items for path in item.planned.unverified}),
        "diff": diff,
    }


def shown_changes(todo: Sequence[Item], unwanted: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What changes, one line a node; the id of a node to be written is added once it is."""
    made = []
    for item in todo:
        name = item.title.partition(" ")[2]
        made.append({"kind": item.node.kind.name, "name": name, "operation": item.planned.operation})
    for node in unwanted:
        name = title_of(node).partition(" ")[2]
        made.append({"kind": node["__typename"], "name": name, "operation": "delete", "id": node["id"]})
    return made


NODES = ModuleSpec(INFRAHUB, FIELDS, run, RETURNS, RULES)
