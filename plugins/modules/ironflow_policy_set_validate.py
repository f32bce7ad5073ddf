#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_policy_set_validate
short_description: Check a candidate for the policy set of Ironflow
description:
  - Asks the server whether a policy set is sound. One that is not fails, in the words of the server.
  - Nothing is changed.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  scope:
    description: Whether it belongs to the organisation of the key (V(tenant)), or to the whole server (V(platform)),
      which needs platform credentials.
    type: str
    default: tenant
    choices: [tenant, platform]
  modules:
    description: Texts of modules by name.
    type: dict
    required: true
  decision:
    description: The rule that decides.
    type: str
  mode:
    description: How the set would count.
    type: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_policy_set
"""

EXAMPLES = r"""
- name: Would this be taken?
  opsweave.platform.ironflow_policy_set_validate:
    modules:
      base: |
        package base
        default allow := true
"""

RETURN = r"""
valid:
  description: Whether the set is sound.
  type: bool
  returned: success
  sample: true
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.policy_set import VALIDATE

MODULE = VALIDATE


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
