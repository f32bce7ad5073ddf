#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_connection_info
short_description: Look up connections in Infino
description:
  - Lists all connections with their status, or one by its id or name.
  - Also the types that can be connected, and what a connected source tells of one of its datasets.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Only the connection with this id.
    type: str
  name:
    description: Only the connections of this name.
    type: str
  types:
    description: Whether to list the types that there are, too.
    type: bool
    default: false
  dataset:
    description:
      - What to ask the connected source about; an index of Elasticsearch or OpenSearch, a database of Snowflake or
        BigQuery.
      - Needs O(id) or O(name).
    type: str
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_connection
"""

EXAMPLES = r"""
- name: All connections, and what could be connected
  opsweave.platform.infino_connection_info:
    types: true
  register: connections

- name: A connection to ask
  opsweave.platform.infino_connection:
    name: Production logs
    type: elasticsearch
    config: {base_url: "https://logs.example.com:9200"}

- name: The fields of an index there
  opsweave.platform.infino_connection_info:
    name: Production logs
    dataset: web-2026
  register: logs
"""

RETURN = r"""
resources:
  description: The connections found, without secrets; empty when there is none.
  type: list
  elements: dict
  returned: success
  sample:
    - id: conn-1
      name: Production logs
      type: elasticsearch
      config: {base_url: "https://logs.example.com:9200", username: infino}
      status: connected
      message: null
      query_type: querydsl
      created_at: "2026-06-01T08:00:00Z"
      updated_at: "2026-06-01T08:00:00Z"
types:
  description: The types of sources; empty unless O(types).
  type: list
  elements: dict
  returned: success
  sample:
    - type: snowflake
      name: Snowflake
      category: Warehouse
      description: Snowflake as a source
      capabilities: [batch]
      query_type: sql
      auth_strategy: native
      disabled: false
metadata:
  description: What the source tells of O(dataset), in its own words; null without it.
  type: dict
  returned: success
  sample: {mappings: {}, settings: {}, aliases: {}}
"""

from ..module_utils.entry import run_module
from ..module_utils.infino.actions.connection_info import CONNECTION_INFO

MODULE = CONNECTION_INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
