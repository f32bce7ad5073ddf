#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_message
short_description: Write or clear messages in a thread of Fino AI
description:
  - Writes a message into a thread, sends a question without waiting for its answer, or takes all messages away.
  - A message is written each time the task runs. Clearing changes nothing where there is no message.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  thread:
    description: Name or id of the thread.
    type: str
    required: true
  action:
    description:
      - V(add) writes a message into the thread.
      - V(send) asks Fino a question and does not wait for the answer; M(opsweave.platform.infino_ask) does.
      - V(clear) takes all messages of the thread away.
    type: str
    choices: [add, send, clear]
    default: add
  role:
    description: Who says it.
    type: str
    choices: [user, assistant, system]
    default: user
  content:
    description:
      - The message. A text stands for what a user asks, C(user_query); an object is sent as it is.
      - Needed unless O(action=clear).
    type: raw
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.once
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_thread
  - module: opsweave.platform.infino_ask
"""

EXAMPLES = r"""
- name: A thread
  opsweave.platform.infino_thread:
    name: Triage

- name: What whoever asks there should know
  opsweave.platform.infino_message:
    thread: Triage
    role: system
    content: Hosts are named by site and number

- name: A question to come back for
  opsweave.platform.infino_message:
    thread: Triage
    action: send
    content: how many web

- name: Nothing was said
  opsweave.platform.infino_message:
    thread: Triage
    action: clear
"""

RETURN = r"""
thread_id:
  description: Id of the thread; null in check mode where there is none yet.
  type: str
  returned: success
  sample: 6b0c6f0e-5a51-5d7e-9d0b-6a4d0a8e6c11
message_id:
  description: Id of the new message; null in check mode, and with O(action=clear).
  type: str
  returned: success
  sample: 2f1d0b1c-7d0e-5c55-8a51-2c2fd1b3a9aa
"""

from ..module_utils.entry import run_module
from ..module_utils.infino.actions.message import MESSAGE

MODULE = MESSAGE


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
