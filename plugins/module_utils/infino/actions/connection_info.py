# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Look up connections, the types that there are, and what a connected source tells of one of its datasets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.ensure import show
from ...core.errors import PlanError
from ...core.plan import only
from ...core.spec import Field, ModuleSpec, Task
from ...core.values import given
from ..access import either
from ..client import INFINO, Infino, segment
from ..resources.connection import CONNECTION, at, source_types

FILTERS = tuple(f for f in CONNECTION.fields if f.key)
TYPE = ("name", "category", "description", "capabilities", "query_type", "auth_strategy")


def run(task: Task) -> dict[str, Any]:
    filters = given(FILTERS, task.params)
    found = CONNECTION.store.find(task.client, filters)
    metadata = None
    if task.params["dataset"] is not None:
        one = only(CONNECTION, filters, found)
        if one is None:
            raise PlanError(f"{CONNECTION.title(filters)} does not exist; its datasets cannot be looked at")
        metadata = source(task.client, one["id"], task.params["dataset"], "metadata")
    types = [kind(one) for one in source_types(task.client)] if task.params["types"] else []
    return {
        "changed": False,
        "resources": [show(CONNECTION, item) for item in found],
        "types": types,
        "metadata": metadata,
    }


def kind(one: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": either(one, "id", "type"), **{name: one.get(name) for name in TYPE},
            "disabled": bool(one.get("disabled"))}  # fmt: skip


def source(client: Infino, connection: str, dataset: str, what: str, method: str = "GET", body: Any = None) -> Any:
    """What is asked of a connected source. It is named in a header, too, which is not signed."""
    path = f"{at(connection)}/{segment('dataset', dataset)}/{what}"
    return client.session.request(
        method, path, safe=method == "GET", data=body, headers={"x-infino-connection-id": connection}
    )


CONNECTION_INFO = ModuleSpec(
    INFINO,
    (*FILTERS, Field("types", "bool", default=False), Field("dataset")),
    run,
    ("resources", "types", "metadata"),
)
