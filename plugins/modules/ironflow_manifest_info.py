#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_manifest_info
short_description: Write down what there is in Ironflow as a document
description:
  - Gives a document that M(opsweave.platform.ironflow_manifest) takes, and that changes nothing where it comes from.
  - Secrets are left out and listed. Roles that the server brings with it, and what the server does not tell, such as
    when a key was to expire, how much a bucket may hold or which secrets a function reads, are left out too.
  - What lies in an environment is of the one that O(api_environment) names.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  sections:
    description: Only these sections; without it, all that this server has.
    type: list
    elements: str
    choices:
      - projects
      - environments
      - policies
      - roles
      - role_policies
      - policy_set
      - users
      - api_keys
      - kv_buckets
      - kv
      - config
      - secrets
      - event_schemas
      - consumer_groups
      - file_buckets
      - webhook_sources
      - functions
      - projections
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_manifest
"""

EXAMPLES = r"""
- name: All that there is
  opsweave.platform.ironflow_manifest_info:
  register: ironflow

- name: The same once more, which changes nothing
  opsweave.platform.ironflow_manifest:
    manifest: "{{ ironflow.manifest }}"
"""

RETURN = r"""
manifest:
  description: The document, section by section.
  type: dict
  returned: success
  sample: {projects: [{name: shop}], roles: [{name: billing}], kv: [{bucket: regions, values: {emea: 9000}}]}
missing_secrets:
  description: What is left out of the document since the server does not tell it.
  type: list
  elements: str
  returned: success
  sample: ["user ada@example.com: password", "secret db: value"]
"""

from ..module_utils.core.manifest import manifest_info
from ..module_utils.entry import run_module
from ..module_utils.ironflow.client import IRONFLOW
from ..module_utils.ironflow.manifest import sections

MODULE = manifest_info(IRONFLOW, sections)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
