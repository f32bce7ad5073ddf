#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_webhook_rotate
short_description: Renew or end the secret and token of a source of webhooks in Ironflow
description:
  - Gives a source of webhooks another secret or another ingest token, or ends what is still good.
  - A new token is told this once, and the one up to then is of no use at once. Give the task C(no_log=true), and keep
    what it registers.
  - With O(what=expire_previous) and O(what=disable_verification) a second run changes nothing. The others make
    something new each time.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of the source.
    type: str
  name:
    description: Name of the source, where O(id) is not given.
    type: str
  what:
    description:
      - V(secret) puts O(verify_secret) in the place of the secret. V(ingest_token) makes another token.
      - V(expire_previous) ends a secret that is still good after another has come in its place.
        V(disable_verification) takes the secret away, so that deliveries need no signature after a while.
    type: str
    required: true
    choices: [secret, ingest_token, expire_previous, disable_verification]
  verify_secret:
    description: The new secret; with O(what=secret).
    type: str
  grace_seconds:
    description:
      - How long the secret up to now stays good, at most 604800; V(0) ends it at once. The server says it when this is
        left out, usually a day. With O(what=secret) and O(what=disable_verification).
    type: int
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.once
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_webhook_source
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
  no_log: true

- name: Another secret; the one up to now stays good for an hour
  opsweave.platform.ironflow_webhook_rotate:
    name: github
    what: secret
    verify_secret: close-sesame
    grace_seconds: 3600

- name: The secret before it is not good any more
  opsweave.platform.ironflow_webhook_rotate:
    name: github
    what: expire_previous

- name: Another token
  opsweave.platform.ironflow_webhook_rotate:
    name: github
    what: ingest_token
  register: github
  no_log: true
"""

RETURN = r"""
ingest_token:
  description: The new token; null in check mode.
  type: str
  returned: success, with O(what=ingest_token)
  sample: ifwh_0123456789abcdef0123456789abcdef
resource:
  description: The source.
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
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.webhook import ROTATE

MODULE = ROTATE


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
