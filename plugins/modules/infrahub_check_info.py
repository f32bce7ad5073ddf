#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_check_info
short_description: Look up checks in Infrahub
description:
  - Creates, updates and deletes check definitions. Each says which Python of a repository looks whether the data of
    a proposed change is right.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the check.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_check
"""

EXAMPLES = r"""
- name: All checks
  opsweave.platform.infrahub_check_info:
  register: every

- name: The one of this name
  opsweave.platform.infrahub_check_info:
    name: tag_names
  register: one
"""

RETURN = r"""
resources:
  description: The checks found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - name: tag_names
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
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.check import CHECK

MODULE = info(CHECK)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
