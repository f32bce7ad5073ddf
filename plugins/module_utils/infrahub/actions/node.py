# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""One node of any kind: the resource is made from the server's schema, then ensured like every other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.ensure import RETURNS, STATE, UPDATE_SECRET, make_so
from ...core.errors import ApiError, Conflict, Denied, NotFound, NotTheApi, PlanError, Unreachable
from ...core.spec import Field, ModuleSpec, Task
from ..client import INFRAHUB
from ..node import Node, Shapes, describe
from ..peers import reference
from ..values import SECRETS

KIND = Field("kind", required=True)
ID = Field("id")
HFID = Field("hfid", "list", elements="str")
DATA = Field("data", "dict", conceal=True)


def run(task: Task) -> dict[str, Any]:
    def make() -> dict[str, Any]:
        node = asked(task)
        desired = {**node.desired, **({"id": node.id} if node.id else {})}
        try:
            return make_so(task, node.resource, desired)
        except (Denied, Conflict, NotFound, NotTheApi, Unreachable):
            raise
        except ApiError as error:
            raise ApiError(f"{node.title}: {error}", error.status) from None

    return task.client.with_schema(make)


def asked(task: Task) -> Node:
    """The node that the task describes, checked against the schema, its secrets masked from now on."""
    shapes = Shapes(task.client.schema())
    kind = shapes.kind(task.params["kind"])
    data: Mapping[str, Any] = task.params["data"] or {}
    for name, value in data.items():
        if kind.attributes.get(name, {}).get("kind") in SECRETS and value is not None:
            task.outside.conceal(str(value))
    hfid = task.params["hfid"]
    if hfid is not None:
        hfid = reference(hfid if len(hfid) > 1 else hfid[0], "hfid", len(kind.hfid) or None)["hfid"] if hfid else None
        if hfid is None or not kind.hfid:
            raise PlanError(f"{kind.name}: hfid cannot name it; {'it is empty' if kind.hfid else 'the kind has none'}")
    absent = task.params["state"] == "absent"
    return describe(shapes, kind, data, id=task.params["id"], hfid=hfid, absent=absent)


NODE = ModuleSpec(INFRAHUB, (KIND, ID, HFID, DATA, STATE, UPDATE_SECRET), run, RETURNS)
