#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_agent_tools
short_description: Manage the tools of an agent in Ironflow
description:
  - Registers the tools that others may call of an agent, and takes them back. The server passes a call on to the agent,
    signed with a secret that each registration makes anew.
  - An agent belongs to the API key that registered it. That key needs the scopes of the tools, for the server tells
    nobody of tools that he may not use, and what it does not tell is registered again.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  agent:
    description: Name of the agent, with no dot in it. A tool is called by it and its own name, such as V(ops.restart).
    type: str
    required: true
  callback_url:
    description: Where the server passes calls on to. It does not tell it, so that it is not compared.
    type: str
  tools:
    description: The tools of the agent, all of them.
    type: list
    elements: dict
    suboptions:
      name:
        description: Name of the tool.
        type: str
        required: true
      description:
        description: What it does, for whoever chooses among tools.
        type: str
      input_schema:
        description: The JSON schema of its input, which the server checks.
        type: dict
      required_scopes:
        description: What an API key has to have among its C(tool_scopes) to use it.
        type: list
        elements: str
      timeout_ms:
        description: How long a call may take. The server does not tell it.
        type: int
  register:
    description: When to register. V(always) does it in each run, for a new secret or another O(callback_url).
    type: str
    choices: [on_change, always]
    default: on_change
  show_secret:
    description: Whether to return the secret that a registration made; give the task C(no_log=true) then.
    type: bool
    default: false
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.state
  - opsweave.platform.attributes
  - opsweave.platform.attributes.resource
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_agent_tool_invoke
  - module: opsweave.platform.ironflow_system_info
"""

EXAMPLES = r"""
- name: What the operators' agent can do
  opsweave.platform.ironflow_agent_tools:
    agent: ops
    callback_url: https://ops.example.com/tools
    tools:
      - name: restart
        description: Restarts a service
        input_schema:
          type: object
          required: [service]
          properties:
            service: {type: string}
    show_secret: true
  register: ops
  no_log: true

- name: It can do nothing any more
  opsweave.platform.ironflow_agent_tools:
    agent: ops
    state: absent
"""

RETURN = r"""
operation:
  description: What was done, or would be in check mode; one of V(create), V(update), V(delete) and V(none).
  type: str
  returned: success
  sample: create
resource:
  description:
    - The agent as it is afterwards; empty when it is absent. C(hmac_secret) is there where this run
      registered and O(show_secret) asks for it.
  type: dict
  returned: success
  sample:
    agent: ops
    callback_url: https://ops.example.com/tools
    tools:
      - {name: restart, description: Restarts a service, input_schema: {type: object}, required_scopes: []}
    registered_at: "2026-01-02T03:04:05Z"
unverified:
  description: Options that could not be compared, since the server does not tell their values.
  type: list
  elements: str
  returned: success
  sample: [callback_url]
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.resources.agent_tools import ENSURE_AGENT_TOOLS

MODULE = ENSURE_AGENT_TOOLS


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
