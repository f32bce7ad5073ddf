#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_transform_render
short_description: Have a transform of Infrahub make its text or data
description:
  - Runs a transform for some variables, and gives what it makes in the result or in a file. Nothing is stored on
    the server.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the transform.
    type: str
    required: true
  variables:
    description:
      - Values for the variables of the transform's query; texts and numbers only. They are not shown in results.
    type: dict
  at:
    description: Work on the state at this instant, such as V(2026-01-02T03:04:05Z).
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
  - module: opsweave.platform.infrahub_transform
  - module: opsweave.platform.infrahub_artifact
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

- name: The text of one box
  opsweave.platform.infrahub_transform_render:
    name: box_text
    variables:
      name: one
  register: rendered

- name: The same in a file
  opsweave.platform.infrahub_transform_render:
    name: box_text
    variables:
      name: one
    dest: /tmp/opsweave-example-rendered.txt

- name: A transform of Python
  opsweave.platform.infrahub_transform:
    name: box_data
    query: box
    repository: templates
    file_path: box.py
    class_name: Box

- name: The data of one box
  opsweave.platform.infrahub_transform_render:
    name: box_data
    variables:
      name: one
"""

RETURN = r"""
text:
  description: What the transform makes, where that is not JSON.
  type: str
  returned: success, without O(dest)
  sample: box one
json:
  description: What the transform makes, where that is JSON.
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
from ..module_utils.infrahub.actions.transform_render import TRANSFORM_RENDER

MODULE = TRANSFORM_RENDER


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
