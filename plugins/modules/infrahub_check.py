#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_check
short_description: Manage checks in Infrahub
description:
  - Creates, updates and deletes check definitions. Each says which Python of a repository looks whether the data of
    a proposed change is right.
  - To run checks, see M(opsweave.platform.infrahub_check_run).
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the check.
    type: str
    required: true
  description:
    description: What the check looks at.
    type: str
  repository:
    description: Name of the repository with the Python file.
    type: str
  file_path:
    description: Path of the Python file in the repository.
    type: str
  class_name:
    description: Name of the class in O(file_path).
    type: str
  query:
    description: Name of the stored query whose answer is looked at.
    type: str
  targets:
    description: Name of the group for each of whose members it runs. Without one it runs once.
    type: str
  parameters:
    description: For each variable of the query the path of its value in the member, such as V(name__value).
    type: dict
  time_limit:
    description: Seconds that the check may take; 60 for a new one when this is left out.
    type: int
  tags:
    description: Names of the tags that the check has.
    type: list
    elements: str
  unset:
    description: Options to set back to no value.
    type: list
    choices:
    - description
    - query
    - targets
    - parameters
    elements: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_check_info
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

- name: A check of all tags
  opsweave.platform.infrahub_check:
    name: tag_names
    repository: templates
    query: tag_by_name
    file_path: checks/tag.py
    class_name: TagNames
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The check afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    name: tag_names
    description: null
    repository: templates
    file_path: checks/tag.py
    class_name: TagNames
    query: tag_by_name
    targets: null
    parameters: null
    time_limit: 60
    tags: []
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
from ..module_utils.infrahub.resources.check import CHECK

MODULE = ensure(CHECK)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
