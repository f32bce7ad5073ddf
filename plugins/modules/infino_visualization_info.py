#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_visualization_info
short_description: Look up visualizations in Infino
description: Lists all visualizations, or those of a title, or the one of an id.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Only the visualization of this id.
    type: str
  title:
    description: Only visualizations of this title.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_visualization
"""

EXAMPLES = r"""
- name: All visualizations
  opsweave.platform.infino_visualization_info:
  register: all

- name: One of them
  opsweave.platform.infino_visualization_info:
    title: Network
  register: network
"""

RETURN = r"""
resources:
  description: The visualizations found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - id: 5f0c9a3e-6c1b-4b0e-9d57-0a4f3f1d2b11
      title: Devices by site
      description: null
      source: {kind: sql, index: devices, sql: {limit: 20, metrics: [{function: count}]}}
      chart: {type: bar}
      mapping: {x: {column: site}, y: [], series: null}
      tags: [network]
      created_at: "2026-06-01T08:00:00Z"
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.infino.resources.visualization import VISUALIZATION

MODULE = info(VISUALIZATION)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
