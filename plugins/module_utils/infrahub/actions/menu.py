# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Make the menu what a tree of items says, and look it up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import PlanError, UnknownName
from ...core.reconcile import reconcile
from ...core.spec import Field, ModuleSpec, Task
from ...core.words import unknown
from ..client import INFRAHUB, Infrahub
from ..resources.menu import MENU_ITEM, flattened, tree


def run(task: Task) -> dict[str, Any]:
    params = task.params
    namespace = params["namespace"]
    if params["prune"] and not namespace:
        raise PlanError("prune deletes items of one namespace; give namespace too")
    wanted = list(flattened(params["items"], namespace))
    task.client.with_schema(lambda: known(task.client, wanted))

    def old(item: Mapping[str, Any]) -> bool:
        return item["namespace"] == namespace and not item["protected"]

    items = [item for _place, item in wanted]
    return reconcile(task, MENU_ITEM, items, old if params["prune"] else None, params["prune_empty"])


def known(client: Infrahub, wanted: list[tuple[str, dict[str, Any]]]) -> None:
    """The kinds that items lead to must be there."""
    kinds = client.schema().kinds() if any(item.get("kind") for _place, item in wanted) else ()
    for place, item in wanted:
        if item.get("kind") and item["kind"] not in kinds:
            visible = [kind for kind in kinds if not kind.startswith(("Profile", "Template"))]
            raise UnknownName(unknown(f"{place}.kind: Infrahub has no kind", item["kind"], visible))


def look(task: Task) -> dict[str, Any]:
    namespace = task.params["namespace"]
    found = MENU_ITEM.store.find(task.client, {"namespace": namespace} if namespace else {})
    found = [one for one in found if task.params["builtin"] or not one["protected"]]
    ordered = sorted(found, key=lambda one: (one["namespace"], one["name"]))
    return {"changed": False, "resources": ordered, "menu": tree(ordered)}


MENU = ModuleSpec(
    INFRAHUB,
    (
        Field("items", "list", elements="dict", required=True),
        Field("namespace"),
        Field("prune", "bool", default=False),
        Field("prune_empty", "bool", default=False),
    ),
    run,
    ("operations", "resources", "unverified"),
)
MENU_INFO = ModuleSpec(
    INFRAHUB, (Field("namespace"), Field("builtin", "bool", default=False)), look, ("resources", "menu")
)
