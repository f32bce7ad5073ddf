#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infino_connection
short_description: Manage connections from Infino to other data sources
description:
  - Creates, changes and deletes connections, through which Infino queries data where it lies.
  - What a connector wants in O(config) is its own matter; it is passed on as it is.
  - A change is sent with the whole configuration, since the vendor does not say whether the server keeps what it is not
    sent. So give the secrets with each change.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  id:
    description: Id of a connection that exists; with it the connection can get another name.
    type: str
  name:
    description:
      - Name of the connection. Needed unless O(id) is given.
      - The server may allow several of one name; then give O(id) to say which is meant.
    type: str
  type:
    description:
      - What is connected, such as V(elasticsearch), V(opensearch), V(snowflake) or V(bigquery). Needed to create one.
      - It cannot be changed; delete the connection first. M(opsweave.platform.infino_connection_info) lists the types.
    type: str
  config:
    description:
      - What the connector needs, such as C(base_url), C(username) and C(password).
      - What is named here is compared, numbers and lists as the texts that connectors make of them; what is not named
        stays. A null unsets.
      - Whatever has C(pass), C(secret), C(token), C(key) or C(credential) in its name is taken for a secret, written
        and neither shown nor compared. One that the server tells in clear all the same is compared.
      - What the server does not tell is not compared; it is named in RV(unverified).
    type: dict
  secrets:
    description: More of the configuration, all of which is secret whatever it is called.
    type: dict
  wait:
    description: Whether to wait until the server says that it is connected.
    type: bool
    default: true
  wait_timeout:
    description: Seconds to wait at most. After them the task fails and tells what was seen last.
    type: int
    default: 300
extends_documentation_fragment:
  - opsweave.platform.infino
  - opsweave.platform.connection
  - opsweave.platform.waiting
  - opsweave.platform.state
  - opsweave.platform.secret
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infino
seealso:
  - module: opsweave.platform.infino_connection_info
  - module: opsweave.platform.infino_import_job
"""

EXAMPLES = r"""
- name: The logs of production, where they are
  opsweave.platform.infino_connection:
    name: Production logs
    type: elasticsearch
    config:
      base_url: https://logs.example.com:9200
      username: infino
      password: "{{ vault_logs_password | default('an example, not a secret') }}"

- name: Another password, since it has changed there
  opsweave.platform.infino_connection:
    name: Production logs
    config:
      password: "{{ vault_logs_password | default('another example') }}"
    update_secret: always

- name: The connection is gone
  opsweave.platform.infino_connection:
    name: Production logs
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The connection afterwards, without secrets; empty when absent.
  type: dict
  returned: success
  sample:
    id: conn-1
    name: Production logs
    type: elasticsearch
    config: {base_url: "https://logs.example.com:9200", username: infino}
    status: connected
    message: null
    query_type: querydsl
    created_at: "2026-06-01T08:00:00Z"
    updated_at: "2026-06-01T08:00:00Z"
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: [config.timeout_secs]
"""

from ..module_utils.entry import run_module
from ..module_utils.infino.resources.connection import ENSURE_CONNECTION

MODULE = ENSURE_CONNECTION


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
