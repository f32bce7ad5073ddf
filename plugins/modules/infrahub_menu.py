#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_menu
short_description: Manage the menu of Infrahub's web pages
description:
  - Makes the menu what a tree of items says. Items are known by namespace and name; those that are not given stay,
    unless O(prune) says otherwise.
  - What is built in can neither be changed nor deleted, but items can hang below it.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  items:
    description:
      - The items, each a dict with C(name) and, unless O(namespace) says it for all, C(namespace).
      - It may have C(label), C(kind), C(path), C(icon), C(description), C(order_weight), C(section) (C(object) or
        C(internal)) and C(required_permissions).
      - With C(kind) the item leads to the list of its nodes, unless C(path) says where.
      - C(children) are items that hang below it. They stand in the order in which they are given, unless
        C(order_weight) says otherwise.
    type: list
    elements: dict
    required: true
  namespace:
    description: Namespace of the items that name none.
    type: str
  prune:
    description: Whether to delete the items of O(namespace) that are not given.
    type: bool
    default: false
  prune_empty:
    description: Whether to do so even when O(items) is empty.
    type: bool
    default: false
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_menu_info
"""

EXAMPLES = r"""
- name: A menu of colours
  opsweave.platform.infrahub_menu:
    namespace: Paint
    prune: true
    items:
      - name: Colours
        icon: "mdi:palette"
        children:
          - name: Tags
            kind: BuiltinTag
          - name: Groups
            kind: CoreStandardGroup

- name: Nothing is left of it
  opsweave.platform.infrahub_menu:
    namespace: Paint
    items: []
    prune: true
    prune_empty: true
"""

RETURN = r"""
operations:
  description: How many items were, or in check mode would be, created, updated, deleted and left as they are.
  type: dict
  returned: success
  sample:
    create: 3
    update: 0
    delete: 0
    none: 0
resources:
  description: The items that were created or updated.
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
      required_permissions: []
      parent: Paint/Colours
      id: 18ea3a78-be5f-2d67-e3ce-14b7c35af4d3
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.menu import MENU

MODULE = MENU


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
