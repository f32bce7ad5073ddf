#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_policy_set_rollback
short_description: Bring back a version of the policy set of Ironflow
description:
  - Makes an old version of the policy set the newest one. Where the content is what there is already, nothing is
    done.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  scope:
    description: Whether it belongs to the organisation of the key (V(tenant)), or to the whole server (V(platform)),
      which needs platform credentials.
    type: str
    default: tenant
    choices: [tenant, platform]
  version:
    description: The version to bring back.
    type: int
    required: true
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_policy_set
"""

EXAMPLES = r"""
- name: As it was at first
  opsweave.platform.ironflow_policy_set_rollback:
    version: 1
"""

RETURN = r"""
version:
  description: The version of the set afterwards; null in check mode if there would be another.
  type: int
  returned: success
  sample: 3
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.policy_set import ROLLBACK

MODULE = ROLLBACK


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
