#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_file_url
short_description: Make an address for a file of Ironflow that needs no key
description:
  - Makes an address at which one file can be fetched or put for a while, by whoever has it. It is as secret as a key.
    Give the task C(no_log=true), and keep what it registers out of logs.
  - The bucket must allow it, see O(opsweave.platform.ironflow_file_bucket#module:allow_signed_urls).
  - Ironflow has files from 0.41 on.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  bucket:
    description: Name of the bucket.
    type: str
    required: true
  path:
    description: Path of the file in the bucket.
    type: str
    required: true
  use:
    description: What the address is for, to fetch the file with C(GET) or to put it with C(PUT).
    type: str
    choices: [download, upload]
    default: download
  ttl_seconds:
    description: How long it can be used. The server says it when this is left out.
    type: int
  content_type:
    description: The only type of content that may be put there; with O(use=upload).
    type: str
  max_bytes:
    description: How large the content may be; with O(use=upload).
    type: int
  create_only:
    description: Whether only a new file may be put there; with O(use=upload).
    type: bool
    default: false
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.once
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_file
  - module: opsweave.platform.ironflow_file_bucket
"""

EXAMPLES = r"""
- name: A bucket that allows it
  opsweave.platform.ironflow_file_bucket:
    name: inbox
    allow_signed_urls: true

- name: An address for one upload
  opsweave.platform.ironflow_file_url:
    bucket: inbox
    path: scan.pdf
    use: upload
    content_type: application/pdf
    create_only: true
    ttl_seconds: 600
  register: address
  no_log: true
"""

RETURN = r"""
url:
  description: The address; null in check mode.
  type: str
  returned: success
  sample: https://ironflow.example.com/api/v1/files/signed?token=x7Xq
expires_at:
  description: When it is of no use any more; null in check mode.
  type: str
  returned: success
  sample: "2026-01-02T03:14:05Z"
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.file_url import FILE_URL

MODULE = FILE_URL


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
