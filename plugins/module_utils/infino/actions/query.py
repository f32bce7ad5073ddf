# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Ask Infino, or a source that it is connected to; nothing is written."""

from __future__ import annotations

from typing import Any

from ...core.spec import ModuleSpec, Task
from ..client import INFINO
from ..queries import FIELDS, RETURNS, ask


def run(task: Task) -> dict[str, Any]:
    return {"changed": False, **ask(task.client, task.params)}


QUERY = ModuleSpec(
    INFINO,
    FIELDS,
    run,
    RETURNS,
    {"required_one_of": [["sql", "dsl", "promql"]], "mutually_exclusive": [["sql", "dsl", "promql"]]},
)
