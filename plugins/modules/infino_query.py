#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_query
short_description: Query Infino by SQL or Query DSL
description:
  - Asks by SQL over any datasets, or by Query DSL in one dataset. The result has the same shape for both.
  - It only reads. SQL that would write is refused.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  sql:
    description: One statement that begins with C(SELECT), C(WITH), C(SHOW) or C(DESCRIBE).
    type: str
  dsl:
    description: A search in Query DSL, with C(query), C(size), C(sort), C(aggs) and so on. Needs O(dataset).
    type: dict
  dataset:
    description: Name of the dataset to search in, with O(dsl).
    type: str
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_records
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

- name: Devices of each site
  opsweave.platform.infino_query:
    sql: SELECT site, count(*) AS devices FROM devices GROUP BY site ORDER BY site
  register: sites

- name: The routers
  opsweave.platform.infino_query:
    dataset: devices
    dsl:
      query: {term: {role: router}}
      size: 100
  register: routers
"""

RETURN = r"""
rows:
  description: The rows, each with a value for each column. Of a search, the fields of each record and its C(_id).
  type: list
  elements: dict
  returned: success
  sample: [{site: ARN, devices: 1}, {site: NBO, devices: 1}]
columns:
  description: The columns in order, with the server's word for their type in small letters, null where it tells none.
  type: list
  elements: dict
  returned: success
  sample: [{name: site, type: string}, {name: devices, type: integer}]
total:
  description: How many rows there are, which for a search may be more than were sent.
  type: int
  returned: success
  sample: 2
aggregations:
  description: What the aggregations of a search found, as the server tells it; empty where none was asked for.
  type: dict
  returned: success
  sample: {}
"""

from ..module_utils.entry import run_module
from ..module_utils.infino.actions.query import QUERY

MODULE = QUERY


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
