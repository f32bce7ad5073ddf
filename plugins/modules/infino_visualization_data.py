#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_visualization_data
short_description: Execute a visualization of Infino
description:
  - Executes a visualization and returns the rows that it draws, with filters and a range of time for this once.
  - Nothing is changed. What the filter P(opsweave.platform.infino_echarts#filter) makes of it can be drawn.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of the visualization. Needed unless O(title) is given.
    type: str
  title:
    description: Title of the visualization. Where several have it, give O(id).
    type: str
extends_documentation_fragment:
  - opsweave.platform.infino_data
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_visualization
  - module: opsweave.platform.infino_dashboard_data
"""

EXAMPLES = r"""
- name: A dataset for devices
  opsweave.platform.infino_dataset:
    name: devices

- name: Some devices
  opsweave.platform.infino_records:
    dataset: devices
    records:
      - {_id: edge-1, site: ARN, role: router, seen: "2026-05-03T08:00:00Z"}
      - {_id: edge-2, site: NBO, role: switch, seen: "2026-05-04T08:00:00Z"}

- name: How many each site has
  opsweave.platform.infino_visualization:
    title: Devices by site
    source: {index: devices, sql: {metrics: [{function: count}], time_column: seen}}
    chart: {type: bar}
    mapping: {x: site}

- name: What it shows
  opsweave.platform.infino_visualization_data:
    title: Devices by site
  register: devices

- name: What it shows of routers, seen in May
  opsweave.platform.infino_visualization_data:
    title: Devices by site
    filters:
      - {field: role, operator: is, value: router}
    time_range: {from: "2026-05-01T00:00:00Z", to: "2026-06-01T00:00:00Z"}
  register: routers

- name: The same as a chart for ECharts
  ansible.builtin.copy:
    content: "{{ devices.visualization | opsweave.platform.infino_echarts(devices) | to_json }}"
    dest: "{{ playbook_dir }}/devices.json"
    mode: "0644"
"""

RETURN = r"""
visualization:
  description: The visualization, as M(opsweave.platform.infino_visualization_info) tells it.
  type: dict
  returned: success
  sample: {id: 5f0c9a3e-6c1b-4b0e-9d57-0a4f3f1d2b11, title: Devices by site, chart: {type: bar}}
columns:
  description: The columns in order; types are C(string), C(number), C(boolean), C(date) and C(null).
  type: list
  elements: dict
  returned: success
  sample: [{name: site, type: string}, {name: count, type: number}]
rows:
  description: The rows, each with a value for each column.
  type: list
  elements: dict
  returned: success
  sample: [{site: ARN, count: 1}, {site: NBO, count: 1}]
metadata:
  description:
    - What the server tells of it. C(binding) says which columns are drawn as C(x), C(y), C(series) or C(value),
      C(filters_applied) and C(filters_skipped) what became of filters, C(warnings) what it advises,
      C(executed_query) what was asked of the source.
    - A filter that was not applied, and rows that were cut off, are also warned about.
  type: dict
  returned: success
  sample: {row_count: 2, truncated: false, binding: {x: site, y: [count], series: null, value: null}}
"""

from ..module_utils.entry import run_module
from ..module_utils.infino.actions.visualization_data import VISUALIZATION_DATA

MODULE = VISUALIZATION_DATA


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
