#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_api_key
short_description: Manage API keys in Ironflow
description:
  - An API key lets a program in, with the roles that it bears. Only its roles can be changed.
  - The text of a key is told once, in C(resource.key) of the run that makes it. Give the task C(no_log=true) and
    keep what it registers.
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
  role_ids:
    description: Roles of the key, by id or name.
    type: list
    elements: str
    aliases: [roles]
  env_id:
    description: Id of the one environment that the key is for.
    type: str
  expires_in:
    description: How long the key is good, such as V(90d). The server tells only the end, so it counts on creation.
    type: str
  tool_scopes:
    description: What the key may do with agent tools. Known to Ironflow 0.43.1 and newer.
    type: list
    elements: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_api_key_info
"""

EXAMPLES = r"""
- name: A key for the build
  opsweave.platform.ironflow_api_key:
    name: build
    roles: [developer]
    expires_in: 90d
  register: build_key
  no_log: true

- name: The key is gone
  opsweave.platform.ironflow_api_key:
    name: build
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The key afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    id: ak_0f3a91c2
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
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.api_key import ENSURE_API_KEY

MODULE = ENSURE_API_KEY


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
