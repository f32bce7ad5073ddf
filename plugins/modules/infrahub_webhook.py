#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_webhook
short_description: Manage webhooks in Infrahub
description:
  - Creates, updates and deletes webhooks, by which Infrahub tells other systems what happens. They live on no branch.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the webhook.
    type: str
    required: true
  type:
    description:
      - A V(standard) webhook sends what Infrahub says of an event; a V(custom) one may send what a transformation
        makes of it.
      - V(standard) where it is left out. It cannot be changed.
    type: str
    choices: [standard, custom]
  url:
    description: Where to send. Needed to create a webhook.
    type: str
  event_type:
    description: The event to send, such as V(infrahub.node.created). The server takes V(all) where it is left out.
    type: str
  branch_scope:
    description: On which branches an event counts. The server takes V(default_branch) where it is left out.
    type: str
    choices: [default_branch, other_branches, all_branches]
  node_kind:
    description: Kind of the nodes whose events count; all, where it is left out.
    type: str
  description:
    description: What the webhook is for.
    type: str
  active:
    description: Whether it sends at all. It does, where this is left out.
    type: bool
  validate_certificates:
    description: Whether the certificate of O(url) must be valid.
    type: bool
  shared_key:
    description:
      - The secret that what is sent is signed with. A standard webhook must have one.
      - The server tells it to everybody who may look at webhooks; this module never reads it.
    type: str
  transformation:
    description: Name of the Python transformation that makes what a custom webhook sends.
    type: str
  headers:
    description: Names of headers to send too; M(opsweave.platform.infrahub_webhook_header) makes them.
    type: list
    elements: str
  exact:
    description: Whether O(headers) are to be exactly those that are given; otherwise they are added.
    type: bool
    default: false
  unset:
    description: Options to set back to no value.
    type: list
    elements: str
    choices: [node_kind, description, transformation]
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.secret
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_webhook_info
  - module: opsweave.platform.infrahub_webhook_header
"""

EXAMPLES = r"""
- name: A header with a value of the server's environment
  opsweave.platform.infrahub_webhook_header:
    name: tickets-key
    key: X-Tickets-Key
    variable: TICKETS_KEY

- name: New nodes are told to the ticket system
  opsweave.platform.infrahub_webhook:
    name: tickets
    url: https://tickets.example.com/infrahub
    event_type: infrahub.node.created
    shared_key: "{{ vault_tickets_key | default('an-example-key') }}"
    headers:
      - tickets-key

- name: Silent for now
  opsweave.platform.infrahub_webhook:
    name: tickets
    active: false

- name: The webhook is gone
  opsweave.platform.infrahub_webhook:
    name: tickets
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The webhook afterwards, without its key; empty when absent.
  type: dict
  returned: success
  sample:
    name: tickets
    type: standard
    url: https://tickets.example.com/infrahub
    event_type: infrahub.node.created
    branch_scope: default_branch
    node_kind: null
    description: null
    active: true
    validate_certificates: null
    transformation: null
    headers:
      - tickets-key
    id: 18ea3a78-be5f-2d67-e3ce-14b7c35af4d3
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.webhook import ENSURE_WEBHOOK

MODULE = ENSURE_WEBHOOK


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
