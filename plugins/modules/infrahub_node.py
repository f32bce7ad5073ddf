#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_node
short_description: Manage a node of any kind in Infrahub
description:
  - Creates, updates and deletes one node of any kind that the server's schema has.
  - The node is found by O(id), by O(hfid), or by what of O(data) makes up its human friendly id or is unique.
    A node that none of these names is refused, never made twice.
  - What O(data) holds is checked against the schema before anything is written.
    Values are compared in the types of the schema.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  kind:
    description: Kind of the node, such as V(DcimDevice).
    type: str
    required: true
  data:
    description:
      - Attributes and relations by name. What is not named is left as it is; V(null) unsets.
      - An attribute is written as its value, or as a dictionary with C(value) and what stands around it, C(source),
        C(owner) and C(is_protected); those are accounts, groups or repositories by name or id. Of an attribute of the
        kind JSON such a dictionary counts only where C(value) is in it.
      - C(is_default) set to V(true) gives an attribute back to its default, its profile or its template.
      - A number may come C(from_pool), a dictionary with C(pool), its name or id, and C(identifier). A number that the
        node has from that pool is kept.
      - A peer of a relation is written as its human friendly id, in one text (V(ams-sw1__eth0)) or as a list of
        its parts, as its id, or as a dictionary with C(id) or C(hfid), and C(kind) where the relation allows
        several kinds. Such a dictionary takes C(source), C(owner) and C(is_protected) too.
      - A dictionary with C(data), and C(kind) where there are several, is a peer that is made if it does not exist.
        One that exists is only referred to. Peers that cannot be without this node are made after it.
      - An address or a prefix may come C(from_pool), with C(pool), C(identifier), C(prefix_length) and C(data), for
        prefixes C(member_type) and C(kind) too. The same identifier gives the same one, to every node. A peer that
        the node has from that pool is kept.
      - A relation to many takes the list of all its peers; their order does not matter.
      - Values of attributes of the kinds Password and HashedPassword are secrets. They are written on creation,
        and later only with O(update_secret=always).
      - C(object_template) and C(profiles) are relations like others. What they give is left as it is unless named.
    type: dict
  id:
    description: Id of a node that exists; with it the node can get another name.
    type: str
  hfid:
    description: Human friendly id of the node, as a list of its parts; with it the node can get another name.
    type: list
    elements: str
  file_path:
    description:
      - File with the content of a node whose kind inherits C(CoreFileObject), on the machine where the task runs. It is
        sent only when its content is another than the node has.
      - M(opsweave.platform.infrahub_file) can do more with such nodes.
    type: path
  fetch_file:
    description: Whether to give the content of such a node in the result.
    type: bool
    default: false
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.secret
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
"""

EXAMPLES = r"""
- name: A tag
  opsweave.platform.infrahub_node:
    kind: BuiltinTag
    data:
      name: blue
      description: Sky and sea

- name: A group that holds it
  opsweave.platform.infrahub_node:
    kind: CoreStandardGroup
    data:
      name: colours
      members:
        - {kind: BuiltinTag, hfid: [blue]}

- name: The tag gets another name
  opsweave.platform.infrahub_node:
    kind: BuiltinTag
    hfid: [blue]
    data:
      name: azure

- name: A description that says where it is from
  opsweave.platform.infrahub_node:
    kind: BuiltinTag
    data:
      name: azure
      description:
        value: Sky and sea
        source: admin
        is_protected: true

- name: A group with a tag that is made for it
  opsweave.platform.infrahub_node:
    kind: CoreStandardGroup
    data:
      name: warm
      members:
        - kind: BuiltinTag
          data: {name: red, description: Like a rose}

- name: The description is given up again
  opsweave.platform.infrahub_node:
    kind: BuiltinTag
    data:
      name: azure
      description: {is_default: true}

- name: The tag is gone
  opsweave.platform.infrahub_node:
    kind: BuiltinTag
    data:
      name: azure
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description:
    - The node afterwards, with the fields that O(data) names, each in the form in which it is written there;
      empty when absent.
    - What comes from a pool is in C(value) beside C(from_pool).
  type: dict
  returned: success
  sample:
    id: 18ea3a77-8080-2bec-e3ca-14b7b30c3312
    hfid: [blue]
    display_label: blue
    name: blue
    description: Sky and sea
object:
  description: As RV(resource), each field by its plain value or peers.
  type: dict
  returned: success
  sample:
    id: 18ea3a77-8080-2bec-e3ca-14b7b30c3312
    hfid: [blue]
    display_label: blue
    name: blue
    description: Sky and sea
msg:
  description: What was done, in words.
  type: str
  returned: success
  sample: BuiltinTag blue created
binary:
  description: The content of the node's file in base64.
  type: str
  returned: success, with O(fetch_file), but not when the node is absent
  sample: aW50ZXJmYWNlIGV0aDA=
text:
  description: The content of the node's file, where it is text in UTF-8; else empty.
  type: str
  returned: success, with O(fetch_file), but not when the node is absent
  sample: interface eth0
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.node import NODE

MODULE = NODE


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
