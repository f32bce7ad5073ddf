#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_cluster_token_rotate
short_description: Give the servers of an Ironflow cluster a new token
description:
  - Gives the cluster that O(api_url) is of a new token. The one before is of no use from then on.
  - Each run has an idempotency key, so that the server does it once even where an answer was lost.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  kind:
    description: The token that is meant, in the server's words.
    type: str
    required: true
  new_value:
    description: The new token. Left out, one is made and returned; give the task C(no_log=true) then.
    type: str
  remote_key_id:
    description: Id of the key at the other end, where the kind of the token has one.
    type: str
  idempotency_key:
    description: A key by which the server knows that it has done this already. Left out, each run has its own.
    type: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.once
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_info
"""

EXAMPLES = r"""
- name: A new token for the cluster
  opsweave.platform.ironflow_cluster_token_rotate:
    kind: node
  register: cluster
  no_log: true
"""

RETURN = r"""
rotated_at:
  description: When that was; null in check mode.
  type: str
  returned: success
  sample: "2026-01-02T03:04:05Z"
status:
  description: What the server says of it; null in check mode.
  type: str
  returned: success
  sample: rotated
token:
  description: The new token, where O(new_value) is not given; else null, and null in check mode.
  type: str
  returned: success, without O(new_value)
  sample: 4c1f0e7a9b3d
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.cluster_token_rotate import ROTATE

MODULE = ROTATE


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
