#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_schema_info
short_description: Look up the schema of Infrahub
description:
  - Tells the kinds of a branch with their attributes and relations, as the server describes them, or in another form.
  - The other forms are documents that load elsewhere, JSON Schema with which an editor completes and checks files of
    objects or of schemas, the GraphQL schema, and the hashes that tell whether anything has changed.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  kinds:
    description: Only these kinds, such as V(BuiltinTag). One that does not exist is left out.
    type: list
    elements: str
  namespaces:
    description: Only kinds of these namespaces, such as V(Ipam). One that does not exist is left out.
    type: list
    elements: str
  format:
    description:
      - V(kinds) is the server's description, as RV(resources).
      - V(documents) are the kinds that users have made, in the form that M(opsweave.platform.infrahub_schema) loads.
        Attributes that were added to the server's own kinds cannot be told from others and are not in it.
      - V(object_files) is JSON Schema of files with objects, as M(opsweave.platform.infrahub_nodes) reads them. It
        knows attributes, choices, relations, and what is mandatory.
      - V(schema_files) is JSON Schema of files with schemas, from the server's own description of what it takes. It
        offers the kinds that are there.
      - V(graphql) is the GraphQL schema in SDL. The server needs some seconds for its two megabytes.
      - V(hashes) are the hashes of the kinds. With RV(hash) they are the cheap way to know whether a schema changed.
    type: str
    choices: [kinds, documents, object_files, schema_files, graphql, hashes]
    default: kinds
  dest:
    description:
      - Writes it to this file, in place of returning it. It is YAML where the file's name ends in C(.yml) or C(.yaml),
        else JSON, and SDL as it is.
      - The file is written whole or not at all, and only where it is not so yet.
    type: path
  mode:
    description: Permissions of the file, in octal as text, such as V("0644").
    type: raw
  owner:
    description: Owner of the file.
    type: str
  group:
    description: Group of the file.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infrahub
requirements:
  - PyYAML, where O(dest) is a file of YAML
seealso:
  - module: opsweave.platform.infrahub_schema
"""

EXAMPLES = r"""
- name: What a tag can have
  opsweave.platform.infrahub_schema_info:
    kinds: [BuiltinTag]
  register: schema

- name: The names of its attributes
  ansible.builtin.debug:
    msg: "{{ schema.resources[0].attributes | map(attribute='name') }}"

- name: What users have made, for another server
  opsweave.platform.infrahub_schema_info:
    format: documents
    dest: /tmp/opsweave-example-schema-export.yml

# A file then begins with "# yaml-language-server: $schema=objects.schema.json" for editors to find it.
- name: Help for an editor, with object files
  opsweave.platform.infrahub_schema_info:
    format: object_files
    dest: /tmp/opsweave-example-objects.schema.json
    mode: "0644"

- name: Whether anything has changed since the last look
  opsweave.platform.infrahub_schema_info:
    format: hashes
  register: now
"""

RETURN = r"""
hash:
  description: Hash of the branch's whole schema. It changes with any change of it.
  type: str
  returned: success
  sample: b50f48e8f896b1756917d21d2d075e28
resources:
  description:
    - The kinds found, as the server describes them, in the order of their names. Empty in the other forms.
    - Each has C(schema_type) besides; V(node), V(generic), V(profile) or V(template).
  type: list
  elements: dict
  returned: success
  sample:
    - kind: BuiltinTag
      namespace: Builtin
      name: Tag
      schema_type: node
      human_friendly_id: [name__value]
      attributes: [{name: name, kind: Text, unique: true}]
      relationships: [{name: profiles, peer: CoreProfile, cardinality: many}]
content:
  description:
    - The schema in another form than V(kinds); a document for each namespace, JSON Schema, SDL as a text, or the hash
      of each kind.
    - Null where O(dest) is given.
  type: raw
  returned: success
  sample: {BuiltinTag: 2493862eda43ee7787d9a79574b79480}
dest:
  description: The file; null where none was asked for.
  type: str
  returned: success
  sample: /srv/infrahub/objects.schema.json
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.schema_info import SCHEMA_INFO

MODULE = SCHEMA_INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
