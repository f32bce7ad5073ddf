# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a server says of itself and of whoever asks; and waiting until it says anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...core.spec import ModuleSpec, Task
from ...core.waiting import check_waiting, come_up, waiting
from ..client import INFRAHUB
from ..resources.branch import NOWHERE

FACTS = ("name", "label", "description", "account_type", "status")
# Not the identifier: the server makes that of the parts, and leaves out those that the query does not name.
PERMISSION = """
  ... on CoreGlobalPermission { action { value } decision { value } }
  ... on CoreObjectPermission {
    namespace { value } name { value } object_action: action { value } object_decision: decision { value } }"""
QUERY = f"""query {{
  InfrahubInfo {{ version deployment_id }}
  AccountProfile {{
    id __typename {" ".join(f"{name} {{ value }}" for name in FACTS)}
    member_of_groups {{ edges {{ node {{ display_label ... on CoreAccountGroup {{
      roles {{ edges {{ node {{ permissions {{ edges {{ node {{ {PERMISSION} }} }} }} }} }} }} }} }} }} }}
  }} }}"""
DECISIONS = {1: "deny", 2: "allow_default", 4: "allow_other", 6: "allow_all"}


def run(task: Task) -> dict[str, Any]:
    check_waiting(task)
    return tell(come_up(task, "Infrahub is not up", lambda: ask(task)) if task.params["wait"] else ask(task))


def ask(task: Task) -> dict[str, Any]:
    return task.client.graphql(QUERY, branch=NOWHERE)


def tell(answer: Mapping[str, Any]) -> dict[str, Any]:
    profile = answer["AccountProfile"]
    account = {"id": profile["id"], "kind": profile["__typename"]}
    groups = nodes(profile["member_of_groups"])
    return {
        "changed": False,
        **answer["InfrahubInfo"],
        "account": {**account, **{name: profile[name]["value"] for name in FACTS}},
        "groups": sorted(group["display_label"] for group in groups),
        "permissions": sorted({one for group in groups for one in permissions(group)}),
    }


def permissions(group: Mapping[str, Any]) -> Iterator[str]:
    for role in nodes(group.get("roles")):
        for permission in nodes(role["permissions"]):
            told = {name: part["value"] for name, part in permission.items()}
            if "action" in told:
                yield f"global:{told['action']}:{decision(told['decision'])}"
            elif "object_action" in told:
                parts = (told[name] for name in ("namespace", "name", "object_action"))
                yield f"object:{':'.join(parts)}:{decision(told['object_decision'])}"


def decision(number: int) -> str:
    return DECISIONS.get(number, str(number))


def nodes(page: Mapping[str, Any] | None) -> list[Mapping[str, Any]]:
    return [edge["node"] for edge in (page or {}).get("edges", ())]


INFO = ModuleSpec(INFRAHUB, waiting(wait=False), run, ("version", "deployment_id", "account", "groups", "permissions"))
