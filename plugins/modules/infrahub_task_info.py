#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_task_info
short_description: Look up background tasks of Infrahub
description:
  - Lists what the server does or did in the background, the latest first, and can wait until it has ended.
  - A server without workers does not list all of its tasks.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  ids:
    description: Only the tasks of these ids.
    type: list
    elements: str
  of_branch:
    description: Only tasks of this branch.
    type: str
  states:
    description: Only tasks in one of these states.
    type: list
    elements: str
    choices: [SCHEDULED, PENDING, RUNNING, COMPLETED, FAILED, CANCELLED, CRASHED, PAUSED, CANCELLING]
  workflows:
    description: Only tasks of these workflows, such as V(branch-merge).
    type: list
    elements: str
  related_nodes:
    description: Only tasks about the nodes of these ids.
    type: list
    elements: str
  title:
    description: Only tasks with this text in their title.
    type: str
  limit:
    description: How many to list at most.
    type: int
    default: 100
  logs:
    description: Whether to tell what the tasks have logged.
    type: bool
    default: false
  wait:
    description:
      - Whether to wait until all that were found have ended, well or badly.
      - Tasks that begin later are not waited for.
    type: bool
    default: false
  wait_timeout:
    description: Seconds to wait at most. After them the task fails and tells what has not ended.
    type: int
    default: 300
  branch:
    description:
      - Of no meaning here, given or from E(INFRAHUB_DEFAULT_BRANCH); see O(of_branch).
    type: str
    default: main
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.waiting
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_task
"""

EXAMPLES = r"""
- name: A branch, which the server makes by a task
  opsweave.platform.infrahub_branch:
    name: with-tasks

- name: Nothing is going on there any more
  opsweave.platform.infrahub_task_info:
    of_branch: with-tasks
    wait: true
  register: tasks

- name: All went well
  ansible.builtin.assert:
    that: tasks.resources | rejectattr("state", "eq", "COMPLETED") | length == 0
"""

RETURN = r"""
resources:
  description:
    - The tasks found, the latest first.
    - Their C(available_actions) and C(error) are told by servers of version 1.11 and newer, C(logs) only on request.
  type: list
  elements: dict
  returned: success
  sample:
    - id: 31081e29-7fd2-4c38-942a-6ebc13deb7f0
      title: Create branch with-tasks
      state: COMPLETED
      conclusion: success
      progress: null
      workflow: create-branch
      branch: with-tasks
      created_at: "2026-01-02T03:04:05.481007+00:00"
      updated_at: "2026-01-02T03:04:05.656000+00:00"
      start_time: "2026-01-02T03:04:05.524439+00:00"
      tags: [infrahub.app, infrahub.app/branch/with-tasks]
      related_nodes: []
      available_actions: []
      error: null
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.task_info import TASK_INFO

MODULE = TASK_INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
