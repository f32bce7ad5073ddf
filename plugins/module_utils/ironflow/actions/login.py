# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Log in as a user of an organisation or of the platform: a token, which stands in place of an API key for a day."""

from __future__ import annotations

from typing import Any

from ...core.errors import Denied, NotTheApi
from ...core.spec import Field, ModuleSpec, Task
from ..client import IRONFLOW, Ironflow

PATHS = {"tenant": "/api/v1/auth/login", "platform": "/api/v1/platform/auth/login"}
SCOPE = Field("scope", default="tenant", choices=("tenant", "platform"))


def run(task: Task) -> dict[str, Any]:
    """The server keeps no list of tokens, so that nothing is changed by making one."""
    params = task.params
    answer = log_in(task.client, params["scope"], params["email"], params["password"])
    if not params["show_token"]:
        task.outside.conceal(answer["token"])
    return {
        "changed": False,
        "token": answer["token"] if params["show_token"] else None,
        "user": answer.get("user") or {"email": params["email"]},
    }


def log_in(client: Ironflow, scope: str, email: str, password: str) -> dict[str, Any]:
    path = PATHS[scope]
    body = {"email": email, "password": password}
    answer = client.session.request("POST", path, body, safe=True, login=True)
    if not isinstance(answer, dict) or not answer.get("token"):
        raise NotTheApi(f"POST {path} was answered without a token; is api_url right?")
    return answer


def known(client: Ironflow, scope: str, email: str, password: str) -> dict[str, Any] | None:
    """The user that lets himself in so; None where the server lets nobody in."""
    try:
        answer = log_in(client, scope, email, password)
    except Denied:
        return None
    client.outside.conceal(answer["token"])
    return answer.get("user") or {}


LOGIN = ModuleSpec(
    IRONFLOW,
    (
        Field("email", required=True),
        Field("password", required=True, secret=True),
        SCOPE,
        Field("show_token", "bool", default=False),
    ),
    run,
    ("token", "user"),
)
