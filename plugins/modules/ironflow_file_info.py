#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_file_info
short_description: Look up files in Ironflow
description:
  - Lists the files of a bucket with their checksums, in the order of their paths, or one by its path.
  - Ironflow has files from 0.41 on.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  bucket:
    description: Name of the bucket.
    type: str
    required: true
  path:
    description: Only the file at this path.
    type: str
  prefix:
    description: Only files whose path begins so, such as V(2026/).
    type: str
  recurse:
    description: Whether files in folders are listed too. With V(false) the folders are.
    type: bool
    default: true
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_file
"""

EXAMPLES = r"""
- name: A bucket
  opsweave.platform.ironflow_file_bucket:
    name: reports

- name: A report
  opsweave.platform.ironflow_file:
    bucket: reports
    path: 2026/january.txt
    content: Hello

- name: What lies in the folder of a year
  opsweave.platform.ironflow_file_info:
    bucket: reports
    prefix: 2026/
  register: reports_of_2026

- name: The folders
  opsweave.platform.ironflow_file_info:
    bucket: reports
    recurse: false
  register: years
"""

RETURN = r"""
resources:
  description: The files found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - bucket: reports
      path: 2026/january.txt
      sha256: 185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969
      content_type: text/plain
      metadata:
        owner: network
      size: 5
      etag: 185f8db32271fe25-1
      created_at: "2026-01-02T03:04:05Z"
      updated_at: "2026-01-02T03:04:05Z"
folders:
  description: The folders, each with the slash at its end; only with O(recurse=false).
  type: list
  elements: str
  returned: success
  sample:
    - 2026/
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.file import FILE_INFO

MODULE = FILE_INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
