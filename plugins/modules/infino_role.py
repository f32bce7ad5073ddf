#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_role
short_description: Manage roles in Infino
description:
  - Creates, changes and deletes roles, which say what users may do with which datasets and what of a record they see.
  - The names that the vendor's documentation uses inside O(permissions), such as C(ResourceType), are taken as well.
  - A role that the server brings with it cannot be deleted.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the role. Only letters, digits and C(. _ ~ -).
    type: str
    required: true
  version:
    description: Version of the language that permissions are written in. The server takes V(2025-01-01) without it.
    type: str
  permissions:
    description: All that the role allows; the list is the whole list. Order means nothing.
    type: list
    elements: dict
    suboptions:
      resource_type:
        description:
          - What is allowed. V(metadata) (V(read)) are schemas and the list of datasets, V(dataset) (V(create),
            V(delete)) datasets as such, V(record) (V(read), V(write)) what is in them.
        type: str
        required: true
        choices: [metadata, dataset, record, field, notifications]
        aliases: [ResourceType]
      actions:
        description: What may be done.
        type: list
        elements: str
        choices: [read, write, create, delete]
        aliases: [Actions]
      resources:
        description: Names of datasets; C(*) stands for any letters.
        type: list
        elements: str
        aliases: [Resources]
      fields:
        description: Which fields of records are seen. All of them, unless this says otherwise.
        type: dict
        aliases: [Fields]
        suboptions:
          allow:
            description: Only these fields.
            type: list
            elements: str
            aliases: [Allow]
          deny:
            description: Not these fields.
            type: list
            elements: str
            aliases: [Deny]
          mask:
            description: Fields with the way to mask them, V(redact) or V(remove).
            type: dict
            aliases: [Mask]
      effect:
        description: The server takes V(Allow) without it, and the vendor documents no other.
        type: str
        aliases: [Effect]
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_role_info
  - module: opsweave.platform.infino_user
"""

EXAMPLES = r"""
- name: Who may read the logs, but no addresses in them
  opsweave.platform.infino_role:
    name: log-reader
    permissions:
      - resource_type: record
        actions: [read]
        resources: ["logs-*"]
        fields:
          deny: [cookie]
          mask: {client_ip: redact}
      - resource_type: metadata
        actions: [read]
        resources: ["*"]

- name: The same, as the documentation of the vendor writes it
  opsweave.platform.infino_role:
    name: log-reader
    version: "2025-01-01"
    permissions:
      - {ResourceType: metadata, Actions: [read], Resources: ["*"]}
      - ResourceType: record
        Actions: [read]
        Resources: ["logs-*"]
        Fields: {Deny: [cookie], Mask: {client_ip: redact}}

- name: The role is gone
  opsweave.platform.infino_role:
    name: log-reader
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The role afterwards; empty when absent.
  type: dict
  returned: success
  sample:
    name: log-reader
    version: "2025-01-01"
    permissions:
      - resource_type: record
        actions: [read]
        resources: ["logs-*"]
        fields: {allow: [], deny: [cookie], mask: {client_ip: redact}}
        effect: Allow
    created_at: null
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.core.ensure import ensure
from ..module_utils.entry import run_module
from ..module_utils.infino.resources.role import ROLE

MODULE = ensure(ROLE)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
