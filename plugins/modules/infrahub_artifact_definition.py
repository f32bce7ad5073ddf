#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_artifact_definition
short_description: Manage artifact_definitions in Infrahub
description:
  - Creates, updates and deletes artifact definitions. Each says by which transform an artifact is made for the
    members of a group.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the definition.
    type: str
    required: true
  artifact_name:
    description: Name of the artifacts.
    type: str
  description:
    description: What the artifacts are.
    type: str
  transformation:
    description: Name of the transform that makes them.
    type: str
  targets:
    description: Name of the group whose members have an artifact each.
    type: str
  parameters:
    description:
      - For each variable of the transform's query the path of its value in the member, such as V(name__value).
    type: dict
  content_type:
    description: What the artifacts hold.
    type: str
    choices:
    - application/json
    - application/yaml
    - application/xml
    - application/hcl
    - text/plain
    - text/markdown
    - text/csv
    - image/svg+xml
  unset:
    description: Options to set back to no value.
    type: list
    choices:
    - description
    elements: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_artifact_definition_info
"""

EXAMPLES = r"""
- name: A query that finds one tag
  opsweave.platform.infrahub_node:
    kind: CoreGraphQLQuery
    data:
      name: tag_by_name
      query: >-
        query Tag($name: String!) { BuiltinTag(name__value: $name) { edges { node { id name { value } } } } }

- name: A repository with templates
  opsweave.platform.infrahub_repository:
    name: templates
    location: https://git.example.com/templates.git

- name: The text of a tag
  opsweave.platform.infrahub_transform:
    name: tag_text
    query: tag_by_name
    repository: templates
    template_path: templates/tag.j2

- name: A group of those that it is for
  opsweave.platform.infrahub_node:
    kind: CoreStandardGroup
    data:
      name: tags_with_texts

- name: A text for each tag of the group
  opsweave.platform.infrahub_artifact_definition:
    name: tag_text
    artifact_name: tag-text
    transformation: tag_text
    targets: tags_with_texts
    parameters:
      name: name__value
    content_type: text/plain
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The artifact_definition afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    name: tag_text
    artifact_name: tag-text
    description: null
    transformation: tag_text
    targets: tags_with_texts
    parameters:
      name: name__value
    content_type: text/plain
    id: 18ea3b2b-4bd0-ff98-e3cf-169a90039cd2
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.core.ensure import ensure
from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.artifact_definition import ARTIFACT_DEFINITION

MODULE = ensure(ARTIFACT_DEFINITION)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
