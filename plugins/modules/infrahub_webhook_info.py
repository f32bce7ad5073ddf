#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_webhook_info
short_description: Look up webhooks in Infrahub
description:
  - Lists all webhooks, or one by its name, without their keys.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Only the webhook of this name.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_webhook
"""

EXAMPLES = r"""
- name: All webhooks
  opsweave.platform.infrahub_webhook_info:
  register: found

- name: Where they send
  ansible.builtin.debug:
    msg: "{{ found.resources | map(attribute='url') }}"
"""

RETURN = r"""
resources:
  description: The webhooks found; empty when there is none of that name.
  type: list
  elements: dict
  returned: success
  sample:
    - name: tickets
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
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.webhook import WEBHOOK

MODULE = info(WEBHOOK)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
