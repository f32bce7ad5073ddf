#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_query
short_description: Run GraphQL on Infrahub
description:
  - Sends one GraphQL query or mutation and returns its data; with O(paginate), a query in as many requests as it needs.
  - A mutation is reported as a change each time, and is not sent in check mode.
  - One of O(query), O(src) and O(stored) is needed.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  query:
    description:
      - The GraphQL document. Give values as O(variables), so that nothing has to be quoted.
      - Or a nested dictionary of the fields to ask for. A field with nothing inside is empty, or fields are a list of
        names. C(@filters) is a dictionary of a field's arguments, C(@alias) another name for it in the answer.
      - In a dictionary a text that begins with C($) is a variable; its type is taken from the schema.
    type: raw
  src:
    description: File with the GraphQL document.
    type: path
  stored:
    description: Name of a query that is stored on the server. See M(opsweave.platform.infrahub_graphql_query).
    type: str
  variables:
    description:
      - Values of the document's variables. They are not shown in results.
      - Each is made the type that the document declares, such as a number of the text V(5), or refused.
    type: dict
    aliases: [graph_variables]
  operation:
    description: Name of the operation to run, where the document has several.
    type: str
  at:
    description: Read the state at this instant, such as V(2026-01-02T03:04:05Z). Only for queries.
    type: str
  paginate:
    description:
      - Whether to read the nodes of a query's field page after page, so that any number of them can be read.
      - The field is then given C(offset) and C(limit). If it takes both from variables of the document, these are used.
      - A stored query can be read so only in the latter case.
    type: bool
    default: false
  paginate_field:
    description: The field to read page after page, as the answer calls it, where the query asks for several.
    type: str
  page_size:
    description: How many nodes to read at a time.
    type: int
    default: 500
  select:
    description:
      - What to take out of the data, as RV(selected). A path of keys and list numbers with dots between them, or a
        JMESPath expression.
    type: str
  update_hostvars:
    description: Whether to return the data as facts too, so that each of its fields is a variable of the host.
    type: bool
    default: false
  update_group:
    description:
      - Whether Infrahub notes in a group which nodes a stored query has read, so that it can tell who depends on them.
      - In check mode nothing is noted. A change is reported where no group holds all nodes that the answer names.
    type: bool
    default: false
  subscribers:
    description: Ids of the nodes that O(update_group) enters as those who want to know.
    type: list
    elements: str
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
requirements:
  - jmespath, where O(select) is more than keys with dots between them
seealso:
  - module: opsweave.platform.infrahub_node_info
  - module: opsweave.platform.infrahub_graphql_query
  - plugin: opsweave.platform.infrahub_query
    plugin_type: lookup
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

- name: The names of all groups, however many there are
  opsweave.platform.infrahub_query:
    query: "{ CoreStandardGroup { edges { node { id name { value } } } } }"
    paginate: true
    select: CoreStandardGroup.edges[].node.name.value

- name: The accounts as variables of the host, asked for by a dictionary
  opsweave.platform.infrahub_query:
    query:
      CoreAccount:
        "@filters": {name__value: $name}
        edges:
          node:
            id:
            name: [value]
    variables:
      name: admin
    update_hostvars: true
"""

RETURN = r"""
data:
  description: What GraphQL calls the data of the answer; empty for a mutation in check mode.
  type: dict
  returned: success
  sample: {BuiltinTag: {edges: [{node: {id: 18ea3a77-8080-2bec-e3ca-14b7b30c3312, name: {value: blue}}}]}}
selected:
  description: What O(select) found in the data.
  type: raw
  returned: when O(select) is given
  sample: [blue, red]
ansible_facts:
  description: The data, with O(update_hostvars).
  type: dict
  returned: when O(update_hostvars) is true
  sample: {BuiltinTag: {edges: []}}
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.query import QUERY

MODULE = QUERY


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
