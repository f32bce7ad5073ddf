#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_webhook_source
short_description: Manage sources of webhooks in Ironflow
description:
  - Creates, changes and deletes a source, which lets somebody outside post events, at C(/api/v1/webhooks/) and its id.
  - A source is found by its O(name). Names need not be unique; of two with the same one the task fails and tells their
    ids.
  - The server tells C(ingest_token), which the sender needs, only when a source is made. Give the task
    C(no_log=true), and keep what it registers.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of a source that is there; with it the source can get another name.
    type: str
  name:
    description: Name of the source. Needed unless O(id) is given.
    type: str
  event_prefix:
    description:
      - What the names of its events begin with; the type of the payload comes after it. Needed to create a source. It
        cannot be changed.
    type: str
  verify_header:
    description:
      - Name of the header with the signature, where the body alone is signed, in hex. Otherwise O(verify_config) says
        how. It can be changed and not taken away.
    type: str
  verify_algorithm:
    description: What makes the signature in O(verify_header). It can be changed and not taken away.
    type: str
  verify_config:
    description:
      - How the provider signs. A source that has it needs O(verify_config.signature_header),
        O(verify_config.signing_template), O(verify_config.encoding) and O(verify_config.algorithm). What else is
        left out stays as it is.
    type: dict
    suboptions:
      signature_header:
        description: Name of the header with the signature, such as V(Stripe-Signature).
        type: str
      entry_separator:
        description: What stands between the entries of this header, where it has several.
        type: str
      kv_delimiter:
        description: What stands between key and value of an entry, where it has both.
        type: str
      signature_key:
        description: The key of entries that are signatures, such as V(v1).
        type: str
      timestamp_header:
        description: Name of the header with the time, where it has one of its own.
        type: str
      timestamp_key:
        description: The key of the entry that is the time, such as V(t).
        type: str
      signing_template:
        description: What is signed, with C({body}), C({ts}) and C({id}) in place of body, time and delivery.
        type: str
      encoding:
        description: How the signature is written.
        type: str
        choices: [hex, base64]
      algorithm:
        description: What makes the signature.
        type: str
        choices: [hmac-sha256, hmac-sha1]
      tolerance_seconds:
        description: How old a delivery may be; it needs C({ts}) in O(verify_config.signing_template).
        type: int
      event_name_path:
        description: Where the type of the event stands, such as V(header:X-GitHub-Event) or V(body:type).
        type: str
      dedup_id_path:
        description: Where the id of the delivery stands, such as V(header:X-GitHub-Delivery) or V(body:id).
        type: str
  verify_secret:
    description:
      - The secret that the sender signs with. The server never tells it. It is written when the source is made, when
        the source has none yet, and with O(update_secret=always); the one up to then stays good for a day.
      - See M(opsweave.platform.ironflow_webhook_rotate) for another time.
    type: str
  schema_version:
    description: Version of the schema that its events are held against. Ironflow has it from 0.34 on.
    type: int
  metadata:
    description: Anything that is to be kept with the source.
    type: dict
  unset:
    description: Options to clear.
    type: list
    elements: str
    choices: [metadata]
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.secret
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_webhook_source_info
  - module: opsweave.platform.ironflow_webhook_rotate
  - module: opsweave.platform.ironflow_webhook_test
"""

EXAMPLES = r"""
- name: Events of a repository
  opsweave.platform.ironflow_webhook_source:
    name: github
    event_prefix: github
    verify_secret: open-sesame
    verify_config:
      signature_header: X-Hub-Signature-256
      kv_delimiter: "="
      signature_key: sha256
      signing_template: "{body}"
      encoding: hex
      algorithm: hmac-sha256
      event_name_path: header:X-GitHub-Event
      dedup_id_path: header:X-GitHub-Delivery
  register: github
  no_log: true

- name: No source that nobody uses
  opsweave.platform.ironflow_webhook_source:
    name: gitlab
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The source afterwards; empty when absent. It has its C(ingest_token) only when it was made.
  type: dict
  returned: success
  sample:
    id: wh_0b0d1f0e-31f1-4d3e-9a5c-6f0f1a2b3c4d
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
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.core.ensure import ensure
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.webhook_source import WEBHOOK_SOURCE

MODULE = ensure(WEBHOOK_SOURCE)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
