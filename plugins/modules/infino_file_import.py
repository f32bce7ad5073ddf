#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_file_import
short_description: Import a file into an Infino dataset
description:
  - Gives a whole file to the server, which reads it and makes records of it. The file is sent piece by piece.
  - The records get ids of the server's, so that the same file makes more records each time.
    M(opsweave.platform.infino_upload) compares instead, and can be run again.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  dataset:
    description: Name of the dataset.
    type: str
    required: true
  src:
    description: The file, on the controller, found as M(ansible.builtin.copy) finds it.
    type: path
    required: true
  format:
    description:
      - V(json) is one list of objects, V(jsonl) an object in each line, V(csv) a line of names and then lines of
        values.
      - With V(auto) the server goes by the end of the file's name.
    type: str
    choices: [auto, json, jsonl, csv]
    default: auto
  batch_size:
    description: How many records the server writes at a time; if it is left out, what the server thinks right.
    type: int
  background:
    description:
      - Whether the server reads the file after it has answered, in a run that O(wait) waits for. Otherwise it answers
        when it has read the file, for which it gets O(wait_timeout) seconds.
    type: bool
    default: false
  wait:
    description: Whether to wait until a run in the background has ended.
    type: bool
    default: true
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.waiting
  - opsweave.platform.attributes
  - opsweave.platform.attributes.once
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_upload
  - module: opsweave.platform.infino_import_job_info
    description: Looks at a run in the background, and waits for it.
"""

EXAMPLES = r"""
- name: A dataset for devices
  opsweave.platform.infino_dataset:
    name: devices

- name: A file with devices
  ansible.builtin.copy:
    dest: /tmp/opsweave-devices.csv
    content: |
      name,site
      edge-1,ARN
      edge-2,NBO
    mode: "0600"

- name: All of its devices
  opsweave.platform.infino_file_import:
    dataset: devices
    src: /tmp/opsweave-devices.csv

- name: Begun, and looked after later
  opsweave.platform.infino_file_import:
    dataset: devices
    src: /tmp/opsweave-devices.csv
    background: true
    wait: false
  register: begun
"""

RETURN = r"""
run:
  description:
    - The run, as far as it came, with C(run_id), C(status), C(stats) and C(errors).
    - In check mode it is null.
  type: dict
  returned: success
  sample: {run_id: run-1, status: completed, stats: {documents_processed: 2, documents_failed: 0}, errors: []}
"""

from ..module_utils.entry import run_module
from ..module_utils.infino.actions.file_import import FILE_IMPORT

MODULE = FILE_IMPORT


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
