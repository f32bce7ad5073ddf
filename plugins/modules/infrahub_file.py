#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_file
short_description: Send files to Infrahub and fetch them
description:
  - Manages nodes of kinds that are files, which inherit C(CoreFileObject), with their content; or writes the
    content of one into a file.
  - A content is sent only when its checksum is another than that of the node. It is sent and fetched piece by
    piece.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  kind:
    description: Kind of the node. Needed unless O(storage_id) is given.
    type: str
  id:
    description: Id of the node.
    type: str
    aliases: [node_id]
  hfid:
    description:
      - Human friendly id of the node, as a list of its parts. Otherwise O(data) says which node is meant.
    type: list
    elements: str
  storage_id:
    description: Identifier of a content in the server's storage, to fetch it with O(dest).
    type: str
  data:
    description: Attributes and relations of the node, as for M(opsweave.platform.infrahub_node).
    type: dict
  src:
    description: File with the content, on the machine where the task runs.
    type: path
    aliases: [file_path]
  content:
    description: The content as a text, in place of O(src). O(file_name) is needed with it.
    type: str
  file_name:
    description:
      - Name that the file has for Infrahub. A file that is sent has the name of O(src) when this is left out.
      - It is compared only when it is given. A new name alone sends the content again.
    type: str
  dest:
    description:
      - File to write what the server has, on the machine where the task runs. Its folder must be there.
      - It is written whole or not at all, and only when its content differs; nothing is fetched when it does not.
    type: path
  mode:
    description:
      - Permissions of O(dest) in octal, such as V('0644'). A new file is readable by its owner only when this is
        left out.
    type: raw
  owner:
    description: Name or number of the user that owns O(dest).
    type: str
  group:
    description: Name or number of the group that owns O(dest).
    type: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.secret
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_node
  - module: opsweave.platform.infrahub_object
"""

EXAMPLES = r"""
- name: A kind of files
  opsweave.platform.infrahub_schema:
    schemas:
      - version: "1.0"
        nodes:
          - name: Document
            namespace: Lab
            inherit_from: [CoreFileObject]
            human_friendly_id: [title__value]
            attributes:
              - {name: title, kind: Text, unique: true}

- name: A file of this kind
  opsweave.platform.infrahub_file:
    kind: LabDocument
    data:
      title: wiring
    content: "eth0 to port 7\n"
    file_name: wiring.txt

- name: What the server has, on the disk
  opsweave.platform.infrahub_file:
    kind: LabDocument
    hfid: [wiring]
    dest: /tmp/opsweave-example-wiring.txt
    mode: "0640"

- name: It is sent again only when somebody has changed it
  opsweave.platform.infrahub_file:
    kind: LabDocument
    data:
      title: wiring
    src: /tmp/opsweave-example-wiring.txt
    file_name: wiring.txt

- name: The file is gone from the server
  opsweave.platform.infrahub_file:
    kind: LabDocument
    hfid: [wiring]
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(update), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description:
    - The node afterwards, with what the server tells of its file; empty when absent, and with O(storage_id).
  type: dict
  returned: success
  sample:
    id: 18ea3b32-0ca5-0449-e3a2-169ab1428606
    hfid:
      - wiring
    display_label: wiring
    title: wiring
    checksum: 1850d1814ef5cefdeeea95b8f981ab76f89a6d10
    file_name: wiring.txt
    file_size: 15
    file_type: text/plain
    storage_id: 18ea3a71-d91d-eab1-e39a-14b7fe18a657
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
dest:
  description: The file.
  type: str
  returned: success, with O(dest)
  sample: /srv/wiring.txt
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.file import FILE

MODULE = FILE


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
