#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_config
short_description: Manage config documents in Ironflow
description:
  - Creates, updates and deletes a config document, or manages only some of the keys at its top level.
  - A whole document is written only if nobody has written another since it was read. Servers before 0.43.1 cannot see
    to that; there a warning tells when somebody may have.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the document.
    type: str
    required: true
  data:
    description:
      - The document, or the keys of its top level that are managed, as O(exact) says. Needed to create the document.
      - What lies below a key of the top level is always compared and written as a whole.
      - It is not shown among the arguments in results. Use C(no_log) where it must not be seen in the result either.
    type: dict
  exact:
    description:
      - With V(true) the document is made exactly O(data), and a null in it is a value.
      - With V(false) only the keys that O(data) names are managed, and a null takes its key away.
    type: bool
    default: false
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_config_info
  - plugin: opsweave.platform.ironflow_config
    plugin_type: lookup
"""

EXAMPLES = r"""
- name: The document is exactly this
  opsweave.platform.ironflow_config:
    name: app
    exact: true
    data:
      mode: blue
      limits: {rps: 5, burst: 10}

- name: Another mode, no limits, and whatever else there is stays
  opsweave.platform.ironflow_config:
    name: app
    data:
      mode: green
      limits: null

- name: The document is gone
  opsweave.platform.ironflow_config:
    name: app
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The whole document afterwards; empty when absent. C(updated_at) is told where it was only read.
  type: dict
  returned: success
  sample: {name: app, data: {mode: blue, limits: {rps: 5, burst: 10}}, revision: 1}
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.config import CONFIG_MODULE

MODULE = CONFIG_MODULE


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
