# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Look up runs of functions, or what came of them."""

from __future__ import annotations

DOCUMENTATION = r"""
name: ironflow_run
short_description: Look up runs in Ironflow
description:
  - Each term is the id of a run; its result is the run, or a part of it.
  - A run that is given several times is asked for once, and several at a time are.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
options:
  _terms:
    description: Ids of runs.
    type: list
    elements: str
    required: true
  part:
    description:
      - What is told of a run. With V(run) it is all there is to know, as a dictionary.
      - With V(output) it is what came of a run that has completed; one that has not is an error, unless there is a
        O(default).
      - With V(status), V(input) and V(error) it is that alone.
    type: str
    choices: [run, status, input, output, error]
    default: run
  default:
    description:
      - The result for a run that is not there, and with O(part=output) for one that has not completed. Without it,
        such a run is an error.
    type: raw
extends_documentation_fragment:
  - opsweave.platform.ironflow.plugin
  - opsweave.platform.connection.plugin
seealso:
  - module: opsweave.platform.ironflow_run_info
  - module: opsweave.platform.ironflow_run
"""

EXAMPLES = r"""
- name: A function, and what starts it
  opsweave.platform.ironflow_call:
    operation: IronflowService/RegisterFunction
    params: {id: bill, name: bill, triggers: [{event: order.placed}]}

- name: It starts
  opsweave.platform.ironflow_event:
    name: order.placed
    data: {order: order-1}
  register: event

- name: How it goes
  ansible.builtin.debug:
    msg: "{{ lookup('opsweave.platform.ironflow_run', event.run_ids[0], part='status') }}"

- name: What has come of all that it started
  ansible.builtin.debug:
    msg: "{{ query('opsweave.platform.ironflow_run', event.run_ids, part='output', default='not yet') }}"
"""

RETURN = r"""
_raw:
  description:
    - The runs, or the parts of them, in the order of the ids.
    - A run is a dictionary of C(id), C(function_id), C(event_id), C(status), C(input), C(output), C(error), times and
      more.
  type: list
  elements: raw
"""

from typing import Any

from ansible.plugins.lookup import LookupBase

from ..module_utils.core.errors import PlanError
from ..module_utils.ironflow.client import IRONFLOW, Ironflow
from ..module_utils.ironflow.runs import runs_of
from ..plugin_utils.client import client_from, plain, told
from ..plugin_utils.options import options_of
from ..plugin_utils.unsafe import unsafe


class LookupModule(LookupBase):
    def run(self, terms: list[Any], variables: dict[str, Any] | None = None, **kwargs: Any) -> list[Any]:
        options = options_of(self, variables, kwargs)
        ids = [str(plain(term)) for term in self._flatten(terms)]
        default = {"default": options["default"]} if "default" in kwargs else {}
        return unsafe(told(lambda: values(client_from(options, IRONFLOW), ids, options["part"], **default)))


def values(client: Ironflow, ids: list[str], part: str, **default: Any) -> list[Any]:
    found = {one: value(one, run, part, **default) for one, run in runs_of(client, dict.fromkeys(ids)).items()}
    return [found[one] for one in ids]


def value(asked: str, run: dict[str, Any] | None, part: str, **default: Any) -> Any:
    done = run is not None and (part != "output" or run["status"] == "completed")
    if run is not None and done:
        return run if part == "run" else run[part]
    if default:
        return default["default"]
    if run is None:
        raise PlanError(f"there is no run {asked}; give default=")
    why = f": {message(run['error'])}" if run["error"] else ""
    raise PlanError(f"run {asked} is {run['status']}{why}; it has no output, give default= for such a run")


def message(error: Any) -> str:
    return str(error.get("message") or error) if isinstance(error, dict) else str(error)
