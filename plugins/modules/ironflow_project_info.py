#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_project_info
short_description: Look up projects in Ironflow
description:
  - Projects group environments. There may be several of one name on an old server; then O(id) says which is meant.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of a project that exists; with it the project can get another name.
    type: str
  name:
    description: Name of the project. Needed unless O(id) is given.
    type: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_project
"""

EXAMPLES = r"""
- name: All projects
  opsweave.platform.ironflow_project_info:
"""

RETURN = r"""
resources:
  description: The projects found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - id: proj_0f3a91c2
      name: shop
      description: ""
      org_id: org_default
      created_at: "2026-01-02T03:04:05Z"
      updated_at: "2026-01-02T03:04:05Z"
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.project import PROJECT

MODULE = info(PROJECT)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
