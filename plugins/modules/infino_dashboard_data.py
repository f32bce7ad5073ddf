#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_dashboard_data
short_description: Execute all panels of a dashboard of Infino
description:
  - Returns the panels of a dashboard with the rows that each draws, with filters and a range of time for this once.
  - A visualization that several panels show is executed once. A panel that fails says why, and the others stay.
  - Nothing is changed.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
extends_documentation_fragment:
  - opsweave.platform.infino_data
  - opsweave.platform.infino_data.dashboard
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_dashboard
  - module: opsweave.platform.infino_dashboard_report
  - module: opsweave.platform.infino_visualization_data
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

- name: A dashboard that shows it
  opsweave.platform.infino_dashboard:
    title: Network
    panels:
      - {visualization: Devices by site}
      - {kind: markdown, content: As of today}

- name: What it shows
  opsweave.platform.infino_dashboard_data:
    title: Network
  register: network

- name: What it shows of routers
  opsweave.platform.infino_dashboard_data:
    title: Network
    filters:
      - {field: role, operator: is, value: router}

- name: Panels that have no data
  ansible.builtin.debug:
    msg: "{{ network.panels | selectattr('error') | map(attribute='error.message') }}"
"""

RETURN = r"""
dashboard:
  description: The dashboard, as M(opsweave.platform.infino_dashboard_info) tells it.
  type: dict
  returned: success
  sample: {id: 0b1de7a2-93c4-4e37-8a45-6f7d1c0c9d10, title: Network, tags: []}
panels:
  description:
    - The panels in order. Each has C(id), C(kind), C(title), C(title_override), C(layout), and C(content) or C(label)
      where it is text or a divider.
    - One of a visualization has C(visualization) and C(data) with C(columns), C(rows) and C(metadata), as
      M(opsweave.platform.infino_visualization_data) returns them, or C(error) with C(status) and C(message), which is
      also warned about.
  type: list
  elements: dict
  returned: success
  sample:
    - id: panel_0
      kind: visualization
      title: Devices by site
      layout: {x: 0, y: 0, w: 24, h: 15}
      data: {columns: [{name: site, type: string}, {name: count, type: number}], rows: [{site: ARN, count: 1}]}
      error: null
"""

from ..module_utils.entry import run_module
from ..module_utils.infino.actions.dashboard_data import DASHBOARD_DATA

MODULE = DASHBOARD_DATA


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
