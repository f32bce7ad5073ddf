#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_webhook_header
short_description: Manage headers of webhooks in Infrahub
description:
  - Creates, updates and deletes headers that webhooks send. One header can be sent by many webhooks.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the header in Infrahub, by which webhooks name it.
    type: str
    required: true
  key:
    description: Name of the header as it is sent. Needed to create one.
    type: str
  value:
    description:
      - The value to send.
      - The server tells it to everybody who may look at headers; this module takes it for a secret and never reads it.
    type: str
  variable:
    description: The variable of the server's environment whose value is sent, in place of O(value).
    type: str
  description:
    description: What the header is for.
    type: str
  unset:
    description: Options to set back to no value.
    type: list
    elements: str
    choices: [description]
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.secret
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_webhook_header_info
  - module: opsweave.platform.infrahub_webhook
"""

EXAMPLES = r"""
- name: A header with a value of its own
  opsweave.platform.infrahub_webhook_header:
    name: source
    key: X-Source
    value: infrahub

- name: The header is gone
  opsweave.platform.infrahub_webhook_header:
    name: source
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The header afterwards, without its value; empty when absent.
  type: dict
  returned: success
  sample:
    name: tickets-key
    key: X-Tickets-Key
    variable: TICKETS_KEY
    description: null
    id: 18ea3a78-be5f-2d67-e3ce-14b7c35af4d3
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.webhook_header import ENSURE_HEADER

MODULE = ENSURE_HEADER


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
