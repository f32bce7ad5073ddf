#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_import_job
short_description: Manage import jobs in Infino
description:
  - Creates and deletes jobs that bring data from a connected source into a dataset, once or by a schedule.
  - The server can change no job. A change deletes the job and creates another.
  - Most servers do not tell O(query) and O(source_dataset) of a job, so they are not compared; give them with each
    change, since the new job needs them. To have them anew, delete the job first.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of a job that exists.
    type: str
  connection:
    description: The connection to bring the data from, by its name or id. Needed unless O(id) is given.
    type: str
  target_dataset:
    description: The dataset to bring it into. Needed unless O(id) is given.
    type: str
  source_dataset:
    description: What to bring it from there; an index or a table.
    type: str
  query:
    description: Which data to bring, in SQL or as JSON text in the Query DSL, as the source takes it.
    type: str
  schedule:
    description:
      - When to do it, as a cron expression of five fields. Once, without it.
      - Where several jobs fill one dataset from one connection, it also says which is meant.
    type: str
  wait:
    description: Whether to wait until the job has ended. One with a schedule may be about to begin for hours.
    type: bool
    default: false
  wait_timeout:
    description: Seconds to wait at most. After them the task fails and tells what was seen last.
    type: int
    default: 300
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.waiting
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infino
attributes:
  check_mode:
    description: Can run in C(check_mode) and return changed status prediction without modifying target.
    support: full
    details: >-
      A connection that is not there, since an earlier task would only have made it, is a warning in check mode and an
      error in a run.
seealso:
  - module: opsweave.platform.infino_import_job_info
  - module: opsweave.platform.infino_connection
"""

EXAMPLES = r"""
- name: The warehouse
  opsweave.platform.infino_connection:
    name: warehouse
    type: snowflake
    config:
      account: acme
      warehouse: W
      database: SALES
      user: infino
      password: "{{ vault_warehouse_password | default('an example, not a secret') }}"

- name: The orders of this year, each night
  opsweave.platform.infino_import_job:
    connection: warehouse
    source_dataset: ORDERS
    target_dataset: orders.rel
    query: SELECT * FROM ORDERS WHERE AT >= '2026-01-01'
    schedule: 0 2 * * *

- name: No longer
  opsweave.platform.infino_import_job:
    connection: warehouse
    target_dataset: orders.rel
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The job afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    id: job-1
    connection: warehouse
    target_dataset: orders.rel
    schedule: 0 2 * * *
    status: pending
    last_run: null
    created_at: "2026-06-01T08:00:00Z"
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: [source_dataset, query]
"""

from ..module_utils.entry import run_module
from ..module_utils.infino.resources.import_job import ENSURE_JOB

MODULE = ENSURE_JOB


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
