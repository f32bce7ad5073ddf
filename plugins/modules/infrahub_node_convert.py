#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_node_convert
short_description: Convert a node of Infrahub into one of another kind
description:
  - Makes a node one of another kind. The server makes a new node, with a new id, and deletes the old one.
  - Fields of the same name are taken over, unless O(fields) says otherwise.
  - Where the node is gone and one of the other kind has its name, there is nothing to do.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  kind:
    description: Kind of the node before.
    type: str
    required: true
  id:
    description:
      - Id of the node. Either this or O(hfid) is needed.
      - Since it changes, a second run finds the node by O(target_hfid), or by what O(fields) says of its name.
    type: str
  hfid:
    description: Human friendly id of the node, as a list of its parts.
    type: list
    elements: str
  target_kind:
    description: Kind of the node afterwards.
    type: str
    required: true
  target_hfid:
    description: Human friendly id of the node afterwards, where it is not O(hfid), so that a second run finds it.
    type: list
    elements: str
  fields:
    description:
      - Fields of the other kind by name, each a dictionary with one of C(source_field), the field of the node to take
        it from, C(value), and C(use_default) set to V(true).
      - Peers are given by human friendly id or id, or as a dictionary with C(kind) and one of these.
    type: dict
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_node
"""

EXAMPLES = r"""
- name: Two kinds of boxes
  opsweave.platform.infrahub_schema:
    schemas:
      - version: "1.0"
        nodes:
          - name: Box
            namespace: Demo
            human_friendly_id: [name__value]
            attributes: [{name: name, kind: Text, unique: true}]
          - name: Crate
            namespace: Demo
            human_friendly_id: [name__value]
            attributes:
              - {name: name, kind: Text, unique: true}
              - {name: wood, kind: Text, optional: true}

- name: A box
  opsweave.platform.infrahub_node:
    kind: DemoBox
    data:
      name: first

- name: The box becomes a crate
  opsweave.platform.infrahub_node_convert:
    kind: DemoBox
    hfid: [first]
    target_kind: DemoCrate
    fields:
      wood: {value: oak}
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(update) or V(none).
  type: str
  returned: success
  sample: update
resource:
  description: The node afterwards, its C(kind), and but for check mode its C(id), C(hfid) and C(display_label).
  type: dict
  returned: success
  sample:
    kind: DemoCrate
    id: 18ea3a77-8080-2bec-e3ca-14b7b30c3312
    hfid: [first]
    display_label: first
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.node_convert import NODE_CONVERT

MODULE = NODE_CONVERT


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
