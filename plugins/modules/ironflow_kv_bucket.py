#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_kv_bucket
short_description: Manage KV buckets in Ironflow
description:
  - Creates and deletes the buckets that Ironflow keeps keys and values in.
  - A bucket cannot be changed once it is there. Deleting it deletes its keys.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the bucket.
    type: str
    required: true
  description:
    description: What the bucket is for.
    type: str
  history:
    description: How many values of each key are kept. The server keeps 1 when this is left out.
    type: int
  ttl_seconds:
    description: Seconds after which a value is gone; 0 keeps it.
    type: int
  max_bytes:
    description: The most bytes that the bucket holds. The server does not tell it back, so it counts only on creation.
    type: int
  max_value_size:
    description: The most bytes of one value. The server does not tell it back, so it counts only on creation.
    type: int
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_kv_bucket_info
"""

EXAMPLES = r"""
- name: A bucket for regional settings
  opsweave.platform.ironflow_kv_bucket:
    name: regions
    description: Settings per region
    history: 5

- name: The bucket is gone, with its keys
  opsweave.platform.ironflow_kv_bucket:
    name: regions
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The bucket afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    name: regions
    description: Settings per region
    history: 5
    ttl_seconds: 0
    values: 0
    bytes: 0
    created_at: "2026-01-02T03:04:05Z"
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.core.ensure import ensure
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.kv_bucket import KV_BUCKET

MODULE = ensure(KV_BUCKET)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
