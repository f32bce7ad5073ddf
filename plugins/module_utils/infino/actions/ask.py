# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Ask Fino AI a question, and wait for the whole of its answer."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from ...core.errors import ApiError, NotFound, PlanError, Uncertain
from ...core.spec import Field, ModuleSpec, Task
from ...http.socket import conversation
from ..client import INFINO, Infino
from ..conversations import ANSWER, Heard
from ..resources.thread import THREAD, the_thread

PATH, OTHER_PATH = "/fino/nl", "/_conversation/ws"  # the vendor's documentation knows both
SOURCES = next(field for field in THREAD.fields if field.name == "sources")


def run(task: Task) -> dict[str, Any]:
    question, limit = task.params["question"].strip(), task.params["time_limit"]
    if not question:
        raise PlanError("question is empty")
    if limit < 1:
        raise PlanError(f"time_limit is {limit}; it is at least 1")
    name = task.params["thread"]
    thread = the_thread(task, name) if name is not None else None
    if task.check_mode:
        return {"changed": name is not None, "thread_id": thread["id"] if thread else None, **dict.fromkeys(ANSWER)}
    if thread is not None:
        return {"changed": True, "thread_id": thread["id"], **asked(task.client, thread["id"], question, limit)}
    made = THREAD.store.create(task.client, own_thread(task, question))
    try:
        return {"changed": False, "thread_id": None, **asked(task.client, made["id"], question, limit)}
    finally:
        forget(task, made)


def forget(task: Task, made: Mapping[str, Any]) -> None:
    try:
        THREAD.store.delete(task.client, made)
    except NotFound:
        pass  # it is gone all the same
    except ApiError as error:
        task.outside.warn(f"thread {made['id']}, which was made for this question, is still there: {error}")


def own_thread(task: Task, question: str) -> dict[str, Any]:
    """A thread for one question. It streams, since whatever part of an answer there is then comes at once."""
    return {"name": question[:80], "streaming": True, "sources": task.params["sources"]}


def asked(client: Infino, thread: str, question: str, limit: int) -> Mapping[str, Any]:
    headers = {"x-infino-thread-id": thread, "x-infino-client-id": str(uuid.uuid4())}
    try:
        return heard(client, PATH, headers, question, limit)
    except NotFound:
        return heard(client, OTHER_PATH, headers, question, limit)


def heard(client: Infino, path: str, headers: Mapping[str, str], question: str, limit: int) -> Mapping[str, Any]:
    so_far = Heard()
    with conversation(client.session, path, headers) as talk:
        talk.send({"content": {"user_query": question}})
        try:
            for frame in talk.frames(limit):
                if so_far.take(frame):
                    return so_far.answer
        except Uncertain as error:
            raise ApiError(f"{error}; the answer is not whole{last(so_far)}: ask again") from None
    raise ApiError(f"Fino has not answered within {limit} seconds{last(so_far)}; give a longer time_limit")


def last(so_far: Heard) -> str:
    return f" (the last that it said of it is {so_far.last!r})" if so_far.last else ""


ASK = ModuleSpec(
    INFINO,
    (
        Field("question", required=True),
        Field("thread"),
        Field("sources", "list", elements="dict", options=SOURCES.options),
        Field("time_limit", "int", default=120),
    ),
    run,
    ("thread_id", *ANSWER),
    {"mutually_exclusive": [["thread", "sources"]]},
)
