#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_export
short_description: Write nodes of Infrahub to a file of objects
description:
  - Writes all nodes of some kinds, or those that filters find, to one YAML file with a document for each kind, as
    M(opsweave.platform.infrahub_nodes) takes it as O(opsweave.platform.infrahub_nodes#module:files).
  - Applied to the same server the file changes nothing. On an empty server with the same schema it makes the same nodes
    again, if the secrets that RV(missing_secrets) names are supplied, and the kinds that are referred to are exported
    too or are there.
  - Nodes stand in the order of their human friendly ids, and refer to each other by them. A relation is told from one
    of its sides. What the server works out by itself, values that come from a profile and memberships in groups are
    left out; groups, where they are exported, tell their members.
notes:
  - Secrets, which are attributes of the kinds Password and HashedPassword, are never read.
  - A peer behind a generic kind that has no human friendly id of its own is named by C(kind) and C(hfid), which the
    vendor's tool does not read.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  kinds:
    description: The kinds to export. A generic kind stands for all kinds that inherit from it.
    type: list
    elements: str
    required: true
  filters:
    description:
      - Which nodes to export, by kind. The filters of each kind are those that M(opsweave.platform.infrahub_node_info)
        takes; those of a generic kind hold for each of its kinds.
    type: dict
  properties:
    description:
      - Whether to write also what stands around the values of attributes. That is C(source), C(owner) and
        C(is_protected), as far as they are set. M(opsweave.platform.infrahub_nodes) takes them as they stand in the
        file.
      - It takes the server longer to tell them.
    type: bool
    default: false
  schema_dest:
    description:
      - A second file, for the schema of these kinds and of all kinds without which they would not load, in documents
        that O(opsweave.platform.infrahub_schema#module:files) takes on an empty server.
      - What the server has by itself is left out. Attributes that were added to its own kinds cannot be told from
        others, and are left out too.
    type: path
  dest:
    description: The file, on the machine that the module runs on. It is written whole or not at all.
    type: path
    required: true
  mode:
    description: Permissions of the files, in octal as text, such as V("0644"). Without it they stay, or are the usual.
    type: raw
  owner:
    description: Name or number of the user that owns the file.
    type: str
  group:
    description: Name or number of the group that owns the file.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
requirements:
  - PyYAML
seealso:
  - module: opsweave.platform.infrahub_nodes
"""

EXAMPLES = r"""
- name: A tag and an account with a password
  opsweave.platform.infrahub_nodes:
    nodes:
      - {kind: BuiltinTag, data: {name: exported, description: Kept in a file}}
      - {kind: CoreAccount, data: {name: exported, password: "{{ vault_password | default('a password') }}"}}

- name: Both in a file
  opsweave.platform.infrahub_export:
    kinds: [BuiltinTag, CoreAccount]
    filters:
      CoreAccount:
        name__value: exported
    dest: /tmp/opsweave-example-export.yml
    schema_dest: /tmp/opsweave-example-export-schema.yml
    properties: true
    mode: "0640"
  register: exported

- name: What the file holds is there already
  opsweave.platform.infrahub_nodes:
    files:
      - /tmp/opsweave-example-export.yml
    secrets:
      - kind: CoreAccount
        hfid: [exported]
        data:
          password: "{{ vault_password | default('a password') }}"
"""

RETURN = r"""
dest:
  description: The path of the file.
  type: str
  returned: success
  sample: /tmp/opsweave-example-export.yml
schema_dest:
  description: The path of the file with the schema.
  type: str
  returned: success, with O(schema_dest)
  sample: /tmp/opsweave-example-export-schema.yml
counts:
  description: How many nodes of each kind the file holds.
  type: dict
  returned: success
  sample: {BuiltinTag: 12, CoreAccount: 1}
missing_secrets:
  description:
    - The nodes that have secrets, with the names of these attributes.
    - The option O(opsweave.platform.infrahub_nodes#module:secrets) takes such entries, with C(data) in place of
      C(attributes).
  type: list
  elements: dict
  returned: success
  sample: [{kind: CoreAccount, hfid: [exported], attributes: [password]}]
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.export import EXPORT

MODULE = EXPORT


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
