#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_menu_info
short_description: Look up the menu of Infrahub's web pages
description:
  - Tells the items of the menu, one by one and as the tree that M(opsweave.platform.infrahub_menu) takes.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  namespace:
    description: Only items of this namespace.
    type: str
  builtin:
    description: Whether to tell the items that are built in too.
    type: bool
    default: false
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_menu
"""

EXAMPLES = r"""
- name: The whole menu
  opsweave.platform.infrahub_menu_info:
    builtin: true
  register: found

- name: What stands at its top
  ansible.builtin.debug:
    msg: "{{ found.menu | map(attribute='label') }}"
"""

RETURN = r"""
resources:
  description: The items found.
  type: list
  elements: dict
  returned: success
  sample:
    - namespace: Paint
      name: Tags
      label: Tags
      kind: BuiltinTag
      path: /objects/BuiltinTag
      icon: null
      description: null
      order_weight: 1000
      section: object
      required_permissions: null
      parent: Paint/Colours
      protected: false
      id: 18ea3a78-be5f-2d67-e3ce-14b7c35af4d3
menu:
  description: The same as a tree, in order.
  type: list
  elements: dict
  returned: success
  sample:
    - namespace: Paint
      name: Colours
      label: Colours
      order_weight: 2000
      section: object
      children:
        - namespace: Paint
          name: Tags
          label: Tags
          kind: BuiltinTag
          path: /objects/BuiltinTag
          order_weight: 1000
          section: object
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.menu import MENU_INFO

MODULE = MENU_INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
