#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_task
short_description: Retry or cancel a background task of Infrahub
description:
  - Starts a task anew that ended badly, or cancels one that has not ended.
  - Servers offer this from version 1.11 on, and only for some tasks, such as deliveries of webhooks. For any other the
    task fails and tells why.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of the task.
    type: str
    required: true
  action:
    description:
      - What to do with it.
      - V(retry) does nothing for a task that goes on or has ended well, V(cancel) nothing for one that has ended.
    type: str
    choices: [retry, cancel]
    required: true
  branch:
    description:
      - Of no meaning here, given or from E(INFRAHUB_DEFAULT_BRANCH); a task is found by its id.
    type: str
    default: main
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.group_infrahub
attributes:
  check_mode:
    description: Can run in C(check_mode) and return changed status prediction without modifying target.
    support: full
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in C(check_mode)), in diff mode.
    support: none
  idempotent:
    description: When run twice in a row with the same arguments, the second run reports no change.
    support: partial
    details: A task that fails again is retried again.
seealso:
  - module: opsweave.platform.infrahub_task_info
"""

EXAMPLES = r"""
- name: A branch, which the server makes by a task
  opsweave.platform.infrahub_branch:
    name: with-a-task

- name: The last task there
  opsweave.platform.infrahub_task_info:
    of_branch: with-a-task
    limit: 1
  register: last

- name: It is to go no further, where it has not ended anyway
  opsweave.platform.infrahub_task:
    id: "{{ last.resources[0].id }}"
    action: cancel

- name: Deliveries that failed
  opsweave.platform.infrahub_task_info:
    states: [FAILED, CRASHED]
    workflows: [webhook-process]
  register: failed

- name: Try them again
  opsweave.platform.infrahub_task:
    id: "{{ item.id }}"
    action: retry
  loop: "{{ failed.resources }}"
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(retry), V(cancel) or V(none).
  type: str
  returned: success
  sample: retry
resource:
  description:
    - The task afterwards, in check mode before, as M(opsweave.platform.infrahub_task_info) tells it.
    - Where the server made a new task to try again, that one.
  type: dict
  returned: success
  sample:
    id: 31081e29-7fd2-4c38-942a-6ebc13deb7f0
    title: Deliver to the chat
    state: RUNNING
    conclusion: unknown
    progress: null
    workflow: webhook-process
    branch: main
    created_at: "2026-01-02T03:04:05.481007+00:00"
    updated_at: "2026-01-02T03:04:05.656000+00:00"
    start_time: "2026-01-02T03:04:05.524439+00:00"
    tags: [infrahub.app]
    related_nodes: []
    available_actions: []
    error: null
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.task import TASK

MODULE = TASK


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
