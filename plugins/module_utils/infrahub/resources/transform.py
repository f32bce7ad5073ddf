# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Transforms: they make a text, by a Jinja2 template, or data, by Python, of what a stored query answers.

Both sorts are kinds of their own; which one is meant follows from what is given.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import PlanError
from ...core.spec import Field, Resource
from ..client import INFRAHUB, Infrahub
from ..core_nodes import ID, labelled
from ..linked import LinkedStore

LINKS = {"query": "CoreGraphQLQuery", "repository": "CoreGenericRepository", "tags": "BuiltinTag"}
NAMED = (
    Field("name", key=True),
    Field("label"),
    Field("description", clearable=True),
    Field("query", required=True),
    Field("repository", required=True),
    Field("time_limit", "int", wire="timeout", server_default=60),
    Field("tags", "list", elements="str", unordered=True, server_default=()),
)
JINJA2 = (Field("template_path"),)
PYTHON = (Field("file_path"), Field("class_name"), Field("convert_query_response", "bool", server_default=False))
SORT = Field("sort", computed=True)
KINDS = {"jinja2": "CoreTransformJinja2", "python": "CoreTransformPython"}
OWN = {"jinja2": JINJA2, "python": PYTHON}
NODES = {sort: LinkedStore(kind, (*NAMED, *OWN[sort], ID), {}, LINKS) for sort, kind in KINDS.items()}
FIELDS = (*NAMED, *JINJA2, *PYTHON, SORT, ID)


class TransformStore:
    """A name is one transform's only, of whichever sort."""

    def find(self, client: Infrahub, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        return [{**one, "sort": sort} for sort, nodes in NODES.items() for one in nodes.find(client, filters)]

    def create(self, client: Infrahub, values: Mapping[str, Any]) -> dict[str, Any]:
        sort = "jinja2" if values.get("template_path") else "python"
        return {**NODES[sort].create(client, values), "sort": sort}

    def update(self, client: Infrahub, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        return {**NODES[current["sort"]].update(client, current, changes), "sort": current["sort"]}

    def delete(self, client: Infrahub, current: Mapping[str, Any]) -> None:
        NODES[current["sort"]].delete(client, current)


def checked(desired: Mapping[str, Any], current: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """What only the other sort has cannot be given; a new one must be of some sort."""
    given = {sort: [f.name for f in own if f.name in desired] for sort, own in OWN.items()}
    sort = current["sort"] if current else "jinja2" if given["jinja2"] else "python"
    title = f"transform {desired['name']}"
    for other in given:
        if other != sort and given[other]:
            kept = "is one of Jinja2" if sort == "jinja2" else "is one of Python"
            raise PlanError(f"{title} {kept}; leave out {', '.join(given[other])}, or delete the transform first")
    if current is None and sort == "python" and not {"file_path", "class_name"} <= desired.keys():
        raise PlanError(f"{title} does not exist yet; give template_path, or file_path and class_name, to create it")
    return labelled(desired, current)


TRANSFORM = Resource("transform", INFRAHUB, FIELDS, TransformStore(), adapt=checked)
