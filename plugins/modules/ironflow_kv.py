#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_kv
short_description: Manage keys in Ironflow KV buckets
description:
  - Creates, updates and deletes a key in a KV bucket, and its value; or many keys of a bucket in one task.
  - A value is written only if nobody has written another since it was read; if somebody has, the task fails and tells
    both revisions.
  - Each key is one request to read and, where it differs, one to write, a few at a time.
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
    description: Name of the key, such as V(emea.ntp). This or O(values) is needed.
    type: str
  value:
    description:
      - The value, as O(format) says. Needed to create the key; without it, a key that exists is left as it is.
      - It is not shown among the arguments in results. Use C(no_log) where it must not be seen in the result either.
    type: raw
  values:
    description:
      - Many keys with their values, all in the O(format). A key whose value is null is deleted.
      - With O(state=absent) all of them are deleted, whatever their values.
      - They are not shown among the arguments in results.
    type: dict
  if_revision:
    description:
      - Change O(key) only if its revision is this one, as it was looked up before; V(0) is only if it is not there.
        Else the task fails and tells both revisions.
      - Where nothing needs to be changed, the revision does not matter.
      - The server can make a value depend on a revision but not a deletion, so that a change in the moment between the
        look and the deletion is not noticed.
    type: int
  prune:
    description: Whether to delete the keys that begin with O(prefix) and are not among O(values).
    type: bool
    default: false
  prefix:
    description: Which keys O(prune) may delete; an empty text is every key of the bucket.
    type: str
  prune_empty:
    description: Whether O(prune) deletes all keys that begin with O(prefix) when O(values) is empty.
    type: bool
    default: false
  format:
    description:
      - What O(value) and O(values) are. The server stores bytes and not what they mean.
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

- name: All settings below apac, and no others
  opsweave.platform.ironflow_kv:
    bucket: regions
    values:
      apac.ntp: [192.0.2.9]
      apac.mtu: 1500
    prune: true
    prefix: apac.

- name: What is there now
  opsweave.platform.ironflow_kv_info:
    bucket: regions
    key: emea
  register: seen

- name: Another MTU, if nobody has changed the region since
  opsweave.platform.ironflow_kv:
    bucket: regions
    key: emea
    value: "{{ seen.resources[0].value | combine({'mtu': 1500}) }}"
    if_revision: "{{ seen.resources[0].revision }}"

- name: The key and its older values are gone
  opsweave.platform.ironflow_kv:
    bucket: regions
    key: emea.banner
    purge: true
    state: absent
"""

RETURN = r"""
operation:
  description: What was done with O(key), or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success, with O(key)
  sample: create
operations:
  description: How many keys were, or in check mode would be, created, updated, deleted or left as they are.
  type: dict
  returned: success, with O(values)
  sample: {create: 2, update: 1, delete: 0, none: 997}
resource:
  description:
    - The key afterwards; empty when absent. C(created_at) is told where the key was only read.
    - A former value that is not of the O(format) is shown as text, or in base64 where it is none.
  type: dict
  returned: success, with O(key)
  sample: {bucket: regions, key: emea, value: {ntp: [192.0.2.1, 192.0.2.2], mtu: 9000}, revision: 7}
resources:
  description: The keys that were created or updated, as they are afterwards.
  type: list
  elements: dict
  returned: success, with O(values)
  sample: [{bucket: regions, key: apac.mtu, value: 1500, revision: 8}]
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
