#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_upload
short_description: Upload a file of records or metrics into an Infino dataset
description:
  - Uploads records from JSON, NDJSON or CSV, or metrics in the text format of Prometheus. The file is read piece by
    piece, so it may be larger than memory; several requests are under way at a time, each well below the size that a
    server takes.
  - Records that are there already and are the same are not written again. So what was broken off is completed by the
    next run, and a run after that changes nothing. A dataset without records is not searched.
  - Records that the server refuses are named by their line, even if it refused them inside of a success.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  dataset:
    description: Name of the dataset. It has to be there.
    type: str
    required: true
  src:
    description: The file, on the controller, found as M(ansible.builtin.copy) finds it.
    type: path
  content:
    description: What the file would hold, instead of O(src).
    type: str
  format:
    description:
      - V(json) is one list of objects, V(ndjson) an object in each line, V(csv) a line of names and then lines of
        values, V(metrics) a sample in each line.
      - V(auto) goes by the end of the file's name, C(.json), C(.ndjson), C(.jsonl), C(.csv), C(.prom) or C(.metrics).
    type: str
    choices: [auto, json, ndjson, csv, metrics]
    default: auto
  id_field:
    description:
      - The field that holds the id of each record. It stays in the record.
      - Without it C(_id) is the id. A record without one gets an id of its content and its place in the file, by which
        the next upload of the same file finds it.
    type: str
  batch:
    description:
      - A name for what is uploaded. It goes into the ids of records that have none, so that two files with the same
        record at the same place do not have one record in common.
      - By default it is the name of the file. Give it for a file in a vault, which has another name each time that it
        is opened.
    type: str
  types:
    description:
      - Of columns in CSV, what their values are, C(str), C(int), C(float), C(bool) or C(json). Others are texts.
      - An empty value is no value.
    type: dict
  delimiter:
    description: The letter between values in CSV, a comma if it is left out.
    type: str
  wait:
    description: Whether to wait, after writing records, until a search shows them, which may take some seconds.
    type: bool
    default: true
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.waiting
  - opsweave.platform.attributes
  - opsweave.platform.attributes.group_infino
attributes:
  check_mode:
    description: Can run in C(check_mode) and return changed status prediction without modifying target.
    support: full
    details: >-
      The whole file is read and compared. A dataset that is not there, since an earlier task would only have made it,
      is a warning in check mode and an error in a run.
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in C(check_mode)), in diff mode.
    support: none
  idempotent:
    description: When run twice in a row with the same arguments, the second run reports no change.
    support: partial
    details: Metrics are sent each time, since nothing tells which are there.
notes:
  - An error in the file is found when it is read that far. What was sent before it is in, and the message says so; of a
    file of less than a megabyte nothing was sent.
  - An C(_id) that comes more than once is written in the order of the file, and anew by each run.
  - A record becomes what the file says, without fields that the file does not have.
  - Metrics that tell no time must not be sent twice. When the answer is lost, the message says which lines nobody knows
    of.
seealso:
  - module: opsweave.platform.infino_records
  - module: opsweave.platform.infino_file_import
    description: Gives the whole file to the server, which reads it.
"""

EXAMPLES = r"""
- name: A dataset for devices
  opsweave.platform.infino_dataset:
    name: devices

- name: Devices, as another system exports them
  opsweave.platform.infino_upload:
    dataset: devices
    content: |
      name,site,ports,up
      edge-1,ARN,48,true
      edge-2,NBO,24,false
    format: csv
    id_field: name
    types: {ports: int, up: bool}

- name: Events without an id, one in each line
  opsweave.platform.infino_upload:
    dataset: devices
    content: |
      {"host": "edge-1", "event": "up"}
      {"host": "edge-2", "event": "down"}
    format: ndjson
    batch: events of monday

- name: What was measured
  opsweave.platform.infino_upload:
    dataset: devices
    content: |
      # TYPE up gauge
      up{host="edge-1"} 1 1780000000000
      up{host="edge-2"} 0 1780000000000
    format: metrics
"""

RETURN = r"""
operations:
  description: How many records were created, updated and left as they are, or in check mode would be.
  type: dict
  returned: success, for records
  sample: {create: 2, update: 0, none: 0}
samples:
  description: How many samples of metrics were sent, or in check mode would be.
  type: int
  returned: success, for metrics
  sample: 2
"""

from ..module_utils.entry import run_module
from ..module_utils.infino.actions.upload import UPLOAD

MODULE = UPLOAD


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
