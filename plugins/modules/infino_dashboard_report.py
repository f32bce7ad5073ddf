#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_dashboard_report
short_description: Write a page that shows a dashboard of Infino
description:
  - Executes a dashboard and writes one page of HTML that shows it as it is now, on its grid. Charts are drawn by
    ECharts in the browser, tables can be sorted, each chart can be seen as a table, and a panel that failed says why.
  - The page can be printed, reads well on a phone, and is light or dark as the reader's system is.
  - Whatever the server tells is text in the page, never part of it, and no script but the page's own can run there.
  - The page holds no time of its making. It is written only where it differs, so that data that is the same changes
    nothing.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  echarts_url:
    description:
      - Where the page gets ECharts from, when it is looked at. Without it, and without O(echarts_src), from a public
        place that holds it for everybody.
    type: str
  echarts_src:
    description:
      - A file on the controller with the script of ECharts (C(echarts.min.js), version 5), found as
        M(ansible.builtin.copy) finds its source. It becomes part of the page, which then needs no network.
    type: path
  dest:
    description: The file, on the machine that the module runs on. It is written whole or not at all.
    type: path
    required: true
  mode:
    description: Permissions of the file, in octal as text, such as V("0644"). Without it they stay, or are the usual.
    type: raw
  owner:
    description: Name or number of the user that owns the file.
    type: str
  group:
    description: Name or number of the group that owns the file.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infino_data
  - opsweave.platform.infino_data.dashboard
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_dashboard
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

- name: A dashboard that shows it
  opsweave.platform.infino_dashboard:
    title: Network
    panels:
      - {visualization: Devices by site}
      - {kind: markdown, content: As of today}

- name: A page that shows it
  opsweave.platform.infino_dashboard_report:
    title: Network
    dest: /tmp/opsweave-example-network.html

- name: What it shows of routers, for readers in May
  opsweave.platform.infino_dashboard_report:
    title: Network
    dest: /tmp/opsweave-example-routers.html
    filters:
      - {field: role, operator: is, value: router}
    time_range: {from: "2026-05-01T00:00:00Z", to: "2026-06-01T00:00:00Z"}
    echarts_url: https://static.example.com/echarts.min.js
  register: report

- name: Panels that have no data
  ansible.builtin.debug:
    msg: "{{ report.failed_panels }}"
"""

RETURN = r"""
dest:
  description: The file.
  type: str
  returned: success
  sample: /srv/www/network.html
panels:
  description: How many panels the dashboard has.
  type: int
  returned: success
  sample: 2
failed_panels:
  description: The panels that have no data, each with C(title), C(status) and C(message). They are also warned about.
  type: list
  elements: dict
  returned: success
  sample: [{title: Errors, status: 400, message: there is no such column}]
"""

from ..module_utils.entry import run_module
from ..module_utils.infino.actions.dashboard_report import DASHBOARD_REPORT

MODULE = DASHBOARD_REPORT


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
