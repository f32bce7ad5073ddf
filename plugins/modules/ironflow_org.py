#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_org
short_description: Manage organisations in Ironflow
description:
  - Organisations have projects, users, roles and keys of their own.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of an organisation that exists; with it the organisation can get another name.
    type: str
  name:
    description: Name of the organisation. Needed unless O(id) is given.
    type: str
  default_timezone:
    description: Time zone that schedules of the organisation are in, such as V(Europe/Zurich).
    type: str
  unset:
    description: Options to clear.
    type: list
    elements: str
    choices: [default_timezone]
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_org_info
"""

EXAMPLES = r"""
- name: The organisation of a customer
  opsweave.platform.ironflow_org:
    name: Acme
    default_timezone: Europe/Zurich

- name: The organisation is gone
  opsweave.platform.ironflow_org:
    name: Acme
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The organisation afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    id: org_0f3a91c2
    name: Acme
    default_timezone: Europe/Zurich
    created_at: '2026-01-02T03:04:05Z'
    updated_at: '2026-01-02T03:04:05Z'
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.core.ensure import ensure
from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.org import ORG

MODULE = ensure(ORG)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
