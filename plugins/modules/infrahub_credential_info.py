#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_credential_info
short_description: Look up credentials in Infrahub
description:
  - Creates, updates and deletes credentials, with which Infrahub logs in to a git server.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the credential.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_credential
"""

EXAMPLES = r"""
- name: All credentials
  opsweave.platform.infrahub_credential_info:
  register: every

- name: The one of this name
  opsweave.platform.infrahub_credential_info:
    name: git-robot
  register: one
"""

RETURN = r"""
resources:
  description: The credentials found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - name: git-robot
      label: Git-Robot
      description: null
      username: robot
      id: 18ea3b2b-4bd0-ff98-e3cf-169a90039cd2
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.credential import CREDENTIAL

MODULE = info(CREDENTIAL)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
