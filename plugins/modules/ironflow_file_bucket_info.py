#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_file_bucket_info
short_description: Look up buckets of files in Ironflow
description: Lists all buckets of files, or one by its name. Ironflow has them from 0.41 on.
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
  - module: opsweave.platform.ironflow_file_bucket
"""

EXAMPLES = r"""
- name: All buckets of files
  opsweave.platform.ironflow_file_bucket_info:
  register: buckets
"""

RETURN = r"""
resources:
  description: The buckets found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - name: reports
      max_object_bytes: 10000000
      allowed_content_types: [application/pdf]
      emit_events: true
      allow_signed_urls: false
      created_at: "2026-01-02T03:04:05Z"
      updated_at: "2026-01-02T03:04:05Z"
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.file_bucket import FILE_BUCKET

MODULE = info(FILE_BUCKET)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
