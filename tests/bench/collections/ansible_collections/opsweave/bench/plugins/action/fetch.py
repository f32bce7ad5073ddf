# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""An action that fetches pages and does nothing with them."""

from __future__ import annotations

import os

import requests
from ansible.plugins.action import ActionBase


class ActionModule(ActionBase):
    def run(self, tmp=None, task_vars=None):
        result = super().run(tmp, task_vars)
        session = requests.Session()
        session.trust_env = False
        session.headers["X-INFRAHUB-KEY"] = os.environ["INFRAHUB_API_TOKEN"]
        count = 0
        for body in self._task.args["bodies"]:
            reply = session.post(os.environ["INFRAHUB_ADDRESS"] + "/graphql/main", json=body, timeout=60)
            (page,) = reply.json()["data"].values()
            count += len(page["edges"])
        return {**result, "changed": False, "count": count}
