#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_kv_wait
short_description: Wait for a change of a key in Ironflow's KV store
description:
  - Waits until a key of a KV bucket changes, or any that fits a pattern; or until a key is there, is gone, or
    has a value.
  - The server tells it over a WebSocket, where it has one and the Python library C(websocket-client) is installed where
    the module runs. Otherwise, and where the connection is lost, it is looked for again and again.
  - It ends when that has happened, and fails when the time is over or the server refuses. In check mode it only looks.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  bucket:
    description: Name of the bucket.
    type: str
    required: true
  key:
    description:
      - The key, or with O(until=changed) a pattern, in which V(*) stands for one part between dots, and V(>) at the end
        for the rest.
      - Any key of the bucket when left out. Without a socket each key that fits is looked at, one request each.
    type: str
  until:
    description:
      - What to wait for.
      - With V(present) the key is there and has the O(value), where that is given; with V(absent) it is not there. Both
        may be so from the start.
    type: str
    choices:
      - changed
      - present
      - absent
    default: changed
  value:
    description: With O(until=present), the value that the key has to have. It is compared as O(format) says.
    type: raw
  format:
    description:
      - How the bytes of a value are read.
      - V(json) is any value, as JSON; V(text) is UTF-8 text; V(base64) is any bytes, told in base64.
    type: str
    choices:
      - json
      - text
      - base64
    default: json
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
  - module: opsweave.platform.ironflow_kv
  - module: opsweave.platform.ironflow_kv_info
"""

EXAMPLES = r"""
- name: A bucket for what is being rolled out
  opsweave.platform.ironflow_kv_bucket:
    name: rollout

- name: A site is ready
  opsweave.platform.ironflow_kv:
    bucket: rollout
    key: sites.ams
    value:
      state: ready

- name: Go on when the site is ready
  opsweave.platform.ironflow_kv_wait:
    bucket: rollout
    key: sites.ams
    until: present
    value:
      state: ready
    wait_timeout: 900

- name: The first site that has changed since the beginning
  opsweave.platform.ironflow_kv_wait:
    bucket: rollout
    key: sites.*
    revision: 0
  register: site

- name: Nobody holds the lock
  opsweave.platform.ironflow_kv_wait:
    bucket: rollout
    key: lock
    until: absent
"""

RETURN = r"""
operation:
  description:
    - What has happened to the key; V(put) or V(delete). V(none) where it was as wanted from the start, and in check
      mode where nothing has.
  type: str
  returned: success
  sample: put
resource:
  description:
    - The key that has changed, or that was waited for; empty where there is none.
    - The value is read as O(format) says, or else as the text or bytes that it is, as C(format) tells. It is null of a
      key that was deleted.
  type: dict
  returned: success
  sample:
    bucket: rollout
    key: sites.ams
    revision: 7
    value:
      state: ready
    format: json
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.kv_wait import KV_WAIT

MODULE = KV_WAIT


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
