#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_schema
short_description: Load a schema into Infrahub
description:
  - Loads schema documents, from files or from the task, into a branch.
  - The server's own check tells first what would change. Only where there is something, the documents are loaded.
    All documents of a task are loaded together, so they may refer to each other in any order.
  - Documents are added to what is there. Kinds and fields that they do not name stay. What has C(state) V(absent) in a
    document is removed.
  - Everything that the server finds wrong in them is told at once, with file and place.
notes:
  - After a load, the task waits until all workers of the server have the new schema.
  - A large schema takes the server some time. Where its answer is lost, the server is asked whether the schema is
    there, and only else it is loaded again. Give O(api_timeout) more than the default where a load takes longer.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  schemas:
    description: Schema documents, each with C(version), and C(nodes), C(generics) or C(extensions).
    type: list
    elements: dict
  files:
    description:
      - Files with schema documents in YAML or JSON, and folders. Of a folder, all files below it named C(*.yml),
        C(*.yaml) and C(*.json) are read in the order of their paths. A file may hold several YAML documents.
      - Paths are absolute, or relative to where the playbook is run.
      - They are read where the module runs. That is the controller, unless the task runs as an ordinary module
        elsewhere.
    type: list
    elements: path
  wait:
    description: Whether to wait until all workers of the server have the schema.
    type: bool
    default: true
  wait_timeout:
    description: Seconds to wait at most. When they are over, the task fails and tells what the workers have.
    type: int
    default: 300
  wait_interval:
    description: Seconds between two looks.
    type: int
    default: 2
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
requirements:
  - PyYAML, where O(files) is given
seealso:
  - module: opsweave.platform.infrahub_schema_info
"""

EXAMPLES = r"""
- name: A schema written in the task
  opsweave.platform.infrahub_schema:
    schemas:
      - version: "1.0"
        nodes:
          - name: Rack
            namespace: Example
            human_friendly_id: [name__value]
            attributes:
              - {name: name, kind: Text, unique: true}
              - {name: height, kind: Number, optional: true}
            relationships:
              - {name: tags, peer: BuiltinTag, cardinality: many}

- name: The same schema in a file
  ansible.builtin.copy:
    dest: /tmp/opsweave-example-schema.yml
    mode: "0644"
    content: |
      version: "1.0"
      extensions:
        nodes:
          - kind: ExampleRack
            attributes:
              - {name: room, kind: Text, optional: true}

- name: What is in the file is added
  opsweave.platform.infrahub_schema:
    files:
      - /tmp/opsweave-example-schema.yml
  register: loaded

- name: What has changed, in the words of the server
  ansible.builtin.debug:
    var: loaded.schema_diff
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(update) or V(none).
  type: str
  returned: success
  sample: update
hash:
  description: Hash of the branch's whole schema afterwards. Left out in check mode where something would be loaded.
  type: str
  returned: success
  sample: b50f48e8f896b1756917d21d2d075e28
schema_diff:
  description: What was loaded, or in check mode would be, as the server tells it by kind and field.
  type: dict
  returned: success
  sample:
    added: {}
    changed:
      ExampleRack:
        added: {}
        changed: {attributes: {added: {room: null}, changed: {}, removed: {}}}
        removed: {}
    removed: {}
server_warnings:
  description: What the server warns about, such as names that will go.
  type: list
  elements: dict
  returned: success
  sample:
    - type: deprecation
      kinds: [{kind: ExampleRack, field: name}]
      message: Use of 'max_length' on attributes is deprecated, use parameters instead
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.schema import SCHEMA

MODULE = SCHEMA


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
