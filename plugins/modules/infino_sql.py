#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_sql
short_description: Write records of an Infino dataset by SQL
description:
  - Sends one statement that inserts, updates or deletes. M(opsweave.platform.infino_query) asks by SQL.
  - The rows that a plain C(UPDATE) or C(DELETE) is about are counted first. Where there are none, nothing is sent.
  - It has changed something if the server says that it touched rows. An C(UPDATE) touches a row that has the value
    already; so the same statement may report a change each time.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  sql:
    description: The statement. It begins with C(INSERT), C(UPSERT), C(UPDATE), C(DELETE), C(MERGE) or C(REPLACE).
    type: str
  src:
    description: A file with the statement instead, on the controller, found as M(ansible.builtin.copy) finds it.
    type: path
  repeatable:
    description:
      - Whether the statement may be sent again when its answer is lost, since twice does no more than once. That is so
        of a C(DELETE), and of an C(INSERT) that names the C(_id) of each record and says what to do C(ON CONFLICT).
      - Without it a lost answer is an error, which says that nobody knows whether the statement was done.
    type: bool
    default: false
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.group_infino
attributes:
  check_mode:
    description: Can run in C(check_mode) and return changed status prediction without modifying target.
    support: partial
    details: >-
      The rows that a plain C(UPDATE) or C(DELETE) is about are counted. Of other statements a change is foretold, and
      RV(affected_rows) is null.
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in C(check_mode)), in diff mode.
    support: none
  idempotent:
    description: When run twice in a row with the same arguments, the second run reports no change.
    support: partial
    details: It is so of a C(DELETE), and of what else touches no row the second time.
seealso:
  - module: opsweave.platform.infino_records
    description: Compares records with what is there, and changes only what differs.
"""

EXAMPLES = r"""
- name: A dataset for devices
  opsweave.platform.infino_dataset:
    name: devices

- name: Two devices, or what they have become since
  opsweave.platform.infino_sql:
    sql: >-
      INSERT INTO devices (_id, site, ports) VALUES ('edge-1', 'ARN', 48), ('edge-2', 'NBO', 24)
      ON CONFLICT (_id) DO UPDATE SET site = excluded.site, ports = excluded.ports
    repeatable: true

- name: More ports for Arlanda
  opsweave.platform.infino_sql:
    sql: UPDATE devices SET ports = 96 WHERE site = 'ARN'

- name: Nothing is left in Nairobi
  opsweave.platform.infino_sql:
    sql: DELETE FROM devices WHERE site = 'NBO'
    repeatable: true
"""

RETURN = r"""
affected_rows:
  description: How many rows the statement touched, or in check mode would; null where that is not known.
  type: int
  returned: success
  sample: 2
"""

from ..module_utils.entry import run_module
from ..module_utils.infino.actions.sql import SQL

MODULE = SQL


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
