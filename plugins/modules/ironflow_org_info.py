#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_org_info
short_description: Look up organisations in Ironflow
description:
  - Looks up organisations.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of an organisation that exists; with it the organisation can get another name.
    type: str
  name:
    description: Name of the organisation. Needed unless O(id) is given.
    type: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_org
"""

EXAMPLES = r"""
- name: All organisations
  opsweave.platform.ironflow_org_info:
"""

RETURN = r"""
resources:
  description: The organisations found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - id: org_0f3a91c2
      name: Acme
      default_timezone: Europe/Zurich
      created_at: '2026-01-02T03:04:05Z'
      updated_at: '2026-01-02T03:04:05Z'
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.org import ORG

MODULE = info(ORG)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
