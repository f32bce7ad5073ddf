# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Any GraphQL: a query is sent always, a mutation not in check mode."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ...core import files, path
from ...core.errors import PlanError
from ...core.spec import Field, ModuleSpec, Task
from ..asking import PAGE, Question, in_pages, question, stored_question
from ..client import INFRAHUB, Infrahub

UNSENT = "check mode: the mutation was not sent"
GROUPS = """query ($name: String) {
  CoreGraphQLQueryGroup(query__name__value: $name) { edges { node {
    parameters { value } members { edges { node { id __typename } } } subscribers { edges { node { id __typename } } }
  } } } }"""


def run(task: Task) -> dict[str, Any]:
    params, client = task.params, task.client
    asked = asked_of(task)
    if asked.mutates and task.check_mode:
        return {"changed": True, "data": {}, "msg": UNSENT}
    groups = list(groups_of(client, asked)) if asked.keep else []
    sent = replace(asked, keep={}) if task.check_mode else asked
    if params["paginate"]:
        data = in_pages(client, sent, params["paginate_field"], params["page_size"])
    else:
        data = sent.answer(client)
    result = {"changed": asked.mutates or bool(asked.keep and not noted(groups, asked, data)), "data": data}
    if params["select"]:
        result["selected"] = path.at(data, params["select"], "data")
    if params["update_hostvars"]:
        result["ansible_facts"] = data
    return result


def asked_of(task: Task) -> Question:
    params, client = task.params, task.client
    if params["page_size"] < 1:
        raise PlanError(f"page_size is {params['page_size']}; it is at least 1")
    if params["update_group"] and (params["stored"] is None or params["paginate"]):
        raise PlanError("update_group is for a stored query that is not read in pages")
    if params["stored"] is not None:
        how = (params["at"], params["update_group"], params["subscribers"] or ())
        return stored_question(client, params["stored"], params["variables"], *how)
    text = params["query"] if params["src"] is None else files.text(params["src"], "src")
    if not isinstance(text, (str, Mapping)):
        raise PlanError("query is GraphQL text, or a dictionary of what to ask for")
    return question(client, text, params["variables"], params["operation"], params["at"])


def groups_of(client: Infrahub, asked: Question) -> Iterator[tuple[Any, set[str], set[str]]]:
    """The groups that note what a stored query read: for which variables, which nodes, and who wants to know."""
    for edge in client.graphql(GROUPS, {"name": asked.stored})["CoreGraphQLQueryGroup"]["edges"]:
        node = edge["node"]
        members, subscribers = (
            {one["node"]["id"] for one in node[name]["edges"]} for name in ("members", "subscribers")
        )
        yield node["parameters"]["value"], members, subscribers


def noted(groups: list[tuple[Any, set[str], set[str]]], asked: Question, data: Any) -> bool:
    """Whether one of the groups tells already what the query read."""
    read, wanted = set(idents(data)), set(asked.keep["subscribers"])
    return any(
        (given or {}) == asked.variables and read <= members and wanted <= subscribers
        for given, members, subscribers in groups
    )


def idents(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from idents(one)
    elif isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for one in value.values():
            yield from idents(one)


QUERY = ModuleSpec(
    INFRAHUB,
    (
        Field("query", "raw"),
        Field("src", "path", source=True),
        Field("stored"),
        Field("variables", "dict", conceal=True, aliases=("graph_variables",)),
        Field("operation"),
        Field("at"),
        Field("paginate", "bool", default=False),
        Field("paginate_field"),
        Field("page_size", "int", default=PAGE),
        Field("select"),
        Field("update_hostvars", "bool", default=False),
        Field("update_group", "bool", default=False),
        Field("subscribers", "list", elements="str"),
    ),
    run,
    ("data", "selected", "ansible_facts"),
    {
        "required_one_of": [["query", "src", "stored"]],
        "mutually_exclusive": [["query", "src", "stored"], ["stored", "operation"]],
    },
)
