#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_object
short_description: Put contents into the object store of Infrahub and take them out
description:
  - Stores a text or a file, under an identifier that Infrahub gives, and gives the content of an identifier, in the
    result or in a file.
  - What is stored is never changed and cannot be deleted; another content gets another identifier.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  identifier:
    description:
      - Identifier of a content, to take it out.
      - With O(content) or O(src) the identifier that an earlier run has given; nothing is stored when it stands for
        the same content.
    type: str
  content:
    description: Text to store.
    type: str
  src:
    description: File to store, on the machine where the task runs. It is read and sent piece by piece.
    type: path
  dest:
    description:
      - File to write, on the machine where the task runs. Its folder must be there.
      - It is written whole or not at all, and only when its content differs.
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
  - opsweave.platform.attributes
  - opsweave.platform.attributes.group_infrahub
attributes:
  check_mode:
    description: Can run in C(check_mode) and return changed status prediction without modifying target.
    support: full
  diff_mode:
    description: Will return details on what has changed (or possibly needs changing in C(check_mode)), in diff mode.
    support: full
  idempotent:
    description: When run twice in a row with the same arguments, the second run reports no change.
    support: partial
    details: >-
      A text or file is stored each time, and reported as a change, unless O(identifier) names one that holds the
      same.
"""

EXAMPLES = r"""
- name: A text is stored
  opsweave.platform.infrahub_object:
    content: "interface eth0"
  register: stored

- name: It is there already
  opsweave.platform.infrahub_object:
    content: "interface eth0"
    identifier: "{{ stored.identifier }}"

- name: Take it out
  opsweave.platform.infrahub_object:
    identifier: "{{ stored.identifier }}"
  register: taken

- name: Take it out into a file
  opsweave.platform.infrahub_object:
    identifier: "{{ stored.identifier }}"
    dest: /tmp/opsweave-example-object.txt
"""

RETURN = r"""
identifier:
  description: Identifier of the content.
  type: str
  returned: success, but not when check mode foretells that it is stored
  sample: 18ea3a71-b246-c603-e360-14b7165637c5
checksum:
  description: MD5 of the content, as Infrahub tells it.
  type: str
  returned: success, without O(dest)
  sample: b1946ac92492d2347c6235b4d2611184
text:
  description: The content, where it is text in UTF-8; else empty.
  type: str
  returned: success, when it is taken out without O(dest)
  sample: interface eth0
binary:
  description: The content in base64.
  type: str
  returned: success, when it is taken out without O(dest)
  sample: aW50ZXJmYWNlIGV0aDA=
dest:
  description: The file.
  type: str
  returned: success, with O(dest)
  sample: /etc/network/box.cfg
"""

from ..module_utils.entry import run_module
from ..module_utils.infrahub.actions.object import OBJECT

MODULE = OBJECT


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
