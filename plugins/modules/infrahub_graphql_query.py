#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_graphql_query
short_description: Manage stored GraphQL queries in Infrahub
description:
  - Creates, updates and deletes a GraphQL query that is stored on the server for transforms, checks and generators, and
    for M(opsweave.platform.infrahub_query) to run by its name.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Name of the stored query.
    type: str
    required: true
  description:
    description: What the query is for.
    type: str
  query:
    description:
      - The GraphQL document. This or O(src) is needed to create a stored query.
      - Spaces, line ends, commas and comments are no difference to what is stored.
    type: str
  src:
    description: File with the GraphQL document.
    type: path
  tags:
    description: Names of tags that the query carries.
    type: list
    elements: str
  exact:
    description: Whether O(tags) are to be exactly those given. Otherwise they are added to those that are there.
    type: bool
    default: false
  unset:
    description: Options to set back to no value.
    type: list
    elements: str
    choices: [description]
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_graphql_query_info
  - module: opsweave.platform.infrahub_query
"""

EXAMPLES = r"""
- name: Accounts by name, as a stored query
  opsweave.platform.infrahub_graphql_query:
    name: accounts
    description: Accounts by name
    query: |
      query ($names: [String]) {
        CoreAccount(name__values: $names) { edges { node { id name { value } } } }
      }

- name: It is run by its name
  opsweave.platform.infrahub_query:
    stored: accounts
    variables:
      names: [admin]
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description:
    - The stored query afterwards; empty when absent. What the server makes of its text is not known in check mode.
    - C(variables) are its variables, C(operations) what it does, C(models) the kinds that it asks for, C(depth) and
      C(height) its size.
  type: dict
  returned: success
  sample:
    name: accounts
    description: Accounts by name
    query: "{ CoreAccount { edges { node { id } } } }"
    tags: []
    variables: []
    operations: [query]
    models: [CoreAccount]
    depth: 4
    height: 4
    id: 18ea3a77-8080-2bec-e3ca-14b7b30c3312
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.graphql_query import ensure_query

MODULE = ensure_query()


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
