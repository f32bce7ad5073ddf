#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_account_token
short_description: Manage own API tokens of Infrahub
description:
  - Creates and deletes API tokens of the account that the task logs in as, by their names.
  - Infrahub gives tokens only to who logs in with O(api_username) and O(api_password); where these are given,
    O(api_token) is not used.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the token. Two tokens of one name are an error here, though not on the server.
    type: str
    required: true
  expiration:
    description: When the token expires, as an ISO 8601 time; never, where it is left out. It cannot be changed.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_account_token_info
  - module: opsweave.platform.infrahub_own_account
"""

EXAMPLES = r"""
- name: A token for the pipeline
  opsweave.platform.infrahub_account_token:
    api_username: admin
    api_password: infrahub
    name: pipeline
    expiration: "2099-01-01T00:00:00Z"
  register: made
  no_log: true

- name: The token is gone
  opsweave.platform.infrahub_account_token:
    api_username: admin
    api_password: infrahub
    name: pipeline
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The token afterwards, without its value; empty when absent.
  type: dict
  returned: success
  sample:
    name: pipeline
    expiration: "2099-01-01T00:00:00Z"
    id: 18ea3a78-be5f-2d67-e3ce-14b7c35af4d3
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
token:
  description:
    - The value of the new token. The server never tells it again, and neither does a second run.
    - It stands in clear in this one result, so set C(no_log) on the task.
  type: str
  returned: when a token was created
  sample: 18ea3a77-807f-3d72-e346-14b70fc39d0f
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.account_token import ACCOUNT_TOKEN

MODULE = ACCOUNT_TOKEN


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
