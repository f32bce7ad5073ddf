#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_webhook_source_info
short_description: Look up sources of webhooks in Ironflow
description: Lists all sources of webhooks, or those of one name. Secrets and tokens are never told.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Only the source with this id.
    type: str
  name:
    description: Only sources of this name.
    type: str
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
- name: All sources of webhooks
  opsweave.platform.ironflow_webhook_source_info:
  register: sources
"""

RETURN = r"""
resources:
  description: The sources found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - id: wh_0b0d1f0e-31f1-4d3e-9a5c-6f0f1a2b3c4d
      name: github
      event_prefix: github
      verify_header: ""
      verify_algorithm: ""
      verify_config:
        signature_header: X-Hub-Signature-256
        kv_delimiter: "="
        signature_key: sha256
        signing_template: "{body}"
        encoding: hex
        algorithm: hmac-sha256
        event_name_path: header:X-GitHub-Event
        dedup_id_path: header:X-GitHub-Delivery
      schema_version: 1
      metadata: {}
      source_type: generic
      verify_secret_set: true
      verify_secret_prev_set: false
      verify_secret_prev_expires_at:
      ingest_token_prefix: ifwh_0123abcd
      created_at: "2026-01-02T03:04:05Z"
      updated_at: "2026-01-02T03:04:05Z"
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.webhook_source import WEBHOOK_SOURCE

MODULE = info(WEBHOOK_SOURCE)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
