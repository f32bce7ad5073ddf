#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_policy_template_info
short_description: Look up templates of policies in Ironflow
description:
  - Tells all templates, or the one of an id or name. Servers have them up to 0.43.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of the template.
    type: str
  name:
    description: Name of the template.
    type: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_policy_template
"""

EXAMPLES = r"""
- name: All templates
  opsweave.platform.ironflow_policy_template_info:
  register: templates
"""

RETURN = r"""
resources:
  description: The templates, with what they hold as C(bundle).
  type: list
  elements: dict
  returned: success
  sample:
    - id: tpl_1
      template_id: no-prod-secrets
      name: No secrets of production
      version: "1"
      bundle: {policies: [{name: no-prod-secrets, effect: deny}]}
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.policy_template import TEMPLATE

MODULE = info(TEMPLATE)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
