# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""One node of any kind: the resource is made from the server's schema, then ensured like every other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from ...core.contents import text_or_base64, whole
from ...core.ensure import RETURNS, STATE, UPDATE_SECRET, look, outline, tell
from ...core.errors import ApiError, Conflict, Denied, NotFound, NotTheApi, PlanError, Unreachable
from ...core.plan import Plan, plan
from ...core.spec import Field, ModuleSpec, Task
from ..client import INFRAHUB
from ..described import Shapes, describe
from ..masked import secrets_in
from ..node import Node, keep_parts
from ..node_files import content_of, filed, from_path
from ..peers import reference
from ..properties import FROM_POOL
from ..referred import make, refer

KIND = Field("kind", required=True)
ID = Field("id")
HFID = Field("hfid", "list", elements="str")
DATA = Field("data", "dict", conceal=True)
FILE_PATH, FETCH_FILE = Field("file_path", "path", source=True), Field("fetch_file", "bool", default=False)


MESSAGES = {"create": "created", "update": "updated", "delete": "deleted", "none": "unchanged"}


def run(task: Task, altered: Callable[[Node], Node] | None = None) -> dict[str, Any]:
    def attempt() -> dict[str, Any]:
        shapes = Shapes(task.client.schema())
        node = asked(task, shapes)
        node = altered(node) if altered else node
        try:
            return ensured(task, shapes, node)
        except (Denied, Conflict, NotFound, NotTheApi, Unreachable):
            raise
        except ApiError as error:
            told = ApiError(f"{node.title}: {error}", error.status)
            told.done = error.done
            raise told from None

    return task.client.with_schema(attempt)


def asked(task: Task, shapes: Shapes) -> Node:
    """The node that the task describes, checked against the schema, its secrets masked from now on."""
    kind = shapes.kind(task.params["kind"])
    data: Mapping[str, Any] = task.params["data"] or {}
    for secret in secrets_in(shapes, kind.name, data):
        task.outside.conceal(secret)
    hfid = task.params["hfid"]
    if hfid is not None:
        hfid = reference(hfid if len(hfid) > 1 else hfid[0], "hfid", len(kind.hfid) or None)["hfid"] if hfid else None
        if hfid is None or not kind.hfid:
            raise PlanError(f"{kind.name}: hfid cannot name it; {'it is empty' if kind.hfid else 'the kind has none'}")
    absent = task.params["state"] == "absent"
    return describe(shapes, kind, data, id=task.params["id"], hfid=hfid, absent=absent)


def run_node(task: Task) -> dict[str, Any]:
    """As opsmill.infrahub has it, a node's file too can be given and asked for here."""
    path = task.params["file_path"]
    upload = from_path(path, "file_path") if path and task.params["state"] == "present" else None
    answer = run(task, partial(filed, upload=upload, option="file_path") if upload else None)
    there = answer["resource"].get("id")
    if task.params["fetch_file"] and there:
        answer.update(text_or_base64(whole(content_of(task.client, there))[1]))
    return answer


def ensured(task: Task, shapes: Shapes, node: Node) -> dict[str, Any]:
    """Look, plan, look up what the plan refers to, write unless in check mode, and tell."""
    resource, client = node.resource, task.client
    desired = {**node.desired, **({"id": node.id} if node.id else {})}
    current = look(resource, desired, client)
    planned = plan(resource, desired, current, task.params["state"], task.params["update_secret"] == "always")
    keep_parts(node, planned)
    made = refer(client, shapes, node, planned.changes) if planned.changes else []
    after = planned.after if task.check_mode or not planned.changed else make(client, node, planned, made)
    answer = tell(resource, planned, after)
    for one in made:
        answer["diff"]["after"][one.node.title] = outline(one.node.resource, one.planned.after)
    title = node.title if planned.before is None else resource.title(planned.before)
    return {**answer, "object": bare(answer["resource"]), "msg": f"{title} {said(planned)}"}


def said(planned: Plan) -> str:
    return MESSAGES[planned.operation]


def bare(resource: Mapping[str, Any]) -> dict[str, Any]:
    """Each field by its plain value or peers, without what was written around it, and without what is not known yet."""
    made = {name: plain(value) for name, value in resource.items() if not unknown_yet(value)}
    return {name: [plain(one) for one in value] if isinstance(value, list) else value for name, value in made.items()}


def plain(value: Any) -> Any:
    return value.get("value", value.get("peer", value)) if isinstance(value, Mapping) else value


def unknown_yet(value: Any) -> bool:
    return isinstance(value, Mapping) and value.keys() == {FROM_POOL}


OPTIONS = (KIND, ID, HFID, DATA, FILE_PATH, FETCH_FILE, STATE, UPDATE_SECRET)
NODE = ModuleSpec(INFRAHUB, OPTIONS, run_node, (*RETURNS, "object", "msg", "binary", "text"))
