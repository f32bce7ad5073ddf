#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_manifest
short_description: Make all of Ironflow as one document says
description:
  - Takes projects, environments, users, roles, keys, policies, KV, config, secrets, schemas and more in one document.
  - All of it is looked at and planned before anything is written. Then it is written in order of dependence, and what
    is pruned is deleted in the other direction.
  - Things name each other by their names. What is named must be in the document or on the server.
  - What lies in an environment (KV, config, secrets, schemas and what follows them) is of the one that
    O(api_environment) names, which may be one that the document makes. Each environment takes a task of its own.
  - The texts of API keys and the tokens of webhook sources that it makes are not returned.
    M(opsweave.platform.ironflow_api_key_rotate) and M(opsweave.platform.ironflow_webhook_rotate) make others.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  manifest:
    description:
      - The document. Each section is a list, but for C(policy_set), which is a dictionary. A section that is left out
        is left alone.
      - C(projects), C(environments), C(policies), C(roles), C(role_policies), C(users), C(api_keys), C(kv_buckets),
        C(config), C(secrets), C(event_schemas), C(consumer_groups), C(file_buckets), C(webhook_sources), C(functions),
        C(projections) and C(policy_set) take entries written as the options of the module for one such thing, of the
        organisation. Where a name is all that there is to say, it may stand alone.
      - An environment names its C(project), and an API key its C(roles) and C(environment), in place of ids.
      - C(kv) takes entries with C(bucket), C(key), C(value) and C(format) (V(json), V(text) or V(base64)), or with
        C(values), a dictionary with many keys, in place of C(key) and C(value).
      - Keys of a config document, and modules of a policy set, that are not named are left alone unless the section is
        pruned. Those of null are taken away.
      - C(policies) and C(role_policies) are for servers up to 0.43, C(policy_set) for those from 0.44 on.
    type: dict
  files:
    description:
      - Files in YAML or JSON with such documents, or folders of them, on the machine where the module runs.
      - Lists of the same section follow each other.
    type: list
    elements: path
  prune:
    description:
      - Sections in which whatever the document does not name is deleted.
      - What the server brings with it stays, and so do the environment that the run is in, its project, and the API key
        that the run uses. Of C(kv), only keys in buckets that the section names are deleted.
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
  prune_empty:
    description: Whether a section that is empty prunes too, which is to delete all that is in it.
    type: bool
    default: false
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.secret
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_manifest_info
"""

EXAMPLES = r"""
- name: A small service
  opsweave.platform.ironflow_manifest:
    manifest:
      projects: [shop]
      environments:
        - {name: trial, project: shop, color: "#22c55e"}
      roles: [billing]
      users:
        - email: ada@example.com
          password: "{{ vault_ada_password | default('An example 4 the page') }}"
          roles: [billing]
      kv_buckets:
        - {name: regions, history: 5}
      kv:
        - bucket: regions
          values: {emea: {mtu: 9000}, apac: {mtu: 1500}}
      config:
        - name: app
          data: {mode: blue, limits: {rps: 5}}
      secrets:
        - name: db
          value: "{{ vault_db | default('An example 4 the page') }}"
      event_schemas:
        - event_name: order.paid
          version: 1
          schema: {type: object, required: [number]}

- name: The bucket has these keys and no others
  opsweave.platform.ironflow_manifest:
    manifest:
      kv:
        - bucket: regions
          values: {emea: {mtu: 9000}}
    prune: [kv]

- name: What each role may do, on a server from 0.44 on
  opsweave.platform.ironflow_manifest:
    manifest:
      policy_set:
        modules: {base: "package base\n"}
        mode: monitor
"""

RETURN = r"""
operations:
  description: How many things were created, updated, deleted and left as they were, or in check mode would be.
  type: dict
  returned: success
  sample: {create: 10, update: 0, delete: 0, none: 0}
sections:
  description: The same for each section of the document.
  type: dict
  returned: success
  sample: {projects: {create: 1, update: 0, delete: 0, none: 0}}
unverified:
  description: What could not be compared, since the server does not tell it.
  type: list
  elements: str
  returned: success
  sample: ["KV bucket regions: max_bytes"]
"""

from ..module_utils.core.manifest import manifest
from ..module_utils.entry import run_module
from ..module_utils.ironflow.client import IRONFLOW
from ..module_utils.ironflow.manifest import sections

MODULE = manifest(IRONFLOW, sections)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
