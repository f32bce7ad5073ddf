#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_sql
short_description: Ask the tables of Ironflow's projections by SQL
description:
  - Runs a query over the tables of projections, or reads the table of one SQL projection by a condition.
  - The server only reads; it refuses statements that write.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  query:
    description:
      - The query, a C(SELECT).
      - The server tells all its values as texts; O(types) says which are something else.
    type: str
  types:
    description:
      - The types of columns of O(query), by their names; V(str), V(int), V(float), V(bool) or V(json).
      - An empty text in a column of another type than V(str) is null. A value that is not of its type is an error.
    type: dict
  max_rows:
    description: With O(query), the most rows that are told; 1000 when left out, and 10000 at most.
    type: int
  timeout_ms:
    description: With O(query), the most milliseconds that it may take; 5000 when left out, and 30000 at most.
    type: int
  projection:
    description:
      - Name of an SQL projection, whose rows are told in their types.
      - Numbers travel as floating point, in which a whole number above 2**53 can lose digits. A O(query) has them all.
    type: str
  where:
    description: With O(projection), the condition that a row has to meet, in SQL.
    type: str
  order_by:
    description: With O(projection), the columns that its rows are sorted by, in SQL.
    type: str
  limit:
    description: With O(projection), the most rows that are told.
    type: int
  offset:
    description: With O(projection), how many rows to pass over first.
    type: int
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_projection
  - module: opsweave.platform.ironflow_projection_info
"""

EXAMPLES = r"""
- name: A table of the orders of each shop
  opsweave.platform.ironflow_projection:
    name: shops
    table_sql: CREATE TABLE shops (shop TEXT PRIMARY KEY, orders INTEGER)
    event_handlers:
      order.paid: >-
        INSERT INTO shops VALUES (:shop, 1) ON CONFLICT (shop) DO UPDATE SET orders = orders + 1

- name: An order is paid
  opsweave.platform.ironflow_event:
    name: order.paid
    data:
      shop: Zürich

- name: The shops with the most orders
  opsweave.platform.ironflow_sql:
    query: SELECT shop, orders FROM shops ORDER BY orders DESC
    types:
      orders: int
    max_rows: 10
  register: best

- name: Shops that sell
  opsweave.platform.ironflow_sql:
    projection: shops
    where: orders > 0
    order_by: shop
"""

RETURN = r"""
columns:
  description: Names of the columns, in their order.
  type: list
  elements: str
  returned: success
  sample: [shop, orders]
rows:
  description: The rows, each with its values by the names of the columns.
  type: list
  elements: dict
  returned: success
  sample:
    - shop: Zürich
      orders: 12
total:
  description: How many rows there are. For O(query) the server counts those that it tells.
  type: int
  returned: success
  sample: 1
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.sql import SQL

MODULE = SQL


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
