#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_group_info
short_description: Look up groups of nodes in Infrahub
description:
  - Lists groups of all kinds, or those of one kind or name, and when asked who belongs to them.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Only the group of this name.
    type: str
  kind:
    description: Only groups of this kind.
    type: str
  include_members:
    description: Whether to tell the members and subscribers themselves, and not only how many there are.
    type: bool
    default: false
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_group
"""

EXAMPLES = r"""
- name: All groups that people made
  opsweave.platform.infrahub_group_info:
    kind: CoreStandardGroup
  register: found

- name: How large they are
  ansible.builtin.debug:
    msg: "{{ dict(found.resources | map(attribute='name') | zip(found.resources | map(attribute='member_count'))) }}"
"""

RETURN = r"""
resources:
  description: The groups found, by name; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - name: colours
      kind: CoreStandardGroup
      label: Colours
      description: What the rainbow has
      parent: null
      member_count: 2
      subscriber_count: 0
      id: 18ea3a78-be5f-2d67-e3ce-14b7c35af4d4
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.group import GROUP_INFO

MODULE = GROUP_INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
