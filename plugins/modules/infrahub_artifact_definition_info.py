#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_artifact_definition_info
short_description: Look up artifact_definitions in Infrahub
description:
  - Creates, updates and deletes artifact definitions. Each says by which transform an artifact is made for the
    members of a group.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the definition.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_artifact_definition
"""

EXAMPLES = r"""
- name: All artifact definitions
  opsweave.platform.infrahub_artifact_definition_info:
  register: every

- name: The one of this name
  opsweave.platform.infrahub_artifact_definition_info:
    name: tag_text
  register: one
"""

RETURN = r"""
resources:
  description: The artifact_definitions found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - name: tag_text
      artifact_name: tag-text
      description: null
      transformation: tag_text
      targets: tags_with_texts
      parameters:
        name: name__value
      content_type: text/plain
      id: 18ea3b2b-4bd0-ff98-e3cf-169a90039cd2
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.artifact_definition import ARTIFACT_DEFINITION

MODULE = info(ARTIFACT_DEFINITION)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
