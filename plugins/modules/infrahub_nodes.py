#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_nodes
short_description: Manage many nodes of mixed kinds in Infrahub
description:
  - Creates and updates many nodes at once, from a list, from object files and from menu files, in whatever order they
    are given; they may refer to each other.
  - The whole input is checked before anything is written, and all that is wrong with it is said at once. What is there
    already is read in pages, only what differs is written, and that in batches. Interrupted anywhere, the next run
    completes it; nothing is made twice.
  - With O(identifier) the nodes are remembered in a tracking group. O(prune) deletes what is not given any more, of
    that group or of what O(prune_filters) find.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
notes:
  - An object inside another one, as object files have it, is an entry of its own. One whose relation to the outer node
    is mandatory gets that relation, and the outer node keeps peers that are not named; others become the peers of that
    relation. The same object may stand inside several others, if not in contradiction.
  - A server that is busy (429, 502, 503, 504) is waited for, O(api_retries) times in a row without any progress. Where
    an answer was lost, the task looks at what was done before it goes on.
options:
  nodes:
    description:
      - The nodes. Each has C(kind) and C(data), as M(opsweave.platform.infrahub_node) takes them, and C(id) or C(hfid)
        where the node is to get another name.
      - A peer may be a node of the same list, in any order and also in a circle, or an object that stands in its place
        as a dictionary with C(data) and, if need be, C(kind).
      - Either this or O(files) is needed, or both.
    type: list
    elements: dict
  files:
    description:
      - Object files and menu files in YAML or JSON, as C(infrahubctl) loads them, and folders. Of a folder, all files
        below it named C(*.yml), C(*.yaml) and C(*.json) are read. A file may hold several YAML documents.
      - They are read where the module runs. That is the controller, unless the task runs as an ordinary module
        elsewhere.
    type: list
    elements: path
  secrets:
    description:
      - Secret attributes of nodes that O(files) describe without them. Each has C(kind), C(hfid), and C(data) with the
        attributes of the kinds Password and HashedPassword.
    type: list
    elements: dict
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
    description:
      - Whether to delete the nodes of the tracking group, and those that O(prune_filters) find, which are not given any
        more. Needs O(identifier) or O(prune_filters).
    type: bool
    default: false
  prune_filters:
    description: Nodes of which O(prune) deletes what is not given. Those of any of the filters are meant.
    type: list
    elements: dict
    suboptions:
      kind:
        description: A kind. Where none of the nodes given is of it, its nodes stay, unless O(prune_empty) is set.
        type: str
        required: true
      filters:
        description: Which nodes of the kind, as M(opsweave.platform.infrahub_node_info) takes it; all of them without.
        type: dict
  prune_empty:
    description: Whether O(prune) may delete all of them, when nothing is given of what is pruned.
    type: bool
    default: false
  on_error:
    description:
      - What to do when the server refuses a node.
      - V(stop) sends nothing more, and fails with the first error.
      - V(continue) goes on with the nodes that do not need that one, deletes nothing, and fails at the end with all
        errors. C(failed_items) then has each with C(item), C(operation), C(field) and C(message), the words of the
        server.
    type: str
    choices: [stop, continue]
    default: stop
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
requirements:
  - PyYAML, where O(files) is given
seealso:
  - module: opsweave.platform.infrahub_export
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

- name: A file of objects
  ansible.builtin.copy:
    dest: /tmp/opsweave-example-objects.yml
    mode: "0644"
    content: |
      apiVersion: infrahub.app/v1
      kind: Object
      spec:
        kind: BuiltinTag
        parameters: {expand_range: true}
        data:
          - name: row-[1-3]
            description: Racks by the window

- name: The rows of the file and no others
  opsweave.platform.infrahub_nodes:
    files:
      - /tmp/opsweave-example-objects.yml
    prune: true
    prune_filters:
      - kind: BuiltinTag
        filters:
          name__values: [row-1, row-2, row-3, row-4]
    on_error: continue
    tracker: change-4711
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
