#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_relationship
short_description: Manage the members of a relation in Infrahub
description:
  - Adds peers to one relation of a node, takes them away, or makes the relation hold exactly these.
  - Only what has to change is sent, 200 peers in a request. The node and the other peers are left as they are.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  kind:
    description: Kind of the node, such as V(CoreStandardGroup).
    type: str
    required: true
  id:
    description: Id of the node. Either this or O(hfid) is needed.
    type: str
  hfid:
    description: Human friendly id of the node, as a list of its parts.
    type: list
    elements: str
  relation:
    description: Name of the relation, one that has many peers, such as V(members).
    type: str
    required: true
  peers:
    description:
      - The peers, each by its human friendly id, in one text (V(ams-sw1__eth0)) or as a list of its parts, by its id,
        or as a dictionary with C(id) or C(hfid), and C(kind) where the relation allows several kinds.
      - Peers that are to be added must exist.
    type: list
    elements: raw
    required: true
  exact:
    description: Whether to take away all other peers.
    type: bool
    default: false
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_node
"""

EXAMPLES = r"""
- name: Tags to put into a group
  opsweave.platform.infrahub_node:
    kind: BuiltinTag
    data:
      name: "{{ item }}"
  loop: [blue, red]

- name: The group
  opsweave.platform.infrahub_node:
    kind: CoreStandardGroup
    data:
      name: colours

- name: Blue is in it, whatever else is
  opsweave.platform.infrahub_relationship:
    kind: CoreStandardGroup
    hfid: [colours]
    relation: members
    peers:
      - {kind: BuiltinTag, hfid: blue}

- name: Red is in it, and nothing else
  opsweave.platform.infrahub_relationship:
    kind: CoreStandardGroup
    hfid: [colours]
    relation: members
    peers:
      - {kind: BuiltinTag, hfid: red}
    exact: true

- name: Red is not in it
  opsweave.platform.infrahub_relationship:
    kind: CoreStandardGroup
    hfid: [colours]
    relation: members
    peers:
      - {kind: BuiltinTag, hfid: red}
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(update) or V(none).
  type: str
  returned: success
  sample: update
resource:
  description: The node with C(id), C(hfid) and C(kind), and under the relation's name its peers afterwards.
  type: dict
  returned: success
  sample:
    id: 18ea3a77-8080-2bec-e3ca-14b7b30c3312
    hfid: [colours]
    kind: CoreStandardGroup
    members: [red]
added:
  description: The peers that were added, or in check mode would be.
  type: list
  elements: str
  returned: success
  sample: [red]
removed:
  description: The peers that were taken away, or in check mode would be.
  type: list
  elements: str
  returned: success
  sample: [blue]
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.relationship import RELATIONSHIP

MODULE = RELATIONSHIP


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
