#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_policy_set_dry_run
short_description: Ask what a policy set of Ironflow would decide
description:
  - Asks the server what the policy set, or a candidate for it, decides of one request. Nothing is changed.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  scope:
    description: Whether it belongs to the organisation of the key (V(tenant)), or to the whole server (V(platform)),
      which needs platform credentials.
    type: str
    default: tenant
    choices: [tenant, platform]
  input:
    description: The request, as the modules see it.
    type: dict
    required: true
  explain:
    description: Whether to have it explained.
    type: bool
    default: false
  modules:
    description: Texts of the modules of a candidate; the set as it is when left out.
    type: dict
  decision:
    description: The rule of the candidate that decides.
    type: str
  mode:
    description: How the candidate would count.
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
- name: May a developer read secrets?
  opsweave.platform.ironflow_policy_set_dry_run:
    input:
      action: secrets:read
      subject: {roles: [developer]}
"""

RETURN = r"""
decision:
  description: What is decided.
  type: str
  returned: success
  sample: allow
result:
  description: The whole answer of the server.
  type: dict
  returned: success
  sample:
    decision: allow
    mode: monitor
    reasons: []
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.policy_set import DRY_RUN

MODULE = DRY_RUN


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
