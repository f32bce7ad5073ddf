#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_kv_info
short_description: Look up keys in Ironflow KV buckets
description:
  - Looks up one key of a bucket with its value, or all keys, or those that fit a filter.
  - Each key is one request, and the list of keys is one more.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  bucket:
    description: Name of the bucket. One that does not exist holds no keys, and gives a warning.
    type: str
    required: true
  key:
    description: Only this key.
    type: str
  filter:
    description:
      - Only the keys that fit. C(*) stands for one part between dots, C(>) at the end for one part or more, as in
        V(emea.*) or V(emea.>).
    type: str
  format:
    description:
      - What the values are. With V(json) they are returned as what they stand for, such as a dictionary.
      - A value that is not of this format is returned as V(text), or in V(base64) where it is no text.
    type: str
    choices: [json, text, base64]
    default: json
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_kv
  - plugin: opsweave.platform.ironflow_kv
    plugin_type: lookup
"""

EXAMPLES = r"""
- name: One key
  opsweave.platform.ironflow_kv_info:
    bucket: regions
    key: emea
  register: emea

- name: All keys below emea
  opsweave.platform.ironflow_kv_info:
    bucket: regions
    filter: emea.>
  register: below
"""

RETURN = r"""
resources:
  description: The keys found; empty when there is none. C(format) says what each C(value) is.
  type: list
  elements: dict
  returned: success
  sample:
    - bucket: regions
      key: emea
      value: {ntp: [192.0.2.1, 192.0.2.2], mtu: 9000}
      format: json
      revision: 7
      created_at: "2026-01-02T03:04:05Z"
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.kv import KV_INFO

MODULE = KV_INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
