#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_policy_set_info
short_description: Look up the policy set of Ironflow
description:
  - Looks up the policy set as it is, or as it was in one of its versions.
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
    description: A version of the set; the newest when left out.
    type: int
  versions:
    description: Whether to list the versions too.
    type: bool
    default: false
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
- name: The set and its versions
  opsweave.platform.ironflow_policy_set_info:
    versions: true
"""

RETURN = r"""
resources:
  description: The policy set found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - scope: tenant
      modules:
        base: 'package base

          '
      decision: base/allow
      mode: monitor
      version: 2
      enforcement_active: null
      updated_at: '2026-01-02T03:04:05Z'
      updated_by: admin
versions:
  description: The versions that there are; empty unless O(versions).
  type: list
  elements: dict
  returned: success
  sample:
    - version: 2
      mode: monitor
      decision: base/allow
      created_at: '2026-01-02T03:04:05Z'
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.policy_set import INFO

MODULE = INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
