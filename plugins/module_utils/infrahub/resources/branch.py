# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Branches: copies of the default branch to work on, which can be merged back. They live on no branch themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...core.errors import Conflict, GraphQLError, NotFound, PlanError
from ...core.spec import Field, Resource
from ...core.words import unknown
from ..client import INFRAHUB, Infrahub

FIELDS = (
    Field("name", key=True),
    Field("description", server_default=""),
    Field("sync_with_git", "bool", fixed=True, server_default=False),
    Field("id", computed=True),
    Field("status", computed=True),
    Field("is_default", "bool", computed=True),
    Field("has_schema_changes", "bool", computed=True),
    Field("origin_branch", computed=True),
    Field("branched_from", computed=True),
    Field("created_at", computed=True),
)
SELECTION = " ".join(f.name for f in FIELDS)
NOWHERE = ""  # the default branch, whatever its name: others may be deleted while one talks to them
SHORTEST, LONGEST = 3, 250
FORBIDDEN = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|//|/\.|@\{|^/|(?:/|\.|\.lock)$")


class BranchStore:
    def find(self, client: Infrahub, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        if "name" not in filters:
            return [read(one) for one in ask(client, f"query {{ Branch {{ {SELECTION} }} }}")["Branch"]]
        check_name(filters["name"])
        text = f"query ($name: String!) {{ Branch(name: $name) {{ {SELECTION} }} }}"
        return [read(one) for one in ask(client, text, {"name": filters["name"]})["Branch"]]

    def create(self, client: Infrahub, values: Mapping[str, Any]) -> dict[str, Any]:
        head = "mutation ($data: BranchCreateInput!)"
        text = f"{head} {{ BranchCreate(wait_until_completion: true, data: $data) {{ ok object {{ {SELECTION} }} }} }}"
        data = {"sync_with_git": False, **values}  # the server's own choice is to bring it into every git repository
        answer = ask(client, text, {"data": data}, safe=False)
        return computed(answer["BranchCreate"]["object"])

    def update(self, client: Infrahub, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        data = {"name": current["name"], "description": changes["description"] or ""}
        ask(client, "mutation ($data: BranchUpdateInput!) { BranchUpdate(data: $data) { ok } }", {"data": data})
        return computed(current)

    def delete(self, client: Infrahub, current: Mapping[str, Any]) -> None:
        text = "mutation ($data: BranchDeleteInput!) { BranchDelete(wait_until_completion: true, data: $data) { ok } }"
        ask(client, text, {"data": {"name": current["name"]}}, safe=False)


def ask(client: Infrahub, text: str, variables: Mapping[str, Any] | None = None, safe: bool = True) -> dict[str, Any]:
    """GraphQL about branches; what the server says only in words becomes the error that it means."""
    try:
        return client.graphql(text, variables, safe=safe, branch=NOWHERE)
    except GraphQLError as error:
        if "already exist" in str(error):
            raise Conflict(str(error), 409) from None
        if any(one.get("extensions", {}).get("code") == "BRANCH_NOT_FOUND" for one in error.errors):
            raise NotFound(str(error), 404) from None
        raise


def the_branch(client: Infrahub, name: str) -> dict[str, Any]:
    """The branch that something is to be done with, which must be there and must not be the default branch."""
    every = BRANCH.store.find(client, {})
    found = next((one for one in every if one["name"] == name), None)
    if found is None:
        raise PlanError(unknown("Infrahub has no branch", name, (one["name"] for one in every)))
    if found["is_default"]:
        raise PlanError(f"{name} is the default branch, which others are compared with and merged into; name another")
    return found


def read(branch: Mapping[str, Any]) -> dict[str, Any]:
    return {f.name: branch.get(f.name) for f in FIELDS}


def computed(branch: Mapping[str, Any]) -> dict[str, Any]:
    return {f.name: branch[f.name] for f in FIELDS if f.computed}


def check_name(name: str) -> None:
    """The server's rules, which are nearly git's."""
    if not SHORTEST <= len(name) <= LONGEST:
        raise PlanError(f'branch "{name}": a name has {SHORTEST} to {LONGEST} characters, this one has {len(name)}')
    wrong = FORBIDDEN.search(name)
    if wrong:
        raise PlanError(f'branch "{name}": a name cannot have "{wrong.group()}" at place {wrong.start() + 1}')


def kept(branch: Mapping[str, Any]) -> str | None:
    return "it is the default branch" if branch.get("is_default") else None


BRANCH = Resource("branch", INFRAHUB, FIELDS, BranchStore(), kept=kept)
