# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Webhooks: where Infrahub sends which events. They live on no branch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import PlanError
from ...core.spec import Field, ModuleSpec, Resource, Task
from ...core.words import unknown
from ..client import INFRAHUB, Infrahub
from ..core_nodes import ID, CoreStore, ensure_members, named
from ..mutations import Mutation, write

KINDS = {"standard": "CoreStandardWebhook", "custom": "CoreCustomWebhook"}
TYPES = {kind: name for name, kind in KINDS.items()}
SCOPES = ("default_branch", "other_branches", "all_branches")
FIELDS = (
    Field("name", key=True),
    Field("type", choices=tuple(KINDS), fixed=True, server_default="standard"),
    Field("url", required=True),
    Field("event_type", server_default="all"),
    Field("branch_scope", choices=SCOPES, server_default="default_branch"),
    Field("node_kind", clearable=True),
    Field("description", clearable=True),
    Field("active", "bool", server_default=True),
    Field("validate_certificates", "bool"),
    Field("shared_key", secret=True),
    Field("transformation", clearable=True),
    Field("headers", "list", elements="str", unordered=True, server_default=()),
    ID,
)
ONLY_CUSTOM = ("transformation",)


class WebhookStore(CoreStore):
    """Both kinds, which have all but a few fields in common."""

    @property
    def selection(self) -> str:
        common = (f for f in self.fields if not f.secret and f.name not in ("type", *ONLY_CUSTOM))
        custom = (self.selected(f) for f in self.fields if f.name in ONLY_CUSTOM)
        shared = " ".join(map(self.selected, common))
        return f"__typename {shared} ... on {KINDS['custom']} {{ {' '.join(custom)} }}"

    def read(self, node: Mapping[str, Any]) -> dict[str, Any]:
        none = {name: {"node": None} for name in ONLY_CUSTOM}
        return super().read({**none, "type": {"value": TYPES[node["__typename"]]}, **node})

    def create(self, client: Infrahub, values: Mapping[str, Any]) -> dict[str, Any]:
        kind = KINDS[values.get("type", "standard")]
        return {"id": write(client, Mutation(kind, "Create", self.data(values), "id"))["id"]}

    def update(self, client: Infrahub, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        data = {"id": current["id"], **self.data(changes)}
        write(client, Mutation(KINDS[current["type"]], "Update", data, "id"))
        return {"id": current["id"]}

    def delete(self, client: Infrahub, current: Mapping[str, Any]) -> None:
        write(client, Mutation(KINDS[current["type"]], "Delete", {"id": current["id"]}))

    def data(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return super().data({name: value for name, value in values.items() if name != "type"})


def adapt(desired: Mapping[str, Any], current: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """What the two kinds ask for beyond what is written in the fields."""
    title = f"webhook {desired['name']}"
    sort = (current or desired).get("type", "standard")
    if sort == "standard":
        wrong = [name for name in ONLY_CUSTOM if desired.get(name) is not None]
        if wrong:
            raise PlanError(f"{title}: {wrong[0]} is for webhooks of type custom; this one is standard")
        if current is None and desired.get("shared_key") is None:
            raise PlanError(f"{title} does not exist yet; give shared_key to create it, which signs what it sends")
    return desired


def run(task: Task) -> dict[str, Any]:
    if task.params["state"] == "present":
        task.client.with_schema(lambda: known(task.client, task.params))
    return BASE.run(task)


def known(client: Infrahub, params: Mapping[str, Any]) -> None:
    """Events and kinds are those that this very server has."""
    title = f"webhook {params['name']}"
    if params["event_type"]:
        events = client.kind(KINDS["standard"]).attributes["event_type"]["choices"] or ()
        if params["event_type"] not in events:
            raise PlanError(unknown(f"{title}: event_type: Infrahub has no event", params["event_type"], events, 40))
    if params["node_kind"]:
        client.kind(params["node_kind"])


PEERS = {"headers": named("CoreKeyValue"), "transformation": named("CoreTransformPython")}
WEBHOOK = Resource("webhook", INFRAHUB, FIELDS, WebhookStore("CoreWebhook", FIELDS, PEERS), adapt=adapt)
BASE = ensure_members(WEBHOOK, "headers")
ENSURE_WEBHOOK = ModuleSpec(INFRAHUB, BASE.fields, run, BASE.returns)
