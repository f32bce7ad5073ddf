#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_transform_info
short_description: Look up transforms in Infrahub
description:
  - Creates, updates and deletes transforms. They make a text or data of what a stored query answers.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the transform.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_transform
"""

EXAMPLES = r"""
- name: All transforms
  opsweave.platform.infrahub_transform_info:
  register: every

- name: The one of this name
  opsweave.platform.infrahub_transform_info:
    name: tag_text
  register: one
"""

RETURN = r"""
resources:
  description: The transforms found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - name: tag_text
      label: Tag Text
      description: null
      query: tag_by_name
      repository: templates
      time_limit: 60
      tags: []
      template_path: templates/tag.j2
      id: 18ea3b2b-4bd0-ff98-e3cf-169a90039cd2
      sort: jinja2
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.transform import TRANSFORM

MODULE = info(TRANSFORM)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
