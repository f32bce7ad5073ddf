#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_query
short_description: Run GraphQL on Infrahub
description:
  - Sends one GraphQL query or mutation and returns its data.
  - A mutation is reported as a change each time, and is not sent in check mode.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  query:
    description: The GraphQL document. Give values as O(variables), so that nothing has to be quoted.
    type: str
    required: true
  variables:
    description: Values of the document's variables. They are not shown in results.
    type: dict
    aliases: [graph_variables]
  operation:
    description: Name of the operation to run, where the document has several.
    type: str
  at:
    description: Read the state at this instant, such as V(2026-01-02T03:04:05Z). Only for queries.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.group_infrahub
attributes:
  check_mode:
    description: Can run in C(check_mode) and return changed status prediction without modifying target.
    support: full
    details: A query is sent also in check mode; a mutation is not, and its data is then empty.
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in C(check_mode)), in diff mode.
    support: none
  idempotent:
    description: When run twice in a row with the same arguments, the second run reports no change.
    support: partial
    details: A query changes nothing; a mutation is reported as a change each time.
"""

EXAMPLES = r"""
- name: The descriptions of some tags
  opsweave.platform.infrahub_query:
    query: |
      query ($names: [String]) {
        BuiltinTag(name__values: $names) { edges { node { id name { value } description { value } } } }
      }
    variables:
      names: [blue, red]
  register: tags
"""

RETURN = r"""
data:
  description: What GraphQL calls the data of the answer; empty for a mutation in check mode.
  type: dict
  returned: success
  sample: {BuiltinTag: {edges: [{node: {id: 18ea3a77-8080-2bec-e3ca-14b7b30c3312, name: {value: blue}}}]}}
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.query import QUERY

MODULE = QUERY


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
