# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rows of a query on Infino as hosts."""

from __future__ import annotations

DOCUMENTATION = r"""
name: infino
short_description: Rows of a query on Infino as hosts
description:
  - Turns the rows that a query in SQL, Query DSL or PromQL finds into hosts. The columns become variables of the hosts,
    with their types.
  - The configuration file's name ends in C(.yml) or C(.yaml).
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  plugin:
    description: Marks the file as one for this plugin.
    type: str
    required: true
    choices: [opsweave.platform.infino]
  sql:
    description: One statement that begins with C(SELECT), C(WITH), C(SHOW) or C(DESCRIBE).
    type: str
  dsl:
    description: A search in Query DSL. Needs O(dataset).
    type: dict
  promql:
    description: An expression of PromQL, evaluated now; each series is a row of its labels and its C(value).
    type: str
  dataset:
    description:
      - Name of the dataset to search in, with O(dsl) or O(promql).
      - With O(connection) the index of a search engine, or the database of a warehouse.
    type: str
  connection:
    description: Name or id of a connection, whose source is asked. Needs O(dataset).
    type: str
  all:
    description:
      - Whether to fetch all rows page by page.
      - By default this is so for O(dsl) that has neither C(size) nor C(from). SQL needs an C(ORDER BY) for it.
    type: bool
  page_size:
    description: How many rows to fetch at a time with O(all), at most 10000.
    type: int
    default: 1000
  select:
    description:
      - A JMESPath expression that chooses the hosts from the result, a document with C(rows), C(columns), C(total) and
        C(aggregations), such as C(aggregations.hosts.buckets). It must find a list of dictionaries.
      - By default these are the rows.
    type: str
  hostnames:
    description:
      - What names a host, the first that is not empty.
      - Each is the name of a column, a dotted path into one, such as V(host.name), or a Jinja2 expression.
      - Two rows that get one name are an error.
    type: list
    elements: str
    default: [name, host, hostname, _id]
extends_documentation_fragment:
  - opsweave.platform.hosts
  - opsweave.platform.infino.plugin
  - opsweave.platform.connection.plugin
  - ansible.builtin.constructed
  - ansible.builtin.inventory_cache
notes:
  - With a cache the server is not asked at all until that expires. A change of the query or of where and as whom it is
    asked makes what is cached void.
seealso:
  - module: opsweave.platform.infino_query
"""

EXAMPLES = r"""
# inventory/infino.yml, with INFINO_ENDPOINT, INFINO_ACCESS_KEY and INFINO_SECRET_KEY in the environment
plugin: opsweave.platform.infino
sql: SELECT _id, site, role, ports FROM devices WHERE up
hostnames:
  - _id
keyed_groups:
  - key: site
    prefix: site
---
# all records that a search finds
plugin: opsweave.platform.infino
dataset: devices
dsl:
  query: {term: {role: router}}
hostnames:
  - "_id ~ '.example.com'"
compose:
  big: ports > 24
"""

from collections.abc import Mapping
from typing import Any

from ..module_utils.core.errors import PlanError
from ..module_utils.core.memo import digest
from ..module_utils.infino.client import INFINO
from ..module_utils.infino.queries import ask
from ..plugin_utils.client import client_of, plain
from ..plugin_utils.constructed import Expressions
from ..plugin_utils.hosts import Hosts, wished

FORM = "1"  # of what is cached


class InventoryModule(Hosts):
    NAME = "opsweave.platform.infino"
    NOUN, PREFIX = "rows", "infino_"

    def things(self, path: str, cache: bool) -> list[dict[str, Any]]:
        names = ("sql", "dsl", "promql", "dataset", "connection", "all", "page_size", "select")
        asked = {name: plain(self.get_option(name)) for name in names}
        if asked["all"] is None:
            asked["all"] = asked["dsl"] is not None and not {"size", "from"} & asked["dsl"].keys()
        who = [plain(self.get_option(name)) for name in ("api_url", "api_access_key")]
        return self.kept(path, cache, lambda: digest(FORM, *who, repr(asked)), lambda: self._found(asked))

    def _found(self, asked: dict[str, Any]) -> list[dict[str, Any]]:
        answer = ask(client_of(self, INFINO), asked)
        rows = answer["rows"] if asked["select"] is None else answer["selected"]
        if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
            raise PlanError(f"select {asked['select']!r} finds no list of dictionaries, which could be hosts")
        return rows

    def name_of(self, row: Mapping[str, Any], expressions: Expressions) -> str:
        return wished(self, row, expressions, self.get_option("hostnames"), "a row")

    def owner_of(self, row: Mapping[str, Any], place: int) -> str:
        return f"number {place + 1}"
