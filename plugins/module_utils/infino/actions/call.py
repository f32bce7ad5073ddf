# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Call any operation of the API by the name that the SDK has for it, with checked parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import PlanError, UnknownName
from ...core.files import parsed
from ...core.spec import Field, ModuleSpec, Task
from ...core.typed import checked, missing
from ...core.words import unknown
from ..client import INFINO
from ..client import checked as told
from ..configs import parted, texts
from ..forms import deliver, path_of, sent
from ..operations import ASKS, WRITES, Operation
from ..operations_more import BY_NAME
from ..statements import check_reads


def run(task: Task) -> dict[str, Any]:
    operation = named(task.params["operation"])
    given = accepted(operation, task.params["parameters"] or {})
    for text in secrets(given):
        task.outside.conceal(text)
    path, request = path_of(operation, given), sent(operation, given)
    changes = operation.effects == WRITES or (operation.effects == ASKS and may_write(given["query"]))
    if changes and task.check_mode:
        return {"changed": True, "answer": None}
    answer = deliver(task.client, operation.method, path, request, not changes or operation.method == "DELETE")
    return {"changed": changes, "answer": told(operation.name, answer)}


def named(name: str) -> Operation:
    operation = BY_NAME.get(name)
    if operation is None:
        raise UnknownName(unknown("there is no operation", name, BY_NAME))
    if not operation.method:
        raise PlanError(f"{name} sends no request of its own: {operation.instead}")
    return operation


def accepted(operation: Operation, parameters: Mapping[str, Any]) -> dict[str, Any]:
    given = checked(operation.parameters, parameters, f"{operation.name}: ")
    for name in missing(operation.parameters, given):
        raise PlanError(f"{operation.name}: give {name}")
    return given


def may_write(query: Any) -> bool:
    """Only what is known to read is taken to: a search in JSON, or SQL that begins as reading does."""
    if not isinstance(query, str) or query.lstrip().startswith("{"):
        return False
    try:
        check_reads(query)
    except PlanError:
        return True
    return False


def secrets(given: Mapping[str, Any]) -> list[str]:
    """Texts that are secret by the names that they go by, inside YAML too."""
    open_, hidden = parted(given)
    config = open_.get("config")
    documents = parsed(config, "config") if isinstance(config, str) else []
    inside = [parted(one)[1] for one in documents if isinstance(one, Mapping)]
    return [text for one in (hidden, *inside) for text in texts(one)]


CALL = ModuleSpec(
    INFINO,
    (Field("operation", required=True), Field("parameters", "dict", conceal=True)),
    run,
    ("answer",),
)
