#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_repository_info
short_description: Look up repositories in Infrahub
description:
  - Registers a git repository with Infrahub, changes how it is reached or what is followed in it, and deletes it.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the repository.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_repository
"""

EXAMPLES = r"""
- name: All repositories
  opsweave.platform.infrahub_repository_info:
  register: every

- name: The one of this name
  opsweave.platform.infrahub_repository_info:
    name: templates
  register: one
"""

RETURN = r"""
resources:
  description: The repositories found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - name: templates
      location: https://git.example.com/templates.git
      description: null
      credential: null
      commit: 9e99ba84112aa4789a2f9cba9e74f3d8e6f99027
      tags: []
      default_branch: main
      read_only: false
      internal_status: active
      operational_status: online
      sync_status: in-sync
      id: 18ea3b2b-4bd0-ff98-e3cf-169a90039cd2
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.repository import REPOSITORY

MODULE = info(REPOSITORY)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
