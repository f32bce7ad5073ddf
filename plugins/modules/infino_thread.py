#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_thread
short_description: Manage threads of Fino AI
description:
  - Creates, changes and deletes threads, in which Fino AI keeps a conversation about data.
  - A change is sent with all that is known of the thread, since the vendor does not say whether the server keeps what
    it is not sent.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of a thread that exists; with it the thread can get another name.
    type: str
  name:
    description:
      - Name of the thread. Needed unless O(id) is given.
      - The server may allow several of one name; then give O(id) to say which is meant.
    type: str
  workflow_name:
    description:
      - What works on the questions, such as V(alpha_v1).
      - The server has a name of its own for it, C(workflow) in RV(resource); so this is sent, but never compared.
    type: str
  streaming:
    description: Whether answers come piece by piece.
    type: bool
  sources:
    description: What the questions are about; an empty list leaves the choice to Fino.
    type: list
    elements: dict
    suboptions:
      index_name:
        description: Name of the dataset, or of the index in a connected source.
        type: str
        required: true
      connection_id:
        description: Id of the connection, for what is in a connected source.
        type: str
  metadata:
    description:
      - More to keep with the thread. What is named here is compared; what is not named stays. A null unsets.
      - Not every server tells it; then it is named in RV(unverified).
    type: dict
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_thread_info
  - module: opsweave.platform.infino_message
  - module: opsweave.platform.infino_ask
"""

EXAMPLES = r"""
- name: Questions about the web server's logs have a thread
  opsweave.platform.infino_thread:
    name: Triage
    sources:
      - index_name: web
    streaming: true

- name: The thread is gone
  opsweave.platform.infino_thread:
    name: Triage
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The thread afterwards, without its messages; empty when absent.
  type: dict
  returned: success
  sample:
    id: 6b0c6f0e-5a51-5d7e-9d0b-6a4d0a8e6c11
    name: Triage
    streaming: true
    sources: [{index_name: web, connection_id: null}]
    workflow: fino-alpha-1
    status: ongoing
    user_id: u1
    created_at: "2026-06-01T08:00:00Z"
    updated_at: "2026-06-01T08:00:00Z"
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: [workflow_name]
"""

from ..module_utils.core.ensure import ensure
from ..module_utils.entry import run_module
from ..module_utils.infino.resources.thread import THREAD

MODULE = ensure(THREAD)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
