#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_transform
short_description: Manage transforms in Infrahub
description:
  - Creates, updates and deletes transforms. They make a text or data of what a stored query answers.
  - A transform that has O(template_path) is one of Jinja2, one that has O(file_path) and O(class_name) is one of
    Python. Which sort it is cannot be changed.
  - Transforms that a repository names in its C(.infrahub.yml) are made by Infrahub itself when it imports the
    repository.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the transform.
    type: str
    required: true
  label:
    description: Name to show. The server makes one of O(name) when this is left out.
    type: str
  description:
    description: What the transform makes.
    type: str
  query:
    description: Name of the stored query whose answer is transformed.
    type: str
  repository:
    description: Name of the repository with the template or the Python file.
    type: str
  time_limit:
    description: Seconds that the transform may take; 60 for a new one when this is left out.
    type: int
  tags:
    description: Names of the tags that the transform has.
    type: list
    elements: str
  template_path:
    description: Path of the Jinja2 template in the repository.
    type: str
  file_path:
    description: Path of the Python file in the repository.
    type: str
  class_name:
    description: Name of the class in O(file_path).
    type: str
  convert_query_response:
    description: Whether the class is given nodes of the SDK in place of plain data.
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
  - module: opsweave.platform.infrahub_transform_info
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

- name: The data of a tag
  opsweave.platform.infrahub_transform:
    name: tag_data
    query: tag_by_name
    repository: templates
    file_path: transforms/tag.py
    class_name: TagData
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The transform afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    name: tag_text
    label: Tag Text
    description: null
    query: tag_by_name
    repository: templates
    time_limit: 60
    tags: []
    template_path: templates/tag.j2
    id: 18ea3b2b-4bd0-ff98-e3cf-169a90039cd2
    sort: jinja2
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.core.ensure import ensure
from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.transform import TRANSFORM

MODULE = ensure(TRANSFORM)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
