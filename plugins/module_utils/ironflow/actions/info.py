# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a server says to anybody, and what only to those whom it knows; waiting until it is ready."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...core.ensure import show
from ...core.errors import ApiError, Denied, NotTheApi, Unreachable
from ...core.spec import ModuleSpec, Task
from ...core.waiting import check_waiting, come_up, waiting
from ...http.session import Session
from ..client import IRONFLOW, Ironflow
from ..messages import words
from ..resources.api_key import API_KEY

PLATFORM = "ifplatform_"
RETURNS = ("version", "ready", "health", "readiness", "capabilities", "components", "server", "identity")


def run(task: Task) -> dict[str, Any]:
    check_waiting(task)
    client = task.client
    readiness = await_ready(task) if task.params["wait"] else at_once(client)
    health = ask(client, "/health")
    capabilities = ask(client, "/api/v1/capabilities")
    more = within(client) if readiness["ready"] and client.session.auth.token else {}
    return {
        "changed": False,
        "version": capabilities.pop("version", None) or health.get("version"),
        "ready": readiness["ready"],
        "health": {"status": None, "timestamp": None, **health, "warnings": health.get("warnings") or []},
        "readiness": readiness,
        "capabilities": capabilities,
        **{name: more.get(name) for name in ("components", "server", "identity")},
    }


def ask(client: Ironflow, path: str) -> dict[str, Any]:
    """What no credential is needed for."""
    answer = client.session.request("GET", path, login=True)
    if not isinstance(answer, dict):
        raise NotTheApi(f"GET {path} was not answered with an object of Ironflow's; is api_url right?")
    return answer


def at_once(client: Ironflow) -> dict[str, Any]:
    """A server that says nothing, not even that it is not ready, is asked again as usual."""
    try:
        return look(replace(client.session, retries=0))
    except Unreachable:
        return look(client.session)


def look(session: Session) -> dict[str, Any]:
    """A server that is not ready says so with a status of an error, and perhaps why."""
    try:
        return told(session.request("GET", "/ready", login=True), True)
    except ApiError as error:
        body = getattr(error, "body", None)
        if not isinstance(body, dict) or not body.keys() & {"status", "issues"}:
            raise
        return told(body, False)


def told(answer: Any, ready: bool) -> dict[str, Any]:
    if not isinstance(answer, dict):
        raise NotTheApi("GET /ready was not answered with an object of Ironflow's; is api_url right?")
    parts = {name: answer.get(name) or {} for name in ("issues", "warnings")}
    return {"ready": ready, "status": answer.get("status"), **parts}


def await_ready(task: Task) -> dict[str, Any]:
    once = replace(task.client.session, retries=0)
    return come_up(task, "Ironflow is not ready", lambda: look(once), lambda found: found["ready"], reason)


def reason(found: dict[str, Any]) -> str:
    issues = "; ".join(f"{name}: {issue}" for name, issue in found["issues"].items())
    return issues or f"it says that it is {found['status']}"


def within(client: Ironflow) -> dict[str, Any]:
    """What a server tells only those whom it knows. One that may not read a part is told nothing of it."""
    health = allowed(lambda: client.rpc("IronflowService", "Health", {}, safe=True)) or {}
    server = allowed(lambda: client.rpc("IronflowService", "Info", {}, safe=True))
    counts = {"function_count": 0, "active_runs": 0, "connected_workers": 0}
    return {
        "components": {
            name: {"status": part.get("status"), "message": part.get("message", "")}
            for name, part in (health.get("components") or {}).items()
        },
        "server": server and {**counts, **{k: v for k, v in words(server).items() if k != "version"}},
        "identity": identity(client),
    }


def identity(client: Ironflow) -> dict[str, Any] | None:
    """The key that asks: the server has no question for that, but lists how the texts of its keys begin."""
    text = client.session.auth.token
    keys = allowed(lambda: API_KEY.store.find(client, {"platform": text.startswith(PLATFORM)})) or []
    own = [key for key in keys if key.get("key_prefix") and text.startswith(key["key_prefix"])]
    return show(API_KEY, own[0]) if len(own) == 1 else None


def allowed(question: Any) -> Any:
    try:
        return question()
    except Denied as error:
        if error.status == 401:
            raise
        return None


INFO = ModuleSpec(IRONFLOW, waiting(wait=False), run, RETURNS)
