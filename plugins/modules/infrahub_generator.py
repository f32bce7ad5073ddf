#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_generator
short_description: Manage generators in Infrahub
description:
  - Creates, updates and deletes generator definitions. Each says which Python of a repository makes nodes for the
    members of a group.
  - To run one, see M(opsweave.platform.infrahub_generator_run).
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the generator.
    type: str
    required: true
  description:
    description: What the generator makes.
    type: str
  repository:
    description: Name of the repository with the Python file.
    type: str
  query:
    description: Name of the stored query whose answer the generator is given.
    type: str
  targets:
    description: Name of the group for whose members it runs.
    type: str
  file_path:
    description: Path of the Python file in the repository.
    type: str
  class_name:
    description: Name of the class in O(file_path).
    type: str
  parameters:
    description: For each variable of the query the path of its value in the member, such as V(name__value).
    type: dict
  convert_query_response:
    description: Whether the class is given nodes of the SDK in place of plain data.
    type: bool
  execute_in_proposed_change:
    description: Whether it runs for a proposed change.
    type: bool
  execute_after_merge:
    description: Whether it runs when a branch is merged.
    type: bool
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
  - module: opsweave.platform.infrahub_generator_info
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

- name: A group of those that it is for
  opsweave.platform.infrahub_node:
    kind: CoreStandardGroup
    data:
      name: tags_with_texts

- name: A generator for each tag of the group
  opsweave.platform.infrahub_generator:
    name: tag_twins
    repository: templates
    query: tag_by_name
    targets: tags_with_texts
    file_path: generators/tag.py
    class_name: TagTwins
    parameters:
      name: name__value
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The generator afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    name: tag_twins
    description: null
    repository: templates
    query: tag_by_name
    targets: tags_with_texts
    file_path: generators/tag.py
    class_name: TagTwins
    parameters:
      name: name__value
    convert_query_response: false
    execute_in_proposed_change: true
    execute_after_merge: true
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
from ..module_utils.infrahub.resources.generator import GENERATOR

MODULE = ensure(GENERATOR)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
