#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_agent_tool_invoke
short_description: Call a tool of an agent in Ironflow
description:
  - Calls a tool, and tells what it answers. It fails where the tool does.
  - The API key needs the scopes that the tool asks for.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  tool:
    description: Name of the tool, after that of its agent, such as V(ops.restart).
    type: str
    required: true
  input:
    description: What it is given, as its schema wants it. Not shown in the task's output.
    type: raw
    default: {}
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.once
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_agent_tools
"""

EXAMPLES = r"""
- name: There is a tool
  opsweave.platform.ironflow_agent_tools:
    agent: ops
    callback_url: https://ops.example.com/tools
    tools:
      - name: restart

- name: The shop starts again
  opsweave.platform.ironflow_agent_tool_invoke:
    tool: ops.restart
    input: {service: shop}
  register: restart
"""

RETURN = r"""
output:
  description: What the tool answered; null in check mode.
  type: raw
  returned: success
  sample: {service: shop}
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.agent_tool_invoke import INVOKE

MODULE = INVOKE


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
