#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_info
short_description: Look up an Ironflow server, whether it is ready, and who one is there
description:
  - Tells the server's version, health, readiness and capabilities, for which it needs no O(api_key).
  - With an O(api_key) it also tells how the parts of the server are, what it is busy with, and which key that is.
  - It can also wait until a server that is starting up is ready.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  wait:
    description:
      - Whether to wait for a server that does not answer yet, or says that it is not ready.
      - A server that refuses, such as for a wrong credential, is not waited for.
    type: bool
    default: false
  wait_timeout:
    description: Seconds to wait at most. After them the task fails and tells what was seen last.
    type: int
    default: 300
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.waiting
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_call
"""

EXAMPLES = r"""
- name: The server has been started and is about to come up
  opsweave.platform.ironflow_info:
    wait: true
    wait_timeout: 600
  register: server

- name: It is new enough
  ansible.builtin.assert:
    that: server.version is version("0.36", ">=")
"""

RETURN = r"""
version:
  description: Version of the server.
  type: str
  returned: success
  sample: 0.53.0
ready:
  description: Whether the server takes work. One that is not ready is told only the first five of these values.
  type: bool
  returned: success
  sample: true
health:
  description: Whether the server lives, when it said so, and what it warns of.
  type: dict
  returned: success
  sample: {status: ok, timestamp: "2026-01-02T03:04:05Z", warnings: []}
readiness:
  description: Whether it is ready, and by the names of its parts what keeps it from that and what it warns of.
  type: dict
  returned: success
  sample: {ready: true, status: ready, issues: {}, warnings: {}}
capabilities:
  description: How it can be spoken to, what it can do, and whether it wants to know who asks.
  type: dict
  returned: success
  sample: {transports: [websocket, connectrpc], features: [], auth_required: true}
components:
  description: How its parts are, by their names; null without an O(api_key), or where that may not read it.
  type: dict
  returned: success
  sample: {store: {status: ok, message: ""}}
server:
  description: Since when it runs and what it is busy with; null without an O(api_key), or where that may not read it.
  type: dict
  returned: success
  sample:
    started_at: "2026-01-02T03:04:05Z"
    go_version: go1.24
    function_count: 12
    active_runs: 3
    connected_workers: 2
identity:
  description:
    - The key that O(api_key) is the text of, as M(opsweave.platform.ironflow_api_key_info) tells it.
    - Null where no key is found that begins so, such as for the token of a login.
  type: dict
  returned: success
  sample: {id: ak_7f1c, name: ci, key_prefix: ifkey_01234567, role_ids: [role_developer], env_id: env_default}
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.info import INFO

MODULE = INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
