#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_config_wait
short_description: Wait for a change of a config document in Ironflow
description:
  - Waits until a config document changes, which it may do by being created; or until it is there, is gone or has some
    values.
  - The server tells it over a WebSocket, where it has one and the Python library C(websocket-client) is installed where
    the module runs. Otherwise, and where the connection is lost, it is looked for again and again.
  - It ends when that has happened, and fails when the time is over or the server refuses. In check mode it only looks.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the document.
    type: str
    required: true
  until:
    description:
      - What to wait for.
      - With V(present) the document is there and has the values of O(data), where that is given; with V(absent) it is
        not there. Both may be so from the start.
    type: str
    choices:
      - changed
      - present
      - absent
    default: changed
  data:
    description: With O(until=present), the values that keys of the document's top level have to have.
    type: dict
  revision:
    description:
      - With O(until=changed), the revision that you have seen. What has changed after it counts, so that nothing is
        missed between two tasks; V(0) stands for what was not there.
      - When left out, only what changes from now on counts.
    type: int
  wait_timeout:
    description: Seconds to wait at most. After them the task fails and tells how it is.
    type: int
    default: 300
  wait_interval:
    description: Seconds between two looks, where the server cannot tell by itself.
    type: int
    default: 2
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_config
  - module: opsweave.platform.ironflow_config_info
"""

EXAMPLES = r"""
- name: The service is told to go into maintenance
  opsweave.platform.ironflow_config:
    name: service
    data:
      mode: maintenance
      users: 12
  register: told

- name: Go on when it is in maintenance
  opsweave.platform.ironflow_config_wait:
    name: service
    until: present
    data:
      mode: maintenance
    wait_timeout: 600

- name: What has changed since the one before that
  opsweave.platform.ironflow_config_wait:
    name: service
    revision: "{{ told.resource.revision - 1 }}"
"""

RETURN = r"""
operation:
  description:
    - What has happened to the document; V(put) or V(delete). V(none) where it was as wanted from the start, and in
      check mode where nothing has.
  type: str
  returned: success
  sample: put
resource:
  description: The document; C(data) is null where it was deleted. Empty where there is none.
  type: dict
  returned: success
  sample:
    name: service
    revision: 4
    data:
      mode: maintenance
      users: 12
    updated_at: "2026-01-02T03:04:05Z"
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.config_wait import CONFIG_WAIT

MODULE = CONFIG_WAIT


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
