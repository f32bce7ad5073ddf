#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_generator_run
short_description: Run a generator of Infrahub
description:
  - Runs a generator for all members of its group or for some, and waits until it has ended.
  - A generator that fails for a node fails the task, with what it says.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the generator.
    type: str
    required: true
  targets:
    description:
      - Ids of members of the generator's group to run it for. Left out, it runs for all; with an empty list for
        none.
    type: list
    elements: str
  wait:
    description: Whether to wait until the generator has ended.
    type: bool
    default: true
  wait_timeout:
    description: Seconds to wait at most. After them the task fails and tells the last state; the work goes on.
    type: int
    default: 600
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.waiting
  - opsweave.platform.attributes
  - opsweave.platform.attributes.once
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_generator
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

- name: A generator for each box
  opsweave.platform.infrahub_generator:
    name: box_tags
    repository: templates
    query: box
    targets: boxes
    file_path: generators/box.py
    class_name: BoxTags
    parameters:
      name: name__value

- name: Run it for all of them
  opsweave.platform.infrahub_generator_run:
    name: box_tags

- name: Run it for one
  opsweave.platform.infrahub_generator_run:
    name: box_tags
    targets: ["{{ box.resource.id }}"]
"""

RETURN = r"""
instances:
  description: How the generator ended last for each node.
  type: list
  elements: dict
  returned: success, but not in check mode
  sample:
    - id: 18ea3b32-0ca5-0449-e3a2-169ab1428606
      name: 'box_tags: one'
      status: Ready
      target:
        id: 18ea3b2b-1f6a-a6c7-e3f9-169ae4c96cd9
        display_label: one
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.generator_run import GENERATOR_RUN

MODULE = GENERATOR_RUN


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
