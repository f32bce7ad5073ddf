# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Look up what a GraphQL query on Infrahub answers."""

from __future__ import annotations

DOCUMENTATION = r"""
name: infrahub_query
short_description: Run GraphQL queries on Infrahub
description:
  - Each term is a GraphQL query; its result is the data of the answer.
  - A mutation is refused. Use M(opsweave.platform.infrahub_query) for it.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  _terms:
    description:
      - GraphQL queries, as text or as the nested dictionaries that O(opsweave.platform.infrahub_query#module:query)
        takes. With O(stored) the names of stored queries.
      - The option O(query) is the same, for one query.
    type: list
    elements: raw
  query:
    description:
      - One more query, before the terms. As with the plugin C(opsmill.infrahub.lookup), its result is a dictionary with
        C(data), the data of the answer.
    type: raw
  stored:
    description: Whether the terms are names of queries that are stored on the server.
    type: bool
    default: false
  variables:
    description: Values of the queries' variables.
    type: dict
    aliases: [graph_variables]
  operation:
    description: Name of the operation to run, where a document has several.
    type: str
  at:
    description: Read the state at this instant, such as V(2026-01-02T03:04:05Z).
    type: str
  paginate:
    description: Whether to read the query's one field page after page, so that any number of nodes can be read.
    type: bool
    default: false
  paginate_field:
    description: The field to read page after page, as the answer calls it, where the query asks for several.
    type: str
  page_size:
    description: How many nodes to read at a time.
    type: int
    default: 500
  select:
    description:
      - What to take out of each answer. A path of keys and list numbers with dots between them, or a JMESPath
        expression.
    type: str
  default:
    description: The result where O(select) finds nothing. Without it, that is an error.
    type: raw
extends_documentation_fragment:
  - opsweave.platform.infrahub.plugin
  - opsweave.platform.connection.plugin
seealso:
  - module: opsweave.platform.infrahub_query
  - plugin: opsweave.platform.infrahub_node
    plugin_type: lookup
"""

EXAMPLES = r"""
- name: The id of a tag
  ansible.builtin.debug:
    msg: "{{ data.BuiltinTag.edges | map(attribute='node.id') | list }}"
  vars:
    data: >-
      {{ lookup('opsweave.platform.infrahub_query',
                'query ($n: String) { BuiltinTag(name__value: $n) { edges { node { id } } } }',
                graph_variables={'n': 'blue'}) }}

- name: The names of all groups
  ansible.builtin.debug:
    msg: >-
      {{ query('opsweave.platform.infrahub_query', '{ CoreStandardGroup { edges { node { id name { value } } } } }',
               paginate=true, select='CoreStandardGroup.edges[].node.name.value') }}
"""

RETURN = r"""
_raw:
  description: For each query the data of its answer, or what O(select) takes out of it.
  type: list
  elements: raw
"""

from typing import Any

from ansible.plugins.lookup import LookupBase

from ..module_utils.core import path
from ..module_utils.core.errors import PlanError, UnknownName
from ..module_utils.infrahub.asking import in_pages, question, stored_question
from ..module_utils.infrahub.client import INFRAHUB, Infrahub
from ..plugin_utils.client import client_from, plain, told
from ..plugin_utils.options import options_of
from ..plugin_utils.unsafe import unsafe


class LookupModule(LookupBase):
    def run(self, terms: list[Any], variables: Any = None, **kwargs: Any) -> list[Any]:
        options = options_of(self, variables, kwargs)
        return unsafe(told(lambda: answers(options, plain(terms), "default" in kwargs)))


def answers(options: dict[str, Any], queries: list[Any], forgiving: bool) -> list[Any]:
    client, one = client_from(options, INFRAHUB), options["query"]
    if not one and not queries:
        raise PlanError("give at least one query")
    first = [{"data": answer(client, one, options, forgiving)}] if one else []
    return first + [answer(client, query, options, forgiving) for query in queries]


def answer(client: Infrahub, query: Any, options: dict[str, Any], forgiving: bool) -> Any:
    if options["stored"]:
        asked = stored_question(client, query, options["variables"], options["at"], False, ())
    else:
        asked = question(client, query, options["variables"], options["operation"], options["at"])
    if asked.mutates:
        raise PlanError("a lookup only reads; use the module opsweave.platform.infrahub_query for a mutation")
    if options["paginate"]:
        data = in_pages(client, asked, options["paginate_field"], options["page_size"])
    else:
        data = asked.answer(client)
    if not options["select"]:
        return data
    try:
        return path.at(data, options["select"], "data")
    except UnknownName:
        if forgiving:
            return options["default"]
        raise
