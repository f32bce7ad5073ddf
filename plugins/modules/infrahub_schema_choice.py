#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: infrahub_schema_choice
short_description: Manage single choices of dropdowns and enums in Infrahub
description:
  - Adds a choice to a dropdown or an enum of the schema, or takes one away, and leaves the others as they are.
  - A choice that nodes use cannot be taken away; the server refuses it.
notes:
  - An enum of numbers cannot be changed this way; servers take only texts here.
  - For an attribute that a kind has from a generic one, name the generic kind, so that all of its kinds get the choice.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  kind:
    description: The kind whose attribute it is.
    type: str
    required: true
  attribute:
    description: Name of the attribute, a dropdown or one with an enum.
    type: str
    required: true
  choice:
    description: The choice, as nodes have it for a value.
    type: str
    required: true
  label:
    description:
      - How people see it. The server makes one of the choice when this is left out.
      - Only for a dropdown. It cannot be changed here once the choice is there; load a schema document for that.
    type: str
  description:
    description: What it means. Otherwise as O(label).
    type: str
  color:
    description: Its color, such as V(#7f7fff). Otherwise as O(label).
    type: str
extends_documentation_fragment:
  - opsweave.platform.infrahub
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_infrahub
seealso:
  - module: opsweave.platform.infrahub_schema
"""

EXAMPLES = r"""
- name: A kind with a dropdown
  opsweave.platform.infrahub_schema:
    schemas:
      - version: "1.0"
        nodes:
          - name: Box
            namespace: Choice
            attributes:
              - {name: name, kind: Text, unique: true}
              - name: role
                kind: Dropdown
                optional: true
                choices:
                  - {name: edge, label: Edge}

- name: One more choice
  opsweave.platform.infrahub_schema_choice:
    kind: ChoiceBox
    attribute: role
    choice: border
    label: Border
    color: "#7f7fff"

- name: On second thoughts not
  opsweave.platform.infrahub_schema_choice:
    kind: ChoiceBox
    attribute: role
    choice: border
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or in check mode would be; V(create), V(delete) or V(none).
  type: str
  returned: success
  sample: create
resource:
  description: The choice afterwards; empty when absent. An enum's has no label, description or color.
  type: dict
  returned: success
  sample:
    kind: ChoiceBox
    attribute: role
    choice: border
    label: Border
    description: null
    color: "#7f7fff"
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: []
"""

from ..module_utils.core.ensure import ensure
from ..module_utils.entry import run_module
from ..module_utils.infrahub.resources.schema_choice import CHOICE

MODULE = ensure(CHOICE)


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
