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
    description: GraphQL queries.
    type: list
    elements: str
    required: true
  graph_variables:
    description: Values of the queries' variables.
    type: dict
  at:
    description: Read the state at this instant, such as V(2026-01-02T03:04:05Z).
    type: str
extends_documentation_fragment:
  - opsweave.platform.infrahub.plugin
  - opsweave.platform.connection.plugin
seealso:
  - module: opsweave.platform.infrahub_query
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
"""

RETURN = r"""
_raw:
  description: For each query the data of its answer.
  type: list
  elements: dict
"""

from typing import Any

from ansible.plugins.lookup import LookupBase

from ..module_utils.core.errors import PlanError
from ..module_utils.infrahub.actions.query import chosen
from ..module_utils.infrahub.client import INFRAHUB, Infrahub
from ..plugin_utils.client import client_of, plain, told
from ..plugin_utils.unsafe import unsafe


class LookupModule(LookupBase):
    def run(self, terms: list[str], variables: Any = None, **kwargs: Any) -> list[Any]:
        self.set_options(var_options=variables, direct=kwargs)
        return unsafe(told(lambda: self._answers(terms)))

    def _answers(self, terms: list[str]) -> list[Any]:
        client = client_of(self, INFRAHUB)
        return [self._answer(client, term) for term in terms]

    def _answer(self, client: Infrahub, query: str) -> dict[str, Any]:
        if chosen(query, None) != "query":
            raise PlanError("a lookup only reads; use the module opsweave.platform.infrahub_query for a mutation")
        return client.graphql(query, plain(self.get_option("graph_variables")), at=self.get_option("at"))
