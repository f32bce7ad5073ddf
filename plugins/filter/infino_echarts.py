# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Turn the data of an Infino visualization into what ECharts draws."""

from __future__ import annotations

DOCUMENTATION = r"""
name: infino_echarts
short_description: Turn the data of an Infino visualization into a chart for ECharts
description:
  - Makes of a visualization and the data that its execution returned what can be drawn, value by value the same as
    C(to_echarts_option) of the vendor's SDK.
  - Which columns are drawn is told by the data, in C(metadata.binding). Without it there is nothing to draw but a table
    or one figure.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
positional: data
options:
  _input:
    description:
      - The visualization, as M(opsweave.platform.infino_visualization_data) or the server itself tells it, then as the
        whole envelope or as its C(attributes).
    type: dict
    required: true
  data:
    description: What M(opsweave.platform.infino_visualization_data) returned, with C(columns), C(rows) and C(metadata).
    type: dict
    required: true
seealso:
  - module: opsweave.platform.infino_visualization_data
  - module: opsweave.platform.infino_dashboard_data
"""

EXAMPLES = r"""
- name: A dataset for devices
  opsweave.platform.infino_dataset:
    name: devices

- name: A device
  opsweave.platform.infino_records:
    dataset: devices
    records:
      - {_id: edge-1, site: ARN}

- name: How many each site has
  opsweave.platform.infino_visualization:
    title: Devices by site
    source: {index: devices, sql: {metrics: [{function: count}]}}
    chart: {type: pie}
    mapping: {x: site}

- name: What it shows
  opsweave.platform.infino_visualization_data:
    title: Devices by site
  register: devices

- name: The option to give to ECharts
  ansible.builtin.debug:
    msg: "{{ (devices.visualization | opsweave.platform.infino_echarts(devices)).option | to_nice_json }}"
"""

RETURN = r"""
_value:
  description:
    - C(kind) is V(echarts), with the option in C(option), V(table), with C(columns) and C(rows), or V(metric), with
      C(label), C(value) and C(formatting). All have C(title).
  type: dict
  sample: {kind: metric, title: Hits, label: Hits, value: 12, formatting: null}
"""

from collections.abc import Mapping
from typing import Any

from ..module_utils.core.errors import PlanError
from ..module_utils.infino.echarts import drawn
from ..plugin_utils.client import plain, told
from ..plugin_utils.unsafe import unsafe


class FilterModule:
    def filters(self) -> dict[str, Any]:
        return {"infino_echarts": infino_echarts}


def infino_echarts(viz: Any, data: Any) -> dict[str, Any]:
    def work() -> dict[str, Any]:
        for value, what in ((viz, "a visualization"), (data, "its data")):
            if not isinstance(value, Mapping):
                raise PlanError(f"infino_echarts: {what} must be a dictionary, not {type(value).__name__}")
        return drawn(plain(viz), plain(data))

    return unsafe(told(work))
