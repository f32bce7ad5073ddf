#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_query
short_description: Query Infino by SQL, Query DSL or PromQL
description:
  - Asks by SQL over any datasets, by Query DSL in one dataset, by PromQL over metrics, or asks a source that Infino is
    connected to. The result has the same shape for all, in whichever shape the server tells it.
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
  promql:
    description:
      - An expression of PromQL. It is evaluated now, or with O(start), O(end) and O(step) over a range of time.
    type: str
  dataset:
    description:
      - Name of the dataset to search in, with O(dsl) or O(promql). Without it PromQL sees all metrics.
      - With O(connection) the index of a search engine, or the database of a warehouse.
    type: str
  connection:
    description:
      - Name or id of a connection; O(sql) or O(dsl), whichever its source speaks, is then asked of that source.
        Needs O(dataset).
      - A name is looked up in the list of connections. Who may not list them gives the id.
    type: str
  start:
    description:
      - Begin of the range for O(promql), as seconds since 1970, or as a time such as C(2026-06-01T08:00:00Z).
        A time without a zone is one of UTC; milliseconds are understood too.
    type: str
  end:
    description: End of the range for O(promql), written as O(start) is.
    type: str
  step:
    description: Time from one value to the next in the range for O(promql), in seconds, or as C(30s), C(5m) or C(1h).
    type: str
  all:
    description:
      - Fetch all rows page by page, not only those that one answer holds.
      - SQL then needs an C(ORDER BY) that puts every row in its place, and has no C(LIMIT). A search keeps the order of
        its C(sort), and has no C(size) or C(from).
    type: bool
    default: false
  page_size:
    description: How many rows to fetch at a time with O(all), at most 10000.
    type: int
    default: 1000
  select:
    description:
      - A JMESPath expression that chooses something of the result, a document with C(rows), C(columns), C(total) and
        C(aggregations); what it finds is in RV(selected).
    type: str
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_records
  - module: opsweave.platform.infino_connection
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

- name: The names of all switches, however many there are
  opsweave.platform.infino_query:
    dataset: devices
    dsl:
      query: {term: {role: switch}}
    all: true
    select: rows[]._id
  register: switches

- name: Which hosts are down now
  opsweave.platform.infino_query:
    promql: min by (instance) (up{job="node"})
    select: "rows[?value == `0`].instance"
  register: down

- name: Requests per second of each host over an hour
  opsweave.platform.infino_query:
    promql: sum by (host) (rate(requests_total[5m]))
    start: 2026-06-01T08:00:00Z
    end: 2026-06-01T09:00:00Z
    step: 5m

- name: Another search engine
  opsweave.platform.infino_connection:
    name: legacy
    type: elasticsearch
    config: {base_url: "https://search.example.com:9200"}

- name: Visits from Sweden that only the other one knows
  opsweave.platform.infino_query:
    connection: legacy
    dataset: visits
    dsl:
      query: {term: {country: SE}}
"""

RETURN = r"""
rows:
  description:
    - The rows, each with a value for each column. Of a search, the fields of each record and its C(_id).
    - Of PromQL each sample is a row, with its labels, C(timestamp) in seconds and C(value). A value that JSON has no
      number for, such as C(NaN), is a text. A label that is itself called C(value) is C(exported_value).
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
selected:
  description: What O(select) found, null where it found nothing or was not given.
  type: raw
  returned: success
  sample: [edge-2]
"""

from ..module_utils.entry import run_module
from ..module_utils.infino.actions.query import QUERY

MODULE = QUERY


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
