#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_environment
short_description: Manage environments in Ironflow
description:
  - Environments keep keys, values, events and runs apart.
  - One name may be used in several projects; then O(project_id) says which is meant.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of an environment that exists; with it the environment can get another name.
    type: str
  name:
    description: Name of the environment. Needed unless O(id) is given.
    type: str
  project_id:
    description: Id of the project that it is in. A new environment is in the default project when this is left out.
    type: str
  color:
    description: Colour of its label, such as V(#22c55e). The server chooses one when this is left out.
    type: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_environment_info
"""

EXAMPLES = r"""
- name: Where the shop is tried out
  opsweave.platform.ironflow_environment:
    name: trial
    color: "#22c55e"

- name: The environment is gone, with all that is in it
  opsweave.platform.ironflow_environment:
    name: trial
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The environment afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    id: env_0f3a91c2
    name: trial
    project_id: proj_default_default
    color: '#22c55e'
    created_at: '2026-01-02T03:04:05Z'
    updated_at: '2026-01-02T03:04:05Z'
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.core.ensure import ensure
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.environment import ENVIRONMENT

MODULE = ensure(ENVIRONMENT)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
