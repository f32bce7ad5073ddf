# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Read an artifact, into the result or into a file that is written only where its content differs."""

from __future__ import annotations

from typing import Any

from ...core.contents import to_file
from ...core.spec import ModuleSpec, Task
from ...core.writing import DEST, Known
from ..artifacts import RULES, WHICH, content_of, fetch_of, the_artifact
from ..client import INFRAHUB


def run(task: Task) -> dict[str, Any]:
    client = task.client
    artifact = the_artifact(client, task.params)
    result: dict[str, Any] = {"changed": False, "resource": artifact}
    if task.params["dest"]:
        return {**result, **to_file(task, fetch_of(client, artifact), Known("md5", artifact["checksum"]))}
    return {**result, **content_of(client, artifact)}


RETURNS = ("resource", "text", "json", "dest")
RULED = {**RULES, "required_one_of": [["artifact_id", "artifact_name"]]}
ARTIFACT = ModuleSpec(INFRAHUB, (*WHICH, *DEST), run, RETURNS, RULED)
