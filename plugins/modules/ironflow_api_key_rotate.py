#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_api_key_rotate
short_description: Give an API key of Ironflow a new text
description:
  - Makes a new text for a key, with the roles that it has. The old text is then of no use.
  - The text is told this once. Give the task C(no_log=true) and keep what it registers.
  - Some servers give the key a new id; the one that is returned counts.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of the key.
    type: str
  name:
    description: Name of the key, where O(id) is not given.
    type: str
  platform:
    description: Whether it is a key of the whole server.
    type: bool
    default: false
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.once
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_api_key
"""

EXAMPLES = r"""
- name: A key
  opsweave.platform.ironflow_api_key:
    name: build
    roles: [developer]
  no_log: true

- name: A new text for it
  opsweave.platform.ironflow_api_key_rotate:
    name: build
  register: build_key
  no_log: true
"""

RETURN = r"""
key:
  description: The new text; null in check mode.
  type: str
  returned: success
  sample: ifkey_0123456789abcdef0123456789abcdef
id:
  description: Id of the key from now on; null in check mode.
  type: str
  returned: success
  sample: ak_0f3a91c2
key_prefix:
  description: How the text begins, which is what look-ups tell of it; null in check mode.
  type: str
  returned: success
  sample: ifkey_01234567
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.api_key_rotate import ROTATE

MODULE = ROTATE


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
