# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Have a transform make its text or data for some variables, into the result or into a file."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import quote

from ...core.contents import text_or_data, to_file, whole
from ...core.errors import PlanError
from ...core.spec import Field, ModuleSpec, Task
from ...core.words import unknown
from ...core.writing import DEST
from ..client import INFRAHUB, Infrahub
from ..resources.transform import KINDS

TEXT = "query ($name: String) { CoreTransformation(name__value: $name) { edges { node { __typename } } } }"
NAMES = "query { CoreTransformation { edges { node { name { value } } } } }"
TAKEN = ("branch", "at", "rebase", "update_group", "subscribers")  # what these mean in the address is the server's


def run(task: Task) -> dict[str, Any]:
    client, params = task.client, task.params
    path = f"/api/transform/{sort_of(client, params['name'])}/{quote(params['name'], safe='')}"
    query = [("branch", client.branch), ("at", params["at"])]
    query += [(name, plain(name, value)) for name, value in (params["variables"] or {}).items()]
    fetch = partial(client.receive, path, query=query)
    if params["dest"]:
        return to_file(task, fetch)
    headers, content = whole(fetch)
    kind = headers.get("Content-Type", "")
    return {"changed": False, **text_or_data(content, kind, f"what transform {params['name']} makes")}


def sort_of(client: Infrahub, name: str) -> str:
    found = client.graphql(TEXT, {"name": name})["CoreTransformation"]["edges"]
    sorts = {kind: sort for sort, kind in KINDS.items()}
    if found:
        return sorts[found[0]["node"]["__typename"]]
    every = client.graphql(NAMES)["CoreTransformation"]["edges"]
    raise PlanError(unknown("Infrahub has no transform", name, (edge["node"]["name"]["value"] for edge in every)))


def plain(name: str, value: Any) -> str:
    if name in TAKEN:
        raise PlanError(f"variables.{name}: this name has a meaning of its own for Infrahub; rename the variable")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (str, int, float)):
        return str(value)
    raise PlanError(f"variables.{name}: a transform is given texts and numbers only")


OPTIONS = (Field("name", required=True), Field("variables", "dict", conceal=True), Field("at"), *DEST)
TRANSFORM_RENDER = ModuleSpec(INFRAHUB, OPTIONS, run, ("text", "json", "dest"))
