#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_manifest_info
short_description: Write down what there is in Infino as a document
description:
  - Gives a document that M(opsweave.platform.infino_manifest) takes, and that changes nothing where it comes from.
  - Secrets are left out and listed. So is what the server brings with it, and users who have the role
    C(infino_admin_role).
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  sections:
    description: Only these sections; all of them without it.
    type: list
    elements: str
    choices: [datasets, roles, users, connections, import_jobs, visualizations, dashboards]
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_manifest
"""

EXAMPLES = r"""
- name: All that there is
  opsweave.platform.infino_manifest_info:
  register: infino

- name: The same once more, which changes nothing
  opsweave.platform.infino_manifest:
    manifest: "{{ infino.manifest }}"
"""

RETURN = r"""
manifest:
  description: The document, with a list for each section.
  type: dict
  returned: success
  sample: {datasets: [{name: devices}], roles: [], users: [{name: ada, roles: [reader]}]}
missing_secrets:
  description: What is left out of the document since the server does not tell it.
  type: list
  elements: str
  returned: success
  sample: ["user ada: password"]
"""

from ..module_utils.core.manifest import manifest_info
from ..module_utils.entry import run_module
from ..module_utils.infino.client import INFINO
from ..module_utils.infino.manifest import sections

MODULE = manifest_info(INFINO, sections)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
