#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_webhook_header_info
short_description: Look up headers of webhooks in Infrahub
description:
  - Lists all headers that webhooks can send, or one by its name, without their values.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  name:
    description: Only the header of this name.
    type: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_webhook_header
"""

EXAMPLES = r"""
- name: All headers
  opsweave.platform.infrahub_webhook_header_info:
  register: found

- name: As they are sent
  ansible.builtin.debug:
    msg: "{{ found.resources | map(attribute='key') }}"
"""

RETURN = r"""
resources:
  description: The headers found; empty when there is none of that name.
  type: list
  elements: dict
  returned: success
  sample:
    - name: tickets-key
      key: X-Tickets-Key
      variable: TICKETS_KEY
      description: null
      id: 18ea3a78-be5f-2d67-e3ce-14b7c35af4d3
"""

from ..module_utils.core.info import info
from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.webhook_header import WEBHOOK_HEADER

MODULE = info(WEBHOOK_HEADER)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
