# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Requests to an Ironflow stand-in in this process, for its tests."""

from __future__ import annotations

import json

from tests.lab.common.direct import Direct
from tests.lab.ironflow.areas.events import Events
from tests.lab.ironflow.lab import API_KEY, IronflowLab

NEW, OLD = "0.53.0", "0.33.1"
EMIT = "/ironflow.v1.IronflowService/Emit"
BUCKETS, KEYS = "/api/v1/kv/buckets", "/api/v1/kv/buckets/b/keys/"
ERAS = [OLD, "0.36.0", "0.43.1", "0.44.0", "0.50.0", NEW]


class Client:
    def __init__(self, version=NEW, **how):
        self.now = 1_700_000_000.0
        self.lab = IronflowLab(version=version, clock=lambda: self.now, **how)
        self.send, self.token = Direct(self.lab), API_KEY

    def __call__(self, method, path, body=None, status=None, headers=None, data=None):
        headers = {"Authorization": f"Bearer {self.token}", **(headers or {})}
        if body is not None:
            data, headers = json.dumps(body), {"Content-Type": "application/json", **headers}
        answer = self.send(method, "http://lab" + path, data=data, headers=headers)
        assert status is None or answer.status_code == status, (answer.status_code, answer.text)
        return answer

    def kv(self):
        self("POST", BUCKETS, {"name": "b", "history": 2}, 201)
        return self

    def emitted(self):
        return [event.name for event in self.lab.room(Events).all]


def environment(version):
    return {"X-Ironflow-Environment-ID": "env_default"} if version == NEW else {"X-Ironflow-Environment": "current"}
