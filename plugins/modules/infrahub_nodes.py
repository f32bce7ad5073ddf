#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_nodes
short_description: Manage many nodes of mixed kinds in Infrahub
description:
  - Creates and updates many nodes at once, in whatever order they are given; they may refer to each other.
  - The whole input is checked before anything is written. What is there already is read in pages, only what differs is
    written, and that in batches. Interrupted anywhere, the next run completes it; nothing is made twice.
  - With O(identifier) the nodes are remembered in a tracking group, and O(prune) deletes those of it that are not
    given any more.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  nodes:
    description:
      - The nodes. Each has C(kind) and C(data), as M(opsweave.platform.infrahub_node) takes them, and C(id) or C(hfid)
        where the node is to get another name.
      - A peer may be a node of the same list.
    type: list
    elements: dict
    required: true
  identifier:
    description:
      - Name of the tracking group that remembers which nodes were given. It is the name that the vendor's SDK uses for
        the same identifier and O(params).
      - A node that is a group itself is not remembered, since the server takes no group for a member of another.
    type: str
  params:
    description: What further tells tracking groups of one O(identifier) apart, such as a site.
    type: dict
  prune:
    description: Whether to delete the nodes of the tracking group that are not given any more. Needs O(identifier).
    type: bool
    default: false
  prune_empty:
    description: Whether O(prune) may delete all of them, when O(nodes) is empty.
    type: bool
    default: false
  batch_size:
    description: How many nodes are written with one request.
    type: int
    default: 50
  concurrency:
    description: How many requests are under way at once. More than 2 rarely helps, and may be answered with HTTP 429.
    type: int
    default: 2
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.secret
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_node
"""

EXAMPLES = r"""
- name: Two tags and a group that holds them
  opsweave.platform.infrahub_nodes:
    identifier: palette
    nodes:
      - kind: CoreStandardGroup
        data:
          name: warm
          members:
            - {kind: BuiltinTag, hfid: [red]}
            - {kind: BuiltinTag, hfid: [orange]}
      - {kind: BuiltinTag, data: {name: red}}
      - {kind: BuiltinTag, data: {name: orange, description: Between red and yellow}}

- name: Orange is not wanted any more
  opsweave.platform.infrahub_nodes:
    identifier: palette
    prune: true
    nodes:
      - kind: CoreStandardGroup
        data:
          name: warm
          members:
            - {kind: BuiltinTag, hfid: [red]}
      - {kind: BuiltinTag, data: {name: red}}
"""

RETURN = r"""
operations:
  description: How many nodes were, or in check mode would be, created, updated, deleted or left as they are.
  type: dict
  returned: success
  sample: {create: 2, update: 1, delete: 0, none: 997}
resources:
  description: The nodes that changed. C(id) of one that is created is known once it has been written.
  type: list
  elements: dict
  returned: success
  sample:
    - kind: BuiltinTag
      name: red
      operation: create
      id: 18ea3a77-8080-2bec-e3ca-14b7b30c3312
group:
  description: The tracking group, with how many nodes join it; empty without O(identifier).
  type: dict
  returned: success
  sample: {name: palette, joining: 2}
unverified:
  description: Fields that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.nodes import NODES

MODULE = NODES


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
