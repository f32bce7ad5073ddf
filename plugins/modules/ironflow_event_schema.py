#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_event_schema
short_description: Manage event schemas in Ironflow
description:
  - A schema says what the data of events of one name and version look like.
  - Schemas are compared as documents; spaces and the order of keys do not matter.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  event_name:
    description: Name of the events.
    type: str
    required: true
    aliases:
      - name
  version:
    description: Version of the schema, from 1 on.
    type: int
    required: true
  schema:
    description: The JSON Schema. Needed to register it.
    type: dict
  description:
    description: What the events tell.
    type: str
  unset:
    description: Options to clear.
    type: list
    choices:
      - description
    elements: str
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_event_schema_info
"""

EXAMPLES = r"""
- name: What an order that was paid looks like
  opsweave.platform.ironflow_event_schema:
    event_name: order.paid
    version: 1
    schema:
      type: object
      required: [number]
      properties:
        number: {type: string}

- name: The schema is gone
  opsweave.platform.ironflow_event_schema:
    event_name: order.paid
    version: 1
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The event schema afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    event_name: order.paid
    version: 1
    schema: {type: object}
    description: ""
    created_at: "2026-01-02T03:04:05Z"
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.core.ensure import ensure
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.event_schema import EVENT_SCHEMA

MODULE = ensure(EVENT_SCHEMA)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
