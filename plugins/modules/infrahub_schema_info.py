#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_schema_info
short_description: Look up the schema of Infrahub
description: Tells the kinds of a branch with their attributes and relations, as the server describes them.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  kinds:
    description: Only these kinds, such as V(BuiltinTag). One that does not exist is left out.
    type: list
    elements: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_schema
"""

EXAMPLES = r"""
- name: What a tag can have
  opsweave.platform.infrahub_schema_info:
    kinds: [BuiltinTag]
  register: schema

- name: The names of its attributes
  ansible.builtin.debug:
    msg: "{{ schema.resources[0].attributes | map(attribute='name') }}"
"""

RETURN = r"""
hash:
  description: Hash of the branch's whole schema. It changes with any change of it.
  type: str
  returned: success
  sample: b50f48e8f896b1756917d21d2d075e28
resources:
  description:
    - The kinds found, as the server describes them, in the order of their names.
    - Each has C(schema_type) besides; V(node), V(generic), V(profile) or V(template).
  type: list
  elements: dict
  returned: success
  sample:
    - kind: BuiltinTag
      namespace: Builtin
      name: Tag
      schema_type: node
      human_friendly_id: [name__value]
      attributes: [{name: name, kind: Text, unique: true}]
      relationships: [{name: profiles, peer: CoreProfile, cardinality: many}]
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.schema_info import SCHEMA_INFO

MODULE = SCHEMA_INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
