# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Proposed changes: branches that are offered for review. Several may have one name; they live on no branch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import PlanError
from ...core.spec import Field, Resource
from ...core.words import unknown
from ..client import INFRAHUB, Infrahub
from .branch import NOWHERE, ask

KIND = "CoreProposedChange"
PEOPLE = ("reviewers", "approved_by", "rejected_by")
PLAIN = ("name", "source_branch", "destination_branch", "description", "is_draft", "state")
FIELDS = (
    Field("name", key=True),
    Field("source_branch", required=True, fixed=True),
    Field("destination_branch", fixed=True),
    Field("description", server_default=""),
    Field("reviewers", "list", elements="str", unordered=True, server_default=[]),
    Field("is_draft", "bool", server_default=False),
    Field("state", choices=("open", "closed", "canceled")),
    Field("id", key=True, computed=True),
    Field("approved_by", "list", elements="str", computed=True),
    Field("rejected_by", "list", elements="str", computed=True),
)
SELECTION = "id " + " ".join(f"{name} {{ value }}" for name in PLAIN)
SELECTION += " " + " ".join(f"{name} {{ edges {{ node {{ id name {{ value }} }} }} }}" for name in PEOPLE)
QUERY = f"""query ($ids: [ID], $name: String, $source: String) {{
  {KIND}(ids: $ids, name__value: $name, source_branch__value: $source) {{ edges {{ node {{ {SELECTION} }} }} }} }}"""
ACCOUNTS = "query { CoreGenericAccount { edges { node { id name { value } } } } }"


class ProposedChangeStore:
    def find(self, client: Infrahub, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        variables = {"name": filters.get("name"), "source": filters.get("source_branch")}
        if filters.get("id"):
            variables = {"ids": [filters["id"]]}
        given = {name: value for name, value in variables.items() if value is not None}
        return [read(edge["node"]) for edge in ask(client, QUERY, given)[KIND]["edges"]]

    def create(self, client: Infrahub, values: Mapping[str, Any]) -> dict[str, Any]:
        text = f"mutation ($data: {KIND}CreateInput!) {{ {KIND}Create(data: $data) {{ ok object {{ id }} }} }}"
        made = ask(client, text, {"data": self.data(client, values)}, safe=False)
        return {"id": made[f"{KIND}Create"]["object"]["id"], "approved_by": [], "rejected_by": []}

    def update(self, client: Infrahub, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        text = f"mutation ($data: {KIND}UpdateInput!) {{ {KIND}Update(data: $data) {{ ok }} }}"
        ask(client, text, {"data": {"id": current["id"], **self.data(client, changes)}})
        return {name: current[name] for name in ("id", "approved_by", "rejected_by")}

    def delete(self, client: Infrahub, current: Mapping[str, Any]) -> None:
        ask(client, f'mutation {{ {KIND}Delete(data: {{ id: "{current["id"]}" }}) {{ ok }} }}', safe=False)

    def data(self, client: Infrahub, values: Mapping[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = {name: {"value": values[name]} for name in PLAIN if name in values}
        if "reviewers" in values:
            made["reviewers"] = [{"id": id_} for id_ in ids_of(client, values["reviewers"])]
        return made


def ids_of(client: Infrahub, names: list[str]) -> list[str]:
    """The accounts of these names."""
    page = client.graphql(ACCOUNTS, branch=NOWHERE)["CoreGenericAccount"]
    known = {edge["node"]["name"]["value"]: edge["node"]["id"] for edge in page["edges"]}
    for name in names:
        if name not in known:
            raise PlanError(unknown("reviewers: Infrahub has no account", name, known))
    return [known[name] for name in dict.fromkeys(names)]


def read(node: Mapping[str, Any]) -> dict[str, Any]:
    made = {"id": node["id"], **{name: node[name]["value"] for name in PLAIN}}
    for name in PEOPLE:
        made[name] = sorted(edge["node"]["name"]["value"] for edge in node[name]["edges"])
    return made


PROPOSED_CHANGE = Resource("proposed_change", INFRAHUB, FIELDS, ProposedChangeStore())
