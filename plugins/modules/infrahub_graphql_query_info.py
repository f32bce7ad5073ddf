#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_graphql_query_info
short_description: Look up stored GraphQL queries in Infrahub
description:
  - Lists all stored GraphQL queries, or one by its name.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Only the stored query of this name.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_graphql_query
"""

EXAMPLES = r"""
- name: All stored queries
  opsweave.platform.infrahub_graphql_query_info:
  register: found

- name: What they are called
  ansible.builtin.debug:
    msg: "{{ found.resources | map(attribute='name') }}"
"""

RETURN = r"""
resources:
  description: The stored queries found; empty when there is none of that name.
  type: list
  elements: dict
  returned: success
  sample:
    - name: accounts
      description: Accounts by name
      query: "{ CoreAccount { edges { node { id } } } }"
      tags: []
      variables: []
      operations: [query]
      models: [CoreAccount]
      depth: 4
      height: 4
      id: 18ea3a77-8080-2bec-e3ca-14b7b30c3312
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.graphql_query import GRAPHQL_QUERY

MODULE = info(GRAPHQL_QUERY)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
