#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_profile
short_description: Manage profiles in Infrahub
description:
  - Creates, updates and deletes profiles, which hold values for nodes of one kind.
  - A node takes a value from a profile that it is related to, unless it has a value of its own. Of several profiles,
    the one with the lowest O(profile_priority) is asked first.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of a profile that exists; with it the profile can get another name.
    type: str
  kind:
    description: Kind of the nodes that the profile is for, such as V(BuiltinTag).
    type: str
    required: true
  profile_name:
    description: Name of the profile. Needed unless O(id) is given.
    type: str
  profile_priority:
    description: Place among the profiles of a node; the server gives V(1000) where it is left out.
    type: int
  data:
    description:
      - Values of attributes and relations, as M(opsweave.platform.infrahub_node) takes them.
      - Those that are not named are left alone; a null unsets one.
    type: dict
  related_nodes:
    description:
      - Nodes that the profile is for.
      - Each is a human friendly id, a dict with C(kind) and C(hfid), or an id.
    type: list
    elements: raw
  exact:
    description: Whether O(related_nodes) are to be exactly those that are given; otherwise they are added.
    type: bool
    default: false
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.secret
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_profile_info
  - module: opsweave.platform.infrahub_node
"""

EXAMPLES = r"""
- name: A tag that has no description
  opsweave.platform.infrahub_node:
    kind: BuiltinTag
    data:
      name: ochre

- name: Earth colours have one
  opsweave.platform.infrahub_profile:
    kind: BuiltinTag
    profile_name: earth
    profile_priority: 500
    data:
      description: A colour of the earth
    related_nodes:
      - ochre

- name: No node has it any more
  opsweave.platform.infrahub_profile:
    kind: BuiltinTag
    profile_name: earth
    related_nodes: []
    exact: true

- name: The profile is gone
  opsweave.platform.infrahub_profile:
    kind: BuiltinTag
    profile_name: earth
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The profile afterwards, with the values that were given; empty when absent.
  type: dict
  returned: success
  sample:
    id: 18ea3a78-be5f-2d67-e3ce-14b7c35af4d3
    hfid:
      - earth
    display_label: earth
    profile_name: earth
    profile_priority: 500
    description: A colour of the earth
    related_nodes:
      - kind: BuiltinTag
        hfid:
          - ochre
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.profile import PROFILE

MODULE = PROFILE


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
