#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_file_bucket
short_description: Manage buckets of files in Ironflow
description:
  - Creates, changes and deletes a bucket in which files can be put. Ironflow has them from 0.41 on.
  - What is changed holds for what is put there later. Files that are there stay as they are.
  - A bucket that still has files is not deleted.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the bucket.
    type: str
    required: true
  max_object_bytes:
    description: How large a file may be, in bytes. The server says it when this is left out.
    type: int
  allowed_content_types:
    description: The types of content that may be put there; an empty list allows all.
    type: list
    elements: str
  emit_events:
    description: Whether the server emits C(ironflow.file.created) and C(ironflow.file.updated) for uploads.
    type: bool
  allow_signed_urls:
    description:
      - Whether M(opsweave.platform.ironflow_file_url) can make addresses that need no key. With V(false) those
        that were made before are of no use any more.
    type: bool
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_file_bucket_info
  - module: opsweave.platform.ironflow_file
"""

EXAMPLES = r"""
- name: A bucket for reports
  opsweave.platform.ironflow_file_bucket:
    name: reports
    max_object_bytes: 10000000
    allowed_content_types: [application/pdf]
    emit_events: true

- name: No bucket for drafts
  opsweave.platform.ironflow_file_bucket:
    name: drafts
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
    name: reports
    max_object_bytes: 10000000
    allowed_content_types: [application/pdf]
    emit_events: true
    allow_signed_urls: false
    created_at: "2026-01-02T03:04:05Z"
    updated_at: "2026-01-02T03:04:05Z"
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.file_bucket import ENSURE_FILE_BUCKET

MODULE = ENSURE_FILE_BUCKET


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
