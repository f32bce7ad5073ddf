# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A network that gives prepared answers, one after the other."""

from __future__ import annotations

import json
from types import SimpleNamespace

import requests

from ansible_collections.opsweave.platform.plugins.module_utils.http.session import Session


def answer(status=200, body=None, headers=None):
    text = body if isinstance(body, str) else json.dumps({} if body is None else body)
    kind = "text/html" if isinstance(body, str) else "application/json"
    return SimpleNamespace(
        status_code=status, headers={"Content-Type": kind, **(headers or {})}, text=text, content=text.encode(),
        json=lambda: json.loads(text),
    )  # fmt: skip


OK = answer(200, {"fine": True})
LOST = requests.ConnectionError("secret")
REFUSED = requests.ConnectTimeout("secret")


def busy(status, after=None):
    return answer(status, {}, {"Retry-After": after} if after else {})


def moved(to, status=307):
    return answer(status, {}, {"Location": to} if to else {})


def session(*replies, auth=None, **options):
    """A session whose network gives these answers. It has ``asked`` and ``pauses``."""
    left, asked, pauses = list(replies), [], []

    def transport(method, url, **how):
        asked.append((method, url, how))
        reply = left.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return reply

    given = {"transport": transport, "sleep": pauses.append, "clock": lambda: 0.0, **options}
    made = Session("https://test", auth, **given)
    made.asked, made.pauses, made.left = asked, pauses, left
    return made
