#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_file
short_description: Send files to Ironflow, fetch, copy, move and delete them
description:
  - Sees to it that a bucket of files has a file with some content; or writes the content of one into a file on the
    disk. Ironflow has files from 0.41 on.
  - A content is sent or fetched only when its SHA-256 is another than that of what is there. It goes piece by piece,
    so that a large file needs little memory.
  - A server may take a while to answer after the last piece of a large file; O(api_timeout) says how long is waited.
  - What is written is still what was looked at. If somebody else has changed the file meanwhile, the task fails.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  bucket:
    description: Name of the bucket.
    type: str
    required: true
  path:
    description: Path of the file in the bucket, such as V(2026/january.txt).
    type: str
    required: true
  src:
    description: File with the content, on the controller; it is found as M(ansible.builtin.copy) finds it.
    type: path
  content:
    description: The content as a text, in place of O(src).
    type: str
  content_type:
    description:
      - Type of the content that is sent. For a new file it is taken from the end of O(path) when this is left out.
    type: str
  metadata:
    description:
      - All that the file is to have as metadata, texts by name. The server tells upper and lower case of names not
        apart. What the file has stays when this is left out.
      - Metadata travel with the content. When they alone differ, the content is sent again.
    type: dict
  copy_from:
    description:
      - The file whose content this one is to have. The server copies it; nothing is done when both have the same
        SHA-256.
    type: dict
    suboptions:
      bucket:
        description: Its bucket, where it is another one.
        type: str
      path:
        description: Its path.
        type: str
        required: true
  move_from:
    description:
      - Where the file was up to now. The server moves it. Nothing is done when it is not there any more and this one
        is.
    type: dict
    suboptions:
      bucket:
        description: Its bucket, where it is another one.
        type: str
      path:
        description: Its path.
        type: str
        required: true
  dest:
    description:
      - File to write what the server has, on the machine where the task runs. Its folder must be there.
      - It is written whole or not at all, and only when its content differs; nothing is fetched when it does not.
    type: path
  mode:
    description:
      - Permissions of O(dest) in octal, such as V('0644'). A new file is readable by its owner only when this is
        left out.
    type: raw
  owner:
    description: Name or number of the user that owns O(dest).
    type: str
  group:
    description: Name or number of the group that owns O(dest).
    type: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_file_info
  - module: opsweave.platform.ironflow_file_bucket
  - module: opsweave.platform.ironflow_file_url
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
    metadata:
      owner: network

- name: What the server has, on the disk
  opsweave.platform.ironflow_file:
    bucket: reports
    path: 2026/january.txt
    dest: /tmp/opsweave-example-january.txt
    mode: "0640"

- name: It is sent again only when it has changed
  opsweave.platform.ironflow_file:
    bucket: reports
    path: 2026/january.txt
    src: /tmp/opsweave-example-january.txt

- name: A copy of it
  opsweave.platform.ironflow_file:
    bucket: reports
    path: latest.txt
    copy_from:
      path: 2026/january.txt

- name: It has another name from now on
  opsweave.platform.ironflow_file:
    bucket: reports
    path: archive/2026-01.txt
    move_from:
      path: 2026/january.txt

- name: The copy is gone
  opsweave.platform.ironflow_file:
    bucket: reports
    path: latest.txt
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The file afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    bucket: reports
    path: 2026/january.txt
    sha256: 185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969
    content_type: text/plain
    metadata:
      owner: network
    size: 5
    etag: 185f8db32271fe25-1
    created_at: "2026-01-02T03:04:05Z"
    updated_at: "2026-01-02T03:04:05Z"
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
dest:
  description: The file on the disk.
  type: str
  returned: success, with O(dest)
  sample: /srv/january.txt
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.file import FILE_SPEC

MODULE = FILE_SPEC


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
