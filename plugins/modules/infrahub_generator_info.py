#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_generator_info
short_description: Look up generators in Infrahub
description:
  - Creates, updates and deletes generator definitions. Each says which Python of a repository makes nodes for the
    members of a group.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the generator.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_generator
"""

EXAMPLES = r"""
- name: All generators
  opsweave.platform.infrahub_generator_info:
  register: every

- name: The one of this name
  opsweave.platform.infrahub_generator_info:
    name: tag_twins
  register: one
"""

RETURN = r"""
resources:
  description: The generators found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - name: tag_twins
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
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.generator import GENERATOR

MODULE = info(GENERATOR)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
