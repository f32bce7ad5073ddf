#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_node_info
short_description: Look up nodes of any kind in Infrahub
description:
  - Lists the nodes of one kind, all of them or those that fit, with the fields that are asked for.
  - The kind may be a generic one, such as V(CoreGroup). Each node then tells which kind it is.
  - Attributes of the kinds Password and HashedPassword are secrets. They are not told and cannot be looked for.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  kind:
    description: Kind of the nodes, such as V(BuiltinTag).
    type: str
    required: true
  id:
    description: Only the node of this id.
    type: str
  hfid:
    description: Only the node of this human friendly id, as a list of its parts.
    type: list
    elements: str
  filters:
    description:
      - Only nodes that fit all of these. The names are those of the kind's query in GraphQL, such as C(name__value),
        C(name__values), C(height__isnull), C(tags__ids), C(tags__name__value) or C(any__value).
      - With C(partial_match) set to V(true), it is enough for texts that what is given lies within.
    type: dict
  fields:
    description:
      - The attributes and relations to tell. Without it these are all attributes, and the relations to one peer.
      - Peers are told by their human friendly id in one text, such as V(ams-sw1__eth0), or by id where they have none.
    type: list
    elements: str
  include:
    description:
      - Dotted paths of what to tell besides all attributes and relations to one, such as V(interfaces) or
        V(interfaces.ip_addresses) or V(site.parent.name), to any depth. A path that ends at a relation brings the
        attributes of its peers.
      - With this or O(exclude) each peer is a dictionary with C(id), C(hfid), C(display_label), C(kind) and what is
        included of it. Nodes of a generic kind have the fields of the kind that each is.
    type: list
    elements: str
  exclude:
    description: Dotted paths of what not to tell.
    type: list
    elements: str
  properties:
    description:
      - Whether to tell C(properties) of each node, by attribute and relation to one, C(is_protected), C(source),
        C(owner), C(updated_at), and of attributes C(is_default) and C(is_from_profile).
      - This takes the server about 5 ms a value.
    type: bool
    default: false
  metadata:
    description: Whether to tell C(metadata) of each node, when and by whom it was created and updated.
    type: bool
    default: false
  order:
    description:
      - What to order by, such as V(name), V(name__desc), V(parent__name) or V(node_metadata__created_at__desc).
      - Without it the order is that of the schema.
    type: list
    elements: str
  limit:
    description: The most nodes to return. Without it all are returned, fetched 500 at a time.
    type: int
  offset:
    description: How many nodes to leave out at the beginning.
    type: int
    default: 0
  count_only:
    description: Whether to tell only how many nodes fit.
    type: bool
    default: false
  at:
    description: Look up what there was at this instant, such as V(2026-01-02T03:04:05Z).
    type: str
  select:
    description:
      - What to take out of the nodes, as RV(selected). A JMESPath expression such as V([].name), or keys and list
        numbers with dots between them such as V(0.name).
    type: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infrahub
requirements:
  - jmespath, where O(select) is more than keys with dots between them
seealso:
  - module: opsweave.platform.infrahub_node
  - module: opsweave.platform.infrahub_query
"""

EXAMPLES = r"""
- name: Some tags to look for
  opsweave.platform.infrahub_node:
    kind: BuiltinTag
    data:
      name: "{{ item }}"
      description: A colour
  loop: [blue, red]

- name: Tags by their names, the last one first
  opsweave.platform.infrahub_node_info:
    kind: BuiltinTag
    filters:
      name__values: [blue, red]
    order: [name__desc]
  register: tags

- name: Groups with their members, and who made them
  opsweave.platform.infrahub_node_info:
    kind: CoreStandardGroup
    include: [members]
    metadata: true
    select: "[].{group: name, members: members[].display_label}"

- name: How many tags there are
  opsweave.platform.infrahub_node_info:
    kind: BuiltinTag
    count_only: true

- name: Whatever has blue somewhere
  opsweave.platform.infrahub_node_info:
    kind: BuiltinTag
    filters:
      any__value: blu
      partial_match: true
    fields: [name]
"""

RETURN = r"""
resources:
  description:
    - The nodes found, each with C(id), C(hfid), C(display_label), C(kind) and its fields, and where they are asked for
      C(properties) and C(metadata).
  type: list
  elements: dict
  returned: success
  sample:
    - id: 18ea3a77-8080-2bec-e3ca-14b7b30c3312
      hfid: [red]
      display_label: red
      kind: BuiltinTag
      name: red
      description: A colour
count:
  description: How many nodes fit, whatever O(limit) and O(offset) are.
  type: int
  returned: success
  sample: 2
selected:
  description: What O(select) found in the nodes; null without it.
  type: raw
  returned: success
  sample: [blue, red]
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.node_info import NODE_INFO

MODULE = NODE_INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
