# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Speak to a stand-in's control endpoint, within Ansible: many playbooks do it, and a process each time is slow."""

from __future__ import annotations

from typing import Any

import requests
from ansible.plugins.action import ActionBase


class ActionModule(ActionBase):
    _requires_connection = False

    def run(self, tmp: Any = None, task_vars: Any = None) -> dict[str, Any]:
        result = super().run(tmp, task_vars)
        args = self._task.args
        reply = requests.request(str(args["method"]), str(args["url"]), json=args.get("body"), timeout=30)
        reply.raise_for_status()
        return {**result, "changed": False, "told": reply.json()}
