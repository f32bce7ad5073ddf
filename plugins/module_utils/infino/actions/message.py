# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Messages of a thread: one more of them, a question that nobody waits for, or none any more."""

from __future__ import annotations

from typing import Any

from ...core.errors import ApiError, NotFound, NotTheApi, PlanError, Uncertain
from ...core.spec import Field, ModuleSpec, Task
from ..client import INFINO
from ..resources.thread import at, the_thread

ACTIONS = ("add", "send", "clear")
ROLES = ("user", "assistant", "system")


def run(task: Task) -> dict[str, Any]:
    action, content = task.params["action"], content_of(task.params["content"])
    if action == "clear" and content is not None:
        raise PlanError("action is clear, which takes all messages away; content is for add and send")
    if action != "clear" and content is None:
        raise PlanError(f"action is {action}: give content, the message")
    if action == "send" and (task.params["role"] != "user" or not question(content)):
        raise PlanError("action is send, which asks as a user: content is a text, or has user_query, and role is user")
    thread = the_thread(task, task.params["thread"])
    changed = action != "clear" or thread is None or bool(thread["messages"])
    told = {"changed": changed, "thread_id": thread["id"] if thread else None, "message_id": None}
    if task.check_mode or not changed or thread is None:
        return told
    if action == "clear":
        clear(task, thread["id"])
        return told
    return {**told, "message_id": written(task, action, thread, content)}


def content_of(value: Any) -> Any:
    """A text is what a user asks."""
    if isinstance(value, str):
        return {"user_query": value} if value.strip() else None
    return value or None


def question(content: Any) -> Any:
    return content.get("user_query") if isinstance(content, dict) else None


def clear(task: Task, name: str) -> None:
    try:
        task.client.call("DELETE", f"{at(name)}/messages")
    except NotFound:
        pass  # the thread is gone meanwhile, and its messages with it


def written(task: Task, action: str, thread: dict[str, Any], content: Any) -> str:
    path, body = f"{at(thread['id'])}/messages", {"role": task.params["role"], "content": content}
    if action == "send":
        # Some servers want the question as content, some as message.
        path = "/fino/message"
        body = {"thread_id": thread["id"], **body, "message": question(content)}
    try:
        answer = task.client.call("POST", path, body, safe=False)
    except Uncertain as error:
        text = f"{error}; whether thread {thread['name']} has the message is not known: infino_thread_info tells"
        raise ApiError(text, error.status) from None
    if not isinstance(answer, str):
        raise NotTheApi(f"POST {path} was answered with something that is no id of a message; is api_url right?")
    return answer


MESSAGE = ModuleSpec(
    INFINO,
    (
        Field("thread", required=True),
        Field("action", default="add", choices=ACTIONS),
        Field("role", default="user", choices=ROLES),
        Field("content", "raw"),
    ),
    run,
    ("thread_id", "message_id"),
)
