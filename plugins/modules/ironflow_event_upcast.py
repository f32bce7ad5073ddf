#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_event_upcast
short_description: Test what Ironflow makes of an event's data in a later version
description:
  - Asks what becomes of the data of an event on the way from one version of its schema to a later one. Nothing is
    changed.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  event_name:
    description: Name of the event.
    type: str
    required: true
    aliases: [name]
  from_version:
    description: Version of the schema that the data is of.
    type: int
    required: true
  to_version:
    description: Version of the schema that it is brought to.
    type: int
    required: true
  data:
    description: The data. It is not shown in C(invocation).
    type: dict
    required: true
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
- name: Two versions of a schema
  opsweave.platform.ironflow_event_schema:
    event_name: order.paid
    version: "{{ item }}"
    schema: {type: object}
  loop: [1, 2]

- name: What an old event is in the new version
  opsweave.platform.ironflow_event_upcast:
    event_name: order.paid
    from_version: 1
    to_version: 2
    data: {total: 20}
"""

RETURN = r"""
data:
  description: The data in the later version.
  type: dict
  returned: success
  sample: {total: 20}
steps:
  description: The steps from version to version.
  type: list
  elements: dict
  returned: success
  sample: [{from_version: 1, to_version: 2, description: ""}]
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.event_upcast import UPCAST

MODULE = UPCAST


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
