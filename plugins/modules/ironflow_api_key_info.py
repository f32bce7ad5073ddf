#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_api_key_info
short_description: Look up API keys in Ironflow
description:
  - Looks up API keys.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of a key that exists.
    type: str
  name:
    description: Name of the key. Names need not be unique on the server; two keys of one name are refused, and O(id)
      then says which is meant.
    type: str
  platform:
    description: Whether it is a key of the whole server, which needs platform credentials.
    type: bool
    default: false
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_api_key
"""

EXAMPLES = r"""
- name: All keys
  opsweave.platform.ironflow_api_key_info:
"""

RETURN = r"""
resources:
  description: The API keys found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - id: ak_0f3a91c2
      name: build
      platform: false
      role_ids:
        - role_developer
      env_id: env_default
      tool_scopes: []
      key: ifkey_0123456789abcdef0123456789abcdef
      key_prefix: ifkey_01234567
      expires_at: null
      last_used_at: null
      created_at: '2026-01-02T03:04:05Z'
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.api_key import API_KEY

MODULE = info(API_KEY)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
