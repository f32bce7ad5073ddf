#!/usr/bin/python
# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
from __future__ import annotations

DOCUMENTATION = r"""
module: ironflow_system_info
short_description: Look up how an Ironflow server is doing
description:
  - Tells what whoever runs a server looks at, of the environment that is meant, and of the whole server where that is
    what a subset is of. Listings are read to their end.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  subset:
    description:
      - What to tell. Left out, all of it that this server has and O(api_key) may read; RV(left_out) says what is not
        told and why. What is named here must be told, or the task fails.
      - V(audit) is what happened to runs and who was let in, V(auth_audit) the latter for all environments of the
        organisation, V(platform_audit) what was done to the whole server, and who asked as an organisation.
        V(audit_settings), from 0.37 on, says what is recorded.
      - V(capacity) is how work is spread over workers, for keys of the whole server.
      - V(circuit_breakers) says which functions are not called for now, since they failed; V(debounce) which events
        wait for others of their kind; V(outbox) has the dead letters, which is what could not be delivered.
      - V(flow) is what leads to what, as far as the server has seen it happen.
      - V(workers) are those that are connected, V(agent_tools) the tools that O(api_key) may use.
    type: list
    elements: str
  filters:
    description: Narrows what is told, by subset.
    type: dict
    suboptions:
      audit:
        description: Which entries of the audit.
        type: dict
        suboptions:
          event_type: {description: The kind of what happened., type: str}
          function_id: {description: The function that it happened to., type: str}
          run_id: {description: The run that it happened to., type: str}
          action: {description: "What was asked for, such as V(secrets:manage); from 0.37 on.", type: str}
          api_key_id: {description: Id of the key that asked; from 0.37 on., type: str}
          since: {description: "The earliest time, such as V(2026-01-02T03:04:05Z).", type: str}
          until: {description: The latest time., type: str}
      auth_audit:
        description: Which entries of the audit of who was let in.
        type: dict
        suboptions:
          org_id: {description: Id of the organisation., type: str}
          action: {description: "What was asked for, such as V(secrets:manage).", type: str}
          api_key_id: {description: Id of the key that asked., type: str}
          since: {description: The earliest time., type: str}
          until: {description: The latest time., type: str}
      platform_audit:
        description: Which entries of the audit of the whole server.
        type: dict
        suboptions:
          event_type: {description: The kind of what happened., type: str}
          impersonated_org_id: {description: Id of the organisation that was asked as., type: str}
          platform_key_id: {description: Id of the key that asked., type: str}
          since: {description: The earliest time., type: str}
          until: {description: The latest time., type: str}
      capacity:
        description: Which part of the capacity.
        type: dict
        suboptions:
          function_id: {description: The function that it is for., type: str}
          environment: {description: Id or name of the environment that it is in., type: str}
  limit:
    description: The most entries of each listing; 0 means all.
    type: int
    default: 0
extends_documentation_fragment:
  - opsweave.platform.ironflow
  - opsweave.platform.connection
  - opsweave.platform.attributes
  - opsweave.platform.attributes.info
  - opsweave.platform.attributes.group_ironflow
seealso:
  - module: opsweave.platform.ironflow_info
"""

EXAMPLES = r"""
- name: Everything
  opsweave.platform.ironflow_system_info:
  register: ironflow

- name: What stands still, and what could not be delivered
  opsweave.platform.ironflow_system_info:
    subset: [circuit_breakers, outbox]
  register: trouble

- name: There is no trouble
  ansible.builtin.assert:
    that:
      - trouble.system.circuit_breakers | rejectattr("state", "eq", "closed") | length == 0
      - trouble.system.outbox | length == 0

- name: The last ten times that somebody did something to secrets
  opsweave.platform.ironflow_system_info:
    subset: [auth_audit]
    filters:
      auth_audit:
        action: secrets:manage
    limit: 10
"""

RETURN = r"""
system:
  description:
    - What was found out, by subset. C(capacity) and C(flow) have several listings by their names; a listing of C(flow)
      that this server does not have is null. Names inside are the server's own.
  type: dict
  returned: success
  sample:
    circuit_breakers:
      - key: "charge:https://shop.example.com/charge"
        function_id: charge
        endpoint: https://shop.example.com/charge
        state: open
        consecutive_fails: 5
    outbox: []
left_out:
  description: Which subsets are not told, and why, where O(subset) does not name them.
  type: dict
  returned: success
  sample:
    audit_settings: "subset audit_settings: Ironflow has it from 0.37 on, and this server is 0.33.1"
"""

from ..module_utils.entry import run_module
from ..module_utils.ironflow.actions.system_info import INFO

MODULE = INFO


def main():
    run_module(MODULE)


if __name__ == "__main__":
    main()
