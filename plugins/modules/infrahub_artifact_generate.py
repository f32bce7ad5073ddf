#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_artifact_generate
short_description: Have Infrahub make artifacts anew
description:
  - Makes the artifacts of a definition for all members of its group, for some, or the artifact of one node.
  - When it has waited, it reports a change only where an artifact is new or holds something else than before.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  definition:
    description: Name of the artifact definition whose artifacts are made.
    type: str
  targets:
    description:
      - Ids of the nodes whose artifacts are made. Left out, they are made for all members of the group.
      - Infrahub can do this only for nodes that have an artifact of O(definition) already.
    type: list
    elements: str
  artifact_id:
    description: Id of the artifact.
    type: str
  artifact_name:
    description: Name of the artifact of O(target_id).
    type: str
  target_id:
    description: Id of the node that the artifact is of.
    type: str
  wait:
    description:
      - Whether to wait until the artifacts are made. The task fails with the reasons where one cannot be made.
      - Without it each run reports a change.
    type: bool
    default: true
  wait_timeout:
    description: Seconds to wait at most. After them the task fails and tells the last state; the work goes on.
    type: int
    default: 300
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.waiting
  - opsweave.platform.attributes
  - opsweave.platform.attributes.group_infrahub
attributes:
  check_mode:
    description: Can run in C(check_mode) and return changed status prediction without modifying target.
    support: partial
    details: >-
      In check mode nothing is made, and a change is foretold.
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in C(check_mode)), in diff mode.
    support: none
  idempotent:
    description: When run twice in a row with the same arguments, the second run reports no change.
    support: partial
    details: >-
      An artifact whose content stays the same is not reported as a change. Without O(wait) each run reports one.
seealso:
  - module: opsweave.platform.infrahub_artifact
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

- name: The text of one box again
  opsweave.platform.infrahub_artifact_generate:
    artifact_name: box-text
    target_id: "{{ box.resource.id }}"
"""

RETURN = r"""
msg:
  description: What is generated, in one sentence.
  type: str
  returned: success
  sample: artifacts of box_text are generated
artifacts:
  description: The artifacts that were to be made, as they are afterwards; without O(wait) as they are before.
  type: list
  elements: dict
  returned: success, but not in check mode
  sample:
    - id: 18ea3b32-0ca5-0449-e3a2-169ab1428606
      name: box-text
      status: Ready
      content_type: text/plain
      checksum: ec76eac3bc03ea0a95b089c52e2ca494
      storage_id: 18ea3b32-3881-a180-e3d7-169abfef63e0
      target:
        id: 18ea3b2b-1f6a-a6c7-e3f9-169ae4c96cd9
        display_label: one
      definition: box_text
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.artifact_generate import ARTIFACT_GENERATE

MODULE = ARTIFACT_GENERATE


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
