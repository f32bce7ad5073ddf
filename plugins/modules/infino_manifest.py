#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_manifest
short_description: Make all of Infino as one document says
description:
  - Takes datasets, roles, users, connections, import jobs, visualizations and dashboards in one document.
  - All of it is looked at and planned before anything is written. Then it is written in order of dependence, and what
    is pruned is deleted in the other direction.
  - Things name each other by their names and titles. What is named must be in the document or on the server.
  - Records are not part of it; M(opsweave.platform.infino_records) keeps them.
  - The keys of users that it makes are not returned. M(opsweave.platform.infino_user_keys) gives them a pair.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  manifest:
    description:
      - The document. Its sections are C(datasets), C(roles), C(users), C(connections), C(import_jobs),
        C(visualizations) and C(dashboards); each is a list.
      - Each entry is written as the options of the module for one such thing. A dataset may be its name alone.
      - A section that is left out is left alone.
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
      - What the server brings with it stays, and so do users who have the role C(infino_admin_role).
    type: list
    elements: str
    choices: [datasets, roles, users, connections, import_jobs, visualizations, dashboards]
  prune_empty:
    description: Whether a section that is an empty list prunes too, which is to delete all that is in it.
    type: bool
    default: false
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.secret
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_manifest_info
"""

EXAMPLES = r"""
- name: A small service
  opsweave.platform.infino_manifest:
    manifest:
      datasets: [devices, visits]
      roles:
        - name: reader
          permissions:
            - {resource_type: record, actions: [read], resources: [devices]}
      users:
        - name: ada
          password: "{{ vault_ada_password | default('An example 4 the page') }}"
          roles: [reader]
      visualizations:
        - title: Number of devices
          source: {index: devices, sql: {metrics: [{function: count}]}}
          chart: {type: metric}
      dashboards:
        - title: Network
          panels: [{visualization: Number of devices}]

- name: The datasets are these and no others
  opsweave.platform.infino_manifest:
    manifest:
      datasets: [devices]
    prune: [datasets]
"""

RETURN = r"""
operations:
  description: How many things were created, updated, deleted and left as they were, or in check mode would be.
  type: dict
  returned: success
  sample: {create: 5, update: 0, delete: 0, none: 0}
sections:
  description: The same for each section of the document.
  type: dict
  returned: success
  sample: {datasets: {create: 2, update: 0, delete: 0, none: 0}}
unverified:
  description: What could not be compared, since the server does not tell it.
  type: list
  elements: str
  returned: success
  sample: ["import job warehouse/orders.rel: query"]
"""

from ..module_utils.core.manifest import manifest
from ..module_utils.entry import run_module
from ..module_utils.infino.client import INFINO
from ..module_utils.infino.manifest import sections

MODULE = manifest(INFINO, sections)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
