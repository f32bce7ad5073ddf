#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_artifact
short_description: Read an artifact of Infrahub
description:
  - Reads what Infrahub has made for a node, such as its configuration, into the result or into a file.
  - An artifact that is not ready is not read; the task fails and says why it could not be made. See
    M(opsweave.platform.infrahub_artifact_generate).
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  artifact_id:
    description: Id of the artifact.
    type: str
  artifact_name:
    description: Name of the artifact of O(target_id).
    type: str
  target_id:
    description: Id of the node that the artifact is of.
    type: str
  dest:
    description:
      - File to write, on the machine where the task runs. Its folder must be there.
      - It is written whole or not at all, and only when its content differs.
    type: path
  mode:
    description:
      - Permissions of O(dest) in octal, such as V('0644'). A new file is readable by its owner only when this is
        left out.
    type: raw
  owner:
    description: Name or number of the user that owns O(dest).
    type: str
  group:
    description: Name or number of the group that owns O(dest).
    type: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_artifact_generate
  - module: opsweave.platform.infrahub_artifact_definition
"""

EXAMPLES = r"""
- name: A kind of node that can have artifacts
  opsweave.platform.infrahub_schema:
    schemas:
      - version: "1.0"
        nodes:
          - name: Box
            namespace: Lab
            inherit_from: [CoreArtifactTarget]
            human_friendly_id: [name__value]
            attributes:
              - {name: name, kind: Text, unique: true}

- name: A node of it
  opsweave.platform.infrahub_node:
    kind: LabBox
    data:
      name: one
  register: box

- name: What an artifact is made of, and for whom
  opsweave.platform.infrahub_nodes:
    nodes:
      - kind: CoreGraphQLQuery
        data:
          name: box
          query: "query Box($name: String!) { LabBox(name__value: $name) { edges { node { name { value } } } } }"
      - kind: CoreStandardGroup
        data:
          name: boxes
          members: [{kind: LabBox, hfid: [one]}]

- name: The repository with the template
  opsweave.platform.infrahub_repository:
    name: templates
    location: https://git.example.com/templates.git

- name: The transform
  opsweave.platform.infrahub_transform:
    name: box_text
    query: box
    repository: templates
    template_path: box.j2

- name: A text for each box
  opsweave.platform.infrahub_artifact_definition:
    name: box_text
    artifact_name: box-text
    transformation: box_text
    targets: boxes
    parameters:
      name: name__value
    content_type: text/plain

- name: The texts of all boxes
  opsweave.platform.infrahub_artifact_generate:
    definition: box_text

- name: The text of one box
  opsweave.platform.infrahub_artifact:
    artifact_name: box-text
    target_id: "{{ box.resource.id }}"
  register: artifact

- name: The same in a file
  opsweave.platform.infrahub_artifact:
    artifact_id: "{{ artifact.resource.id }}"
    dest: /tmp/opsweave-example-artifact.txt
    mode: "0640"

- name: The same as data
  opsweave.platform.infrahub_artifact_definition:
    name: box_data
    artifact_name: box-data
    transformation: box_text
    targets: boxes
    parameters:
      name: name__value
    content_type: application/json

- name: The data of all boxes
  opsweave.platform.infrahub_artifact_generate:
    definition: box_data

- name: The data of one box
  opsweave.platform.infrahub_artifact:
    artifact_name: box-data
    target_id: "{{ box.resource.id }}"
"""

RETURN = r"""
resource:
  description: The artifact.
  type: dict
  returned: success
  sample:
    id: 18ea3b32-0ca5-0449-e3a2-169ab1428606
    name: box-text
    status: Ready
    content_type: text/plain
    checksum: ec76eac3bc03ea0a95b089c52e2ca494
    storage_id: 18ea3b32-3881-a180-e3d7-169abfef63e0
    target:
      id: 18ea3b2b-1f6a-a6c7-e3f9-169ae4c96cd9
      display_label: one
    definition: box_text
text:
  description: What the artifact holds, where that is not JSON.
  type: str
  returned: success, without O(dest)
  sample: box one
json:
  description: What the artifact holds, where that is JSON.
  type: raw
  returned: success, without O(dest)
  sample:
    box: one
dest:
  description: The file.
  type: str
  returned: success, with O(dest)
  sample: /etc/network/box.cfg
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.artifact import ARTIFACT

MODULE = ARTIFACT


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
