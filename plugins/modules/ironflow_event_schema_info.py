#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_event_schema_info
short_description: Look up event schemas in Ironflow
description:
  - A schema says what the data of events of one name and version look like.
  - Schemas are compared as documents; spaces and the order of keys do not matter.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  event_name:
    description: Name of the events.
    type: str
    aliases:
      - name
  version:
    description: Version of the schema, from 1 on.
    type: int
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_event_schema
"""

EXAMPLES = r"""
- name: All schemas of one event
  opsweave.platform.ironflow_event_schema_info:
    event_name: order.paid
"""

RETURN = r"""
resources:
  description: The event schemas found; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - event_name: order.paid
      version: 1
      schema: {type: object}
      description: ""
      created_at: "2026-01-02T03:04:05Z"
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.event_schema import EVENT_SCHEMA

MODULE = info(EVENT_SCHEMA)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
