#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_import_job_info
short_description: Look up import jobs and runs in Infino
description:
  - Lists import jobs, and tells how a run of a connector goes, such as that of an uploaded file.
  - It can wait until they have ended.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Only the job with this id.
    type: str
  connection:
    description: Only jobs of this connection, by its name or id.
    type: str
  target_dataset:
    description: Only jobs that fill this dataset.
    type: str
  run_id:
    description: Id of a run to look at. With it alone no jobs are listed.
    type: str
  wait:
    description: Whether to wait until all of them have ended.
    type: bool
    default: false
  wait_timeout:
    description: Seconds to wait at most. After them the task fails and tells what has not ended.
    type: int
    default: 300
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.waiting
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_import_job
"""

EXAMPLES = r"""
- name: All import jobs
  opsweave.platform.infino_import_job_info:
  register: jobs
"""

RETURN = r"""
resources:
  description: The jobs found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - id: job-1
      connection: warehouse
      target_dataset: orders.rel
      schedule: 0 2 * * *
      status: pending
      last_run: null
      created_at: "2026-06-01T08:00:00Z"
run:
  description: How the run O(run_id) goes; null without it. It has ended with a C(status) of V(completed) or V(failed).
  type: dict
  returned: success
  sample:
    run_id: run-1
    status: completed
    connector_id: file
    connection_id: null
    index_name: web
    started_at: "2026-06-01T08:00:00Z"
    completed_at: "2026-06-01T08:00:01Z"
    duration_ms: 4
    stats: {documents_processed: 2, documents_failed: 0}
    errors: []
"""

from ..module_utils.entry import run_module
from ..module_utils.infino.actions.import_job_info import IMPORT_JOB_INFO

MODULE = IMPORT_JOB_INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
