# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The group that remembers which nodes one caller wants, so that what it no longer wants can be pruned.

Name and description are those of the vendor's SDK, so that both find the same group.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import md5
from typing import Any

from .client import Infrahub
from .lookup import fetch
from .members import TOGETHER, link
from .mutations import Mutation, write
from .schema import Kind

KIND = "CoreStandardGroup"
MEMBERS = "id description { value } members { edges { node { id __typename hfid display_label } } }"
LONGEST = 128  # characters of a description


@dataclass(frozen=True)
class Tracking:
    """The group as it is on the server: no id where there is none yet; ``members`` by id."""

    name: str
    description: str
    id: str | None
    members: Mapping[str, Mapping[str, Any]]


def group_name(identifier: str, params: Mapping[str, Any]) -> str:
    """The SDK hashes what ujson makes of the parameters: compact, keys sorted, slashes escaped."""
    if not params:
        return identifier
    text = json.dumps(params, sort_keys=True, separators=(",", ":")).replace("/", "\\/")
    return f"{identifier}-{md5(text.encode(), usedforsecurity=False).hexdigest()}"


def described(params: Mapping[str, Any]) -> str:
    text = ", ".join(f"{name}: {value}" for name, value in params.items())
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."


def find(client: Infrahub, kind: Kind, identifier: str, params: Mapping[str, Any]) -> Tracking:
    name = group_name(identifier, params)
    found = fetch(client, kind, MEMBERS, {"name__value": name})
    if not found:
        return Tracking(name, described(params), None, {})
    members = {edge["node"]["id"]: edge["node"] for edge in found[0]["members"]["edges"]}
    return Tracking(name, described(params), found[0]["id"], members)


def remember(client: Infrahub, group: Tracking, ids: Sequence[str]) -> None:
    """Put these nodes into the group, which is made where there is none. A deleted node leaves it by itself."""
    new = [id_ for id_ in dict.fromkeys(ids) if id_ not in group.members]
    group_id = group.id
    if group_id is None:
        data = {"name": {"value": group.name}, "description": {"value": group.description}}
        group_id = write(
            client, Mutation(KIND, "Upsert", {**data, "members": [{"id": id_} for id_ in new[:TOGETHER]]})
        )["id"]
        new = new[TOGETHER:]
    link(client, group_id, "members", new)
