# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Read an artifact, into the result or into a file that is written only where its content differs."""

from __future__ import annotations

from functools import partial
from typing import Any

from ...core.errors import PlanError
from ...core.spec import ModuleSpec, Task
from ...core.writing import DEST, Known
from ..artifacts import READY, RULES, WHICH, the_artifact, title_of
from ..client import INFRAHUB
from ..contents import text_or_data, to_file, whole
from ..progress import reason


def run(task: Task) -> dict[str, Any]:
    client = task.client
    artifact = the_artifact(client, task.params)
    title = title_of(artifact)
    if artifact["status"] != READY or not artifact["storage_id"]:
        why = reason(client, [artifact["target"]["id"]], ["artifact-generate"]) if artifact["status"] == "Error" else ""
        raise PlanError(f"{title} is {artifact['status']}{why and ': '}{why}; see infrahub_artifact_generate")
    fetch = partial(client.receive, f"/api/storage/object/{artifact['storage_id']}")
    result: dict[str, Any] = {"changed": False, "resource": artifact}
    if task.params["dest"]:
        return {**result, **to_file(task, fetch, Known("md5", artifact["checksum"]))}
    _headers, content = whole(fetch)
    return {**result, **text_or_data(content, artifact["content_type"], title)}


RETURNS = ("resource", "text", "json", "dest")
RULED = {**RULES, "required_one_of": [["artifact_id", "artifact_name"]]}
ARTIFACT = ModuleSpec(INFRAHUB, (*WHICH, *DEST), run, RETURNS, RULED)
