#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_kv_bucket_info
short_description: Look up KV buckets in Ironflow
description: Lists all KV buckets, or one by its name.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Only the bucket of this name.
    type: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_kv_bucket
"""

EXAMPLES = r"""
- name: All buckets
  opsweave.platform.ironflow_kv_bucket_info:
  register: buckets
"""

RETURN = r"""
resources:
  description: The buckets found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - name: regions
      description: Settings per region
      history: 5
      ttl_seconds: 0
      values: 12
      bytes: 480
      created_at: "2026-01-02T03:04:05Z"
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.kv_bucket import KV_BUCKET

MODULE = info(KV_BUCKET)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
