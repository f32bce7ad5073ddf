#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_project
short_description: Manage projects in Ironflow
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
  description:
    description: What the project is for. Known to Ironflow 0.49 and newer; an older server is named in the refusal.
    type: str
  unset:
    description: Options to clear.
    type: list
    choices:
      - description
    elements: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_project_info
"""

EXAMPLES = r"""
- name: A project for the shop
  opsweave.platform.ironflow_project:
    name: shop

- name: The project is gone
  opsweave.platform.ironflow_project:
    name: shop
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The project afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    id: proj_0f3a91c2
    name: shop
    description: ""
    org_id: org_default
    created_at: "2026-01-02T03:04:05Z"
    updated_at: "2026-01-02T03:04:05Z"
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.core.ensure import ensure
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.project import PROJECT

MODULE = ensure(PROJECT)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
