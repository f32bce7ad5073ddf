#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_dashboard_info
short_description: Look up dashboards in Infino
description: Lists all dashboards, or those of a title, or the one of an id.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Only the dashboard of this id.
    type: str
  title:
    description: Only dashboards of this title.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_dashboard
"""

EXAMPLES = r"""
- name: All dashboards
  opsweave.platform.infino_dashboard_info:
  register: all

- name: One of them
  opsweave.platform.infino_dashboard_info:
    title: Network
  register: network
"""

RETURN = r"""
resources:
  description: The dashboards found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - id: 0b1de7a2-93c4-4e37-8a45-6f7d1c0c9d10
      title: Network
      panels: [{kind: visualization, visualization: 5f0c9a3e-6c1b-4b0e-9d57-0a4f3f1d2b11}]
      options: {use_margins: true, hide_panel_titles: false, refresh_interval: null}
      tags: []
      created_at: "2026-06-01T08:00:00Z"
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.infino.resources.dashboard import DASHBOARD

MODULE = info(DASHBOARD)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
