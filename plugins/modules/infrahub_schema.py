#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_schema
short_description: Load, check or export a schema of Infrahub
description:
  - Loads schema documents, from files or from the task, into a branch.
  - The server's own check tells first what would change. Only where there is something, the documents are loaded.
    All documents of a task are loaded together, so they may refer to each other in any order.
  - Documents are added to what is there. Kinds and fields that they do not name stay. What has C(state) V(absent) in a
    document is removed, a kind with all of its nodes.
  - A kind, an attribute or a relation gets another name where the document gives its C(id) with the new C(name).
  - Everything that is wrong in them is told at once, with file and place, before anything is loaded.
notes:
  - After a load, the task waits until all workers of the server have the new schema.
  - A large schema takes the server some time, so it is given five minutes for an answer, or O(api_timeout) where that
    is more. Where its answer is lost, the server is asked whether the schema is there, and only else it is loaded
    again.
  - The server refuses to remove a kind that another one refers to, even where both are removed together. The relations
    between kinds that a task removes are therefore removed with them.
  - What the server warns about is a warning of the task too.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  action:
    description:
      - V(load) loads the documents where that changes something.
      - V(check) only has them checked. Nothing is changed, so the task reports no change. It fails where they are not
        valid; O(ignore:failed_when) can make something else of that.
      - V(export) returns the kinds that users have made, in the form that loads. See
        M(opsweave.platform.infrahub_schema_info) for more ways to look at a schema.
    type: str
    choices: [load, check, export]
    default: load
  schemas:
    description:
      - Schema documents, each with C(version), and C(nodes), C(generics) or C(extensions).
      - Kinds can stand here by themselves too, each with C(name) and C(namespace). One that others inherit from, or
        that is C(hierarchical), is taken for a generic; one that has C(kind) in place of C(name) extends that kind.
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
    aliases: [schema_files]
  namespaces:
    description: With O(action=export), only kinds of these namespaces.
    type: list
    elements: str
  wait:
    description: Whether to wait until all workers of the server have the schema.
    type: bool
    default: true
    aliases: [wait_until_converged]
  wait_timeout:
    description: Seconds to wait at most. When they are over, the task fails and tells what the workers have.
    type: int
    default: 300
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.waiting
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
requirements:
  - PyYAML, where O(files) is given
seealso:
  - module: opsweave.platform.infrahub_schema_info
  - module: opsweave.platform.infrahub_schema_choice
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

- name: Something more in a file
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

- name: Only ask whether the file is in order
  opsweave.platform.infrahub_schema:
    action: check
    files:
      - /tmp/opsweave-example-schema.yml

- name: What is in the file is added
  opsweave.platform.infrahub_schema:
    files:
      - /tmp/opsweave-example-schema.yml
  register: loaded

- name: What has changed, in the words of the server
  ansible.builtin.debug:
    var: loaded.schema_diff

- name: What the server calls the parts of a rack
  opsweave.platform.infrahub_schema_info:
    kinds: [ExampleRack]
  register: rack

- name: An attribute gets another name, and racks keep what they have in it
  opsweave.platform.infrahub_schema:
    schemas:
      - kind: ExampleRack
        attributes:
          - id: "{{ (rack.resources[0].attributes | selectattr('name', 'equalto', 'room') | first).id }}"
            name: place
            kind: Text
            optional: true

- name: All that users have made, in the form that loads
  opsweave.platform.infrahub_schema:
    action: export
    namespaces: [Example]

- name: The kind is gone again, with all racks
  opsweave.platform.infrahub_schema:
    schemas:
      - name: Rack
        namespace: Example
        state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(update) or V(none).
  type: str
  returned: success
  sample: update
msg:
  description: What was done or found, in a sentence.
  type: str
  returned: always
  sample: the schema of branch "main" was changed
valid:
  description: Whether the documents are in order.
  type: bool
  returned: when O(action) is V(load) or V(check)
  sample: true
errors:
  description: All that is wrong with them, each with file and place. Not empty only where the task fails for it.
  type: list
  elements: str
  returned: when O(action) is V(load) or V(check)
  sample: []
schema_updated:
  description: Whether the schema was changed, or in check mode would be; the same as RV(ignore:changed).
  type: bool
  returned: when O(action) is V(load) or V(check)
  sample: true
hash:
  description: Hash of the branch's whole schema afterwards. Left out where something would be loaded and is not.
  type: str
  returned: success
  sample: b50f48e8f896b1756917d21d2d075e28
previous_hash:
  description: Hash of the branch's whole schema before.
  type: str
  returned: when O(action) is V(load) or V(check)
  sample: 0f2c2ad6d2a04a8a2e2ab6e7e2ff8b3a
schema_diff:
  description: What was loaded, or in check mode would be, as the server tells it by kind and field.
  type: dict
  returned: when O(action) is V(load) or V(check)
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
  returned: when O(action) is V(load) or V(check)
  sample:
    - type: deprecation
      kinds: [{kind: ExampleRack, field: name}]
      message: Use of 'max_length' on attributes is deprecated, use parameters instead
schemas:
  description:
    - The kinds that users have made, for each namespace a document that loads.
    - Attributes that were added to the server's own kinds cannot be told from others and are not in it.
  type: dict
  returned: when O(action) is V(export)
  sample:
    Example:
      version: "1.0"
      nodes:
        - {name: Rack, namespace: Example, attributes: [{name: name, kind: Text, unique: true}]}
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.schema import SCHEMA

MODULE = SCHEMA


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
