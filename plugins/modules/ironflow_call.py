#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_call
short_description: Call any operation of Ironflow by name
description:
  - For what no other module covers. Operations have the names of the vendor's REST client, such as C(projects_list), or
    their service and method, such as C(IronflowService/GetRun).
  - Names, types and words of parameters are checked before anything is sent, since the server passes over what it does
    not know. An operation that the server's version does not have is refused, with the versions that have it.
  - An operation that can have effects counts as a change each time, and is not sent in check mode.
  - Results may hold secrets, such as a key that was just made; use C(no_log) then.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  operation:
    description: Name of the operation.
    type: str
    required: true
  params:
    description:
      - What the operation takes, from its path, query, headers and body alike, under the server's own names.
      - The environment is not among them; it is O(api_environment).
      - A word of an enumeration may be written short, V(failed) for V(RUN_STATUS_FAILED).
    type: dict
  document:
    description: The whole body, of an operation whose body is a document of the user's, such as C(config_create).
    type: dict
  content:
    description: The whole body as text, of an operation whose body is bytes, such as C(kv_update_buckets_keys).
    type: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.once
  - opsweave.platform.attributes.group_ironflow
"""

EXAMPLES = r"""
- name: The projects of the organisation
  opsweave.platform.ironflow_call:
    operation: projects_list
  register: projects

- name: Another project
  opsweave.platform.ironflow_call:
    operation: projects_create
    params:
      name: shop

- name: Schemas of one event
  opsweave.platform.ironflow_call:
    operation: EventSchemaService/ListSchemas
    params:
      eventName: order.paid
      limit: 10

- name: A config document, whole
  opsweave.platform.ironflow_call:
    operation: config_create
    params:
      name: app
    document:
      mode: blue
"""

RETURN = r"""
result:
  description:
    - The answer as the server gives it. Where it is not JSON, a dictionary with C(base64); empty in check mode where
      nothing was sent.
  type: raw
  returned: success
  sample:
    - {id: proj_default_default, name: Default, org_id: org_default}
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.call import CALL

MODULE = CALL


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
