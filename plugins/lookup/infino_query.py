# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Look up what a query on Infino finds."""

from __future__ import annotations

DOCUMENTATION = r"""
name: infino_query
short_description: Query Infino by SQL, Query DSL or PromQL
description:
  - Each term is a query; its result is the list of rows that it finds, in the shape that
    M(opsweave.platform.infino_query) gives them.
  - It only reads. SQL that would write is refused.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  _terms:
    description:
      - Queries. A text is SQL, or PromQL with O(promql); a dictionary is a search in Query DSL, which needs O(dataset).
    type: list
    elements: raw
    required: true
  promql:
    description: Whether the texts are PromQL.
    type: bool
    default: false
  dataset:
    description:
      - Name of the dataset to search in by Query DSL or PromQL.
      - With O(connection) the index of a search engine, or the database of a warehouse.
    type: str
  connection:
    description: Name or id of a connection, whose source is asked. Needs O(dataset).
    type: str
  start:
    description:
      - Begin of the range for O(promql), as seconds since 1970, or as a time such as C(2026-06-01T08:00:00Z).
    type: str
  end:
    description: End of the range for O(promql), written as O(start) is.
    type: str
  step:
    description: Time from one value to the next in the range for O(promql), in seconds, or as C(30s), C(5m) or C(1h).
    type: str
  all:
    description:
      - Fetch all rows page by page, not only those that one answer holds. SQL then needs an C(ORDER BY) and has no
        C(LIMIT), a search no C(size) or C(from).
    type: bool
    default: false
  page_size:
    description: How many rows to fetch at a time with O(all), at most 10000.
    type: int
    default: 1000
  select:
    description:
      - A JMESPath expression that chooses something of the result, a document with C(rows), C(columns), C(total) and
        C(aggregations). The result of the lookup is then what it finds.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infino.plugin
  - opsweave.platform.connection.plugin
seealso:
  - module: opsweave.platform.infino_query
"""

EXAMPLES = r"""
- name: A dataset for devices
  opsweave.platform.infino_dataset:
    name: devices

- name: Some devices
  opsweave.platform.infino_records:
    dataset: devices
    records:
      - {_id: edge-1, site: ARN, role: router, ports: 48}
      - {_id: edge-2, site: NBO, role: switch, ports: 24}

- name: How many there are at each site
  ansible.builtin.debug:
    msg: >-
      {{ lookup('opsweave.platform.infino_query', 'SELECT site, count(*) AS devices FROM devices GROUP BY site') }}

- name: The names of all routers
  ansible.builtin.debug:
    msg: >-
      {{ lookup('opsweave.platform.infino_query', {'query': {'term': {'role': 'router'}}}, dataset='devices', all=true,
                select='rows[]._id') }}
"""

RETURN = r"""
_raw:
  description: For each query the list of its rows, or what O(select) finds.
  type: list
  elements: raw
"""

from typing import Any

from ansible.plugins.lookup import LookupBase

from ..module_utils.core.errors import PlanError
from ..module_utils.infino.client import INFINO, Infino
from ..module_utils.infino.queries import ask
from ..plugin_utils.client import client_from, plain, told
from ..plugin_utils.options import options_of
from ..plugin_utils.unsafe import unsafe


class LookupModule(LookupBase):
    def run(self, terms: list[Any], variables: Any = None, **kwargs: Any) -> list[Any]:
        options = options_of(self, variables, kwargs)
        return unsafe(told(lambda: answers(options, plain(terms))))


def answers(options: dict[str, Any], queries: list[Any]) -> list[Any]:
    if not queries:
        raise PlanError("give at least one query")
    client = client_from(options, INFINO)
    return [answer(client, query, options) for query in queries]


def answer(client: Infino, query: Any, options: dict[str, Any]) -> Any:
    if isinstance(query, dict):
        language = "dsl"
        if options["promql"]:
            raise PlanError("with promql each query is a text, not a dictionary")
    else:
        language = "promql" if options["promql"] else "sql"
        query = str(query)
    names = ("dataset", "connection", "start", "end", "step", "all", "page_size", "select")
    found = ask(client, {language: query, **{name: options[name] for name in names}})
    return found["rows"] if options["select"] is None else found["selected"]
