#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_visualization
short_description: Manage visualizations in Infino
description:
  - Creates, changes and deletes visualizations, which are charts over a dataset.
  - Only what differs is sent, as a JSON merge patch. What the server computes, such as ids and dates, is not compared.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of a visualization that exists; with it the visualization can get another title.
    type: str
  title:
    description:
      - Title of the visualization. Needed unless O(id) is given.
      - The server allows several of one title; then give O(id) to say which is meant.
    type: str
  description:
    description: What the visualization shows.
    type: str
  source:
    description:
      - Where the data comes from. C(kind) (C(sql), which it is if not given; C(querydsl) and C(promql) are stored, but
        not executed by the server), C(index) (the dataset; needed to create), C(connection_id), C(connector_id),
        C(sql), C(dsl), C(promql).
      - C(sql) has C(raw_query) (a query of your own) or what one is built from; C(metrics) (a list with C(function),
        which is C(count), C(sum), C(avg), C(min), C(max) or C(none), C(column), C(alias) and C(id)), C(order_by)
        (a list with C(column) or C(metric_id), C(function) and C(direction)), C(limit) (50), C(offset) (0) and
        C(time_column).
      - What is not named stays as it is. Null sets back, such as C(raw_query=null) to go from a query to a built one.
    type: dict
  chart:
    description:
      - C(type) is C(bar), C(horizontalBar), C(line), C(area), C(scatter), C(pie), C(heatmap), C(metric), C(gauge) or
        C(table). Needed to create.
    type: dict
  mapping:
    description:
      - Which columns are drawn. C(x) (C(column), and a C(bucket) of time, C(minute) to C(year), replaced as a whole; or
        just the column's name), C(y) (a list of columns), C(series), C(top) and C(other_bucket).
      - What is not named stays as it is.
    type: dict
  aggregation_type:
    description: Short for one metric. It does nothing where O(source) has metrics, which say more.
    type: str
    choices: [count, sum, avg, none]
  options:
    description:
      - How it looks. C(legend) (C(show), C(position)), C(bar_max_width), C(pie_donut_ratio) and C(metric_formatting)
        (C(prefix), C(suffix), C(decimals), C(thousands_separator), C(abbreviate)).
      - What is not named stays as it is.
    type: dict
  filters:
    description:
      - What to leave out, all in all. Each is a dictionary with C(field), C(operator) and C(value), and perhaps
        C(enabled), C(is_time_filter), C(query_type) (C(sql) or C(querydsl)) and C(index).
      - Operators are C(is), C(is_not), C(is_one_of), C(is_not_one_of), C(exists), C(does_not_exist), C(is_between),
        C(is_not_between) and C(contains).
      - The list is the whole list.
    type: list
    elements: dict
  time_range:
    description:
      - Either C(kind=absolute) with C(from) and C(to), or C(kind=relative) with C(expression).
      - It is replaced as a whole.
    type: dict
  tags:
    description: Words to find it by. Their order means nothing.
    type: list
    elements: str
  render:
    description: Chart options of ECharts to put over the server's own. They are replaced as a whole.
    type: dict
  extensions:
    description: Data of your own, which the server keeps and does not read. What is not named stays as it is.
    type: dict
  unset:
    description: Options to set back to the server's default.
    type: list
    elements: str
    choices: [description, mapping, aggregation_type, options, filters, time_range, render, tags, extensions]
  exact:
    description:
      - Whether the visualization is to be exactly what is given. What is not named in the task then goes back to the
        server's default. Without it, what is not named stays as it is.
    type: bool
    default: false
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_visualization_info
  - module: opsweave.platform.infino_dashboard
"""

EXAMPLES = r"""
- name: A dataset to draw
  opsweave.platform.infino_dataset:
    name: devices

- name: How many devices each site has
  opsweave.platform.infino_visualization:
    title: Devices by site
    source:
      index: devices
      sql:
        metrics: [{function: count}]
        limit: 20
    chart:
      type: bar
    mapping:
      x: {column: site}
    filters:
      - field: role
        operator: is_one_of
        value: [router, switch]
    tags: [network]

- name: Lying bars, and all else as it is
  opsweave.platform.infino_visualization:
    title: Devices by site
    chart:
      type: horizontalBar

- name: No filter any more
  opsweave.platform.infino_visualization:
    title: Devices by site
    unset: [filters]

- name: The visualization is gone
  opsweave.platform.infino_visualization:
    title: Devices by site
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The visualization afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    id: 5f0c9a3e-6c1b-4b0e-9d57-0a4f3f1d2b11
    title: Devices by site
    description: null
    source: {kind: sql, index: devices, sql: {limit: 20, metrics: [{function: count}]}}
    chart: {type: bar}
    mapping: {x: {column: site}, y: [], series: null}
    tags: [network]
    created_at: "2026-06-01T08:00:00Z"
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.entry import run_module
from ..module_utils.infino.resources.visualization import ENSURE_VISUALIZATION

MODULE = ENSURE_VISUALIZATION


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
