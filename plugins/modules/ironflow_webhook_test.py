#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_webhook_test
short_description: Try how Ironflow checks the signature of a webhook
description:
  - Asks the server what it would make of a delivery with some body and headers. Nothing is written or emitted.
  - With O(id) or O(name) the source's own secret and descriptor are used where O(verify_secret) and O(verify_config) do
    not say another. A signature that is not right is told, and is no failure.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of the source.
    type: str
  name:
    description: Name of the source, where O(id) is not given.
    type: str
  verify_config:
    description:
      - How the provider signs. It needs O(verify_config.signature_header), O(verify_config.signing_template),
        O(verify_config.encoding) and O(verify_config.algorithm), which a source that is named may have.
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
    description: The secret, where it is another than that of the source.
    type: str
  body:
    description: The body of the delivery, to the letter.
    type: str
    required: true
  headers:
    description: The headers of the delivery.
    type: dict
    required: true
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
- name: Is this how it is signed?
  opsweave.platform.ironflow_webhook_test:
    verify_config:
      signature_header: X-Hub-Signature-256
      kv_delimiter: "="
      signature_key: sha256
      signing_template: "{body}"
      encoding: hex
      algorithm: hmac-sha256
    verify_secret: open-sesame
    body: Hello
    headers:
      X-Hub-Signature-256: sha256=5f0aa56a9cb4f97a2b4e4d0a4b3f1c30d8a5b0d9a2f4c0d8d5bb6f7a1b2c3d4e
  register: tried
"""

RETURN = r"""
verified:
  description: Whether the signature is right.
  type: bool
  returned: success
  sample: false
error:
  description: Why it is not; empty when it is.
  type: str
  returned: success
  sample: signature mismatch
signing_string:
  description: What was signed.
  type: str
  returned: success
  sample: Hello
computed_signature:
  description: The signature that would be right.
  type: str
  returned: success
  sample: 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824
presented_signatures:
  description: The signatures in the headers.
  type: list
  elements: str
  returned: success
  sample: [5f0aa56a]
resolved_timestamp:
  description: The time in the headers.
  type: str
  returned: success
  sample: "1767323045"
resolved_event_name:
  description: The type of the event.
  type: str
  returned: success
  sample: push
resolved_dedup_id:
  description: The id of the delivery.
  type: str
  returned: success
  sample: 72d3162e-cc78-11e3-81ab-4c9367dc0958
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.webhook import TEST

MODULE = TEST


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
