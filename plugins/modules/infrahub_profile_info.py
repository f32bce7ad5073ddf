#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_profile_info
short_description: Look up profiles in Infrahub
description:
  - Lists the profiles of a kind, or the one of a name, with all that they say and the nodes that they are for.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  kind:
    description: Kind of the nodes that the profiles are for.
    type: str
    required: true
  profile_name:
    description: Only the profile of this name.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_profile
"""

EXAMPLES = r"""
- name: Profiles of tags
  opsweave.platform.infrahub_profile_info:
    kind: BuiltinTag
  register: found

- name: What they are called
  ansible.builtin.debug:
    msg: "{{ found.resources | map(attribute='profile_name') }}"
"""

RETURN = r"""
resources:
  description: The profiles found, each with the values that it has as C(data); empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - id: 18ea3a78-be5f-2d67-e3ce-14b7c35af4d3
      hfid:
        - earth
      display_label: earth
      profile_name: earth
      profile_priority: 500
      data:
        description: A colour of the earth
      related_nodes: []
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.profile import PROFILE_INFO

MODULE = PROFILE_INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
