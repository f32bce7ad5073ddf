#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_config_info
short_description: Look up config documents in Ironflow
description: Lists all config documents without what is in them, or looks up one by its name with its data.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Only the document of this name, with its data.
    type: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_config
  - plugin: opsweave.platform.ironflow_config
    plugin_type: lookup
"""

EXAMPLES = r"""
- name: Which documents there are
  opsweave.platform.ironflow_config_info:
  register: documents

- name: What is in one
  opsweave.platform.ironflow_config_info:
    name: app
  register: app
"""

RETURN = r"""
resources:
  description: The documents found; empty when there is none. C(data) is told only where O(name) is given.
  type: list
  elements: dict
  returned: success
  sample:
    - name: app
      data: {mode: blue, limits: {rps: 5, burst: 10}}
      revision: 1
      updated_at: "2026-01-02T03:04:05Z"
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.config import CONFIG

MODULE = info(CONFIG)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
