#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_webhook_delivery_info
short_description: Look up what came in from webhooks to Ironflow
description: Lists deliveries, the newest first, with what became of them.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Only deliveries to the source with this id.
    type: str
  name:
    description: Only deliveries to the source of this name.
    type: str
  status:
    description: Only deliveries of this status, such as V(delivered), V(rejected) or V(failed).
    type: str
  limit:
    description: How many at most; V(0) for all.
    type: int
    default: 100
  requests:
    description: Whether the bodies and headers that came are told too. They may hold secrets of the sender.
    type: bool
    default: false
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_webhook_source
"""

EXAMPLES = r"""
- name: What was turned away
  opsweave.platform.ironflow_webhook_delivery_info:
    status: rejected
  register: rejected
"""

RETURN = r"""
resources:
  description: The deliveries found; with C(request_body) and C(request_headers) when O(requests=true).
  type: list
  elements: dict
  returned: success
  sample:
    - id: whd_00000001
      source_id: wh_0b0d1f0e-31f1-4d3e-9a5c-6f0f1a2b3c4d
      external_id: 72d3162e-cc78-11e3-81ab-4c9367dc0958
      status: rejected
      event_id: ""
      error: signature mismatch
      signature_key: invalid
      created_at: "2026-01-02T03:04:05Z"
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.webhook import DELIVERY_INFO

MODULE = DELIVERY_INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
