#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_thread_info
short_description: Look up threads of Fino AI and their messages
description: Lists threads, or tells of one, with what was said in it.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Only the thread with this id.
    type: str
  name:
    description: Only threads of this name.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_thread
"""

EXAMPLES = r"""
- name: All threads
  opsweave.platform.infino_thread_info:
  register: threads

- name: What was said
  ansible.builtin.debug:
    msg: "{{ threads.resources | map(attribute='messages') | flatten }}"
"""

RETURN = r"""
resources:
  description: The threads found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - id: 6b0c6f0e-5a51-5d7e-9d0b-6a4d0a8e6c11
      name: Triage
      streaming: false
      sources: []
      workflow: fino-alpha-1
      status: ongoing
      user_id: u1
      created_at: "2026-06-01T08:00:00Z"
      updated_at: "2026-06-01T08:00:00Z"
      messages:
        - {id: 2f1d, role: user, content: {user_query: errors per host today}, created_at: "2026-06-01T08:00:00Z"}
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.infino.resources.thread import WITH_MESSAGES

MODULE = info(WITH_MESSAGES)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
