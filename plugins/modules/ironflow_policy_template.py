#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_policy_template
short_description: Install a template of policies in Ironflow
description:
  - Installs the policies that a template of the server holds, all of them or none. Nothing is done where there are
    policies of all their names already.
  - Servers have templates up to 0.43. From 0.44 on, use M(opsweave.platform.ironflow_policy_set).
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  template:
    description: Id or name of the template.
    type: str
    required: true
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_policy_template_info
  - module: opsweave.platform.ironflow_policy
  - module: opsweave.platform.ironflow_policy_set
"""

EXAMPLES = r"""
- name: Nobody reads what production keeps secret
  opsweave.platform.ironflow_policy_template:
    template: no-prod-secrets
  register: installed
"""

RETURN = r"""
policies:
  description: The template's policies as they are afterwards; null in check mode where they are not there yet.
  type: list
  elements: dict
  returned: success
  sample:
    - id: pol_0f3a91c2
      name: no-prod-secrets
      scope: tenant
      effect: deny
      actions: ["secrets:manage"]
      resources: ["irn:ironflow:*:*:secret:env_production:*"]
template:
  description: The template that was found.
  type: dict
  returned: success
  sample: {id: tpl_1, template_id: no-prod-secrets, name: No secrets of production, version: "1"}
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.policy_template import INSTALL

MODULE = INSTALL


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
