# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Git repositories: read and written, or only read at one place of theirs. Each sort is a kind of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import PlanError
from ...core.spec import Field, Resource
from ..client import INFRAHUB, Infrahub
from ..core_nodes import ID
from ..linked import LinkedStore

STATES = (
    Field("internal_status", computed=True),
    Field("operational_status", computed=True),
    Field("sync_status", computed=True),
)
LINKS = {"credential": "CoreCredential", "tags": "BuiltinTag"}
NAMED = (
    Field("name", key=True),
    Field("location", required=True),
    Field("description", clearable=True),
    Field("credential", clearable=True),
    Field("commit"),
    Field("tags", "list", elements="str", unordered=True, server_default=()),
)
BRANCH, REF, READ_ONLY = Field("default_branch"), Field("ref"), Field("read_only", "bool", fixed=True)
KINDS = {False: "CoreRepository", True: "CoreReadOnlyRepository"}
OWN = {False: BRANCH, True: REF}
NODES = {sort: LinkedStore(kind, (*NAMED, OWN[sort], *STATES, ID), {}, LINKS) for sort, kind in KINDS.items()}
FIELDS = (*NAMED, BRANCH, REF, READ_ONLY, *STATES, ID)


class RepositoryStore:
    def find(self, client: Infrahub, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        return [{**one, "read_only": sort} for sort, nodes in NODES.items() for one in nodes.find(client, filters)]

    def create(self, client: Infrahub, values: Mapping[str, Any]) -> dict[str, Any]:
        sort = bool(values.get("read_only"))
        return {**NODES[sort].create(client, values), "read_only": sort}

    def update(self, client: Infrahub, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        done = NODES[current["read_only"]].update(client, current, changes)
        return {**done, **{f.name: current[f.name] for f in STATES}}

    def delete(self, client: Infrahub, current: Mapping[str, Any]) -> None:
        NODES[current["read_only"]].delete(client, current)


def checked(desired: Mapping[str, Any], current: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """What the other sort has cannot be given. The server finds no fault with it until it reads the repository."""
    sort = current["read_only"] if current else bool(desired.get("read_only"))
    other = OWN[not sort].name
    if other in desired:
        what = "only read; give ref in place of" if sort else "written too; give default_branch in place of"
        raise PlanError(f"repository {desired['name']} is {what} {other}, or read_only to say which it should be")
    return {"read_only": False, OWN[sort].name: "main", **desired} if current is None else desired


REPOSITORY = Resource("repository", INFRAHUB, FIELDS, RepositoryStore(), adapt=checked)
