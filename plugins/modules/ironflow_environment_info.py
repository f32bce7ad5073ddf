#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_environment_info
short_description: Look up environments in Ironflow
description:
  - Looks up environments.
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
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_environment
"""

EXAMPLES = r"""
- name: All environments
  opsweave.platform.ironflow_environment_info:
"""

RETURN = r"""
resources:
  description: The environments found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - id: env_0f3a91c2
      name: trial
      project_id: proj_default_default
      color: '#22c55e'
      created_at: '2026-01-02T03:04:05Z'
      updated_at: '2026-01-02T03:04:05Z'
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.environment import ENVIRONMENT

MODULE = info(ENVIRONMENT)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
