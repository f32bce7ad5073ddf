#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_kv
short_description: Manage keys in Ironflow KV buckets
description:
  - Creates, updates and deletes a key in a KV bucket, and its value.
  - A value is written only if nobody has written another since it was read; if somebody has, the task fails and tells
    both revisions.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  bucket:
    description:
      - Name of the bucket, which has to exist. In check mode a missing one is a warning, since an earlier task may be
        the one that creates it.
    type: str
    required: true
  key:
    description: Name of the key, such as V(emea.ntp).
    type: str
    required: true
  value:
    description:
      - The value, as O(format) says. Needed to create the key; without it, a key that exists is left as it is.
      - It is not shown among the arguments in results. Use C(no_log) where it must not be seen in the result either.
    type: raw
  format:
    description:
      - What O(value) is. The server stores bytes and not what they mean.
      - With V(json) it is anything that JSON has but null, is stored as JSON and compared by value, so that neither
        spaces nor the order of keys matter.
      - With V(text) it is a text, stored in UTF-8. With V(base64) it is any bytes, encoded in base64.
    type: str
    choices: [json, text, base64]
    default: json
  purge:
    description: With O(state=absent), delete the key's older values too. One that is already deleted is left as it is.
    type: bool
    default: false
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_kv_info
  - module: opsweave.platform.ironflow_kv_bucket
  - plugin: opsweave.platform.ironflow_kv
    plugin_type: lookup
"""

EXAMPLES = r"""
- name: A bucket
  opsweave.platform.ironflow_kv_bucket:
    name: regions
    history: 5

- name: Settings of a region
  opsweave.platform.ironflow_kv:
    bucket: regions
    key: emea
    value:
      ntp: [192.0.2.1, 192.0.2.2]
      mtu: 9000

- name: A text as it is
  opsweave.platform.ironflow_kv:
    bucket: regions
    key: emea.banner
    value: Authorized access only
    format: text

- name: The key and its older values are gone
  opsweave.platform.ironflow_kv:
    bucket: regions
    key: emea.banner
    purge: true
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description:
    - The key afterwards; empty when absent. C(created_at) is told where the key was only read.
    - A former value that is not of the O(format) is shown as text, or in base64 where it is none.
  type: dict
  returned: success
  sample: {bucket: regions, key: emea, value: {ntp: [192.0.2.1, 192.0.2.2], mtu: 9000}, revision: 7}
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.kv import KV

MODULE = KV


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
