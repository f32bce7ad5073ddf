# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the Infino SDK and our modules see of Fino AI: threads, messages, and an answer over a WebSocket."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Pair
from .ours import Failed
from .sdk import Refused

QUESTION = "how many devices per site"
CONFIG: dict[str, Any] = {"name": "Triage", "sources": [{"index_name": "devices", "connection_id": None}]}
RECORDS = [{"_id": "a", "site": "AMS"}, {"_id": "b", "site": "FRA"}, {"_id": "c", "site": "FRA"}]


def test_a_client_is_made_in_each_way_and_closed(infino: Pair) -> None:
    version = infino.ours("info")["version"]
    for way in ("InfinoSDK", "new", "new_with_retry", "close"):
        assert infino.sdk(way)["version"] == version


def test_a_thread_is_the_same_whoever_made_it(infino: Pair) -> None:
    theirs = infino.sdk("create_thread", {**CONFIG, "workflow_name": "alpha_v1"})
    found = infino.ours.settled("thread", **CONFIG, streaming=False)["resource"]
    assert (found["id"], found["workflow"]) == (theirs["id"], "fino-alpha-1")
    infino.ours("thread", name="Triage", streaming=True)
    told = infino.sdk("get_thread", theirs["id"])
    assert told["streaming"] and told["sources"] == CONFIG["sources"]
    infino.sdk("update_thread", theirs["id"], {"name": "Other"})
    infino.ours.settled("thread", name="Other", sources=CONFIG["sources"], streaming=True)
    assert [one["id"] for one in infino.sdk("list_threads")] == [theirs["id"]]
    assert [one["id"] for one in infino.ours("thread_info")["resources"]] == [theirs["id"]]
    infino.ours("thread", name="Other", state="absent")
    with pytest.raises(Refused) as error:
        infino.sdk("get_thread", theirs["id"])
    assert error.value.status == 404
    made = infino.ours("thread", **CONFIG)["resource"]["id"]
    infino.sdk("delete_thread", made)
    infino.ours.settled("thread", name="Triage", state="absent")


def test_both_write_and_see_the_same_messages(infino: Pair) -> None:
    thread = infino.ours("thread", **CONFIG)["resource"]["id"]
    message = {"role": "user", "content": {"user_query": "why?"}}
    written = [infino.sdk("add_thread_message", thread, message)]
    written.append(infino.ours("message", thread="Triage", content="why?")["message_id"])
    written.append(infino.sdk("send_message", {"thread_id": thread, **message}))
    written.append(infino.ours("message", thread=thread, action="send", content="why?")["message_id"])
    told = infino.sdk("get_thread", thread)["messages"]
    assert [one["id"] for one in told] == written
    assert [(one["role"], one["content"]) for one in told] == 4 * [("user", {"user_query": "why?"})]
    assert infino.ours("thread_info", name="Triage")["resources"][0]["messages"] == told
    infino.sdk("clear_thread_messages", thread)
    infino.ours.settled("message", thread="Triage", action="clear")
    infino.ours("message", thread="Triage", content="again")
    assert infino.ours("message", thread="Triage", action="clear")["changed"]
    assert infino.sdk("get_thread", thread)["messages"] == []


@pytest.mark.parametrize("path", ["/fino/nl", "/_conversation/ws"])
@pytest.mark.parametrize("streaming", [True, False])
def test_both_hear_the_same_answer(infino: Pair, path: str, streaming: bool) -> None:
    infino.ours("dataset", name="devices")
    infino.ours("records", dataset="devices", records=RECORDS)
    thread = infino.ours("thread", **CONFIG, streaming=streaming)["resource"]["id"]
    headers = {"x-infino-thread-id": thread, "x-infino-client-id": "c-1"}
    frames = infino.sdk("websocket_connect", path, headers, {"content": {"user_query": QUESTION}})
    assert frames[0]["type"] == "heartbeat"
    ours = infino.ours("ask", thread="Triage", question=QUESTION)
    if streaming:
        pieces = [one["content"] for one in frames[1:] if one["content"]["type"] == "partial"]
        theirs = {one["sub_type"]: one["value"] for one in pieces if one["sub_type"] != "summary"}
        theirs["summary"] = "".join(one["value"] for one in pieces if one["sub_type"] == "summary")
        assert frames[-1]["content"]["type"] == "EOM"
    else:
        theirs = frames[-1]["content"]
        assert theirs["type"] == "result"
    for mine, other in (("summary", "summary"), ("sql", "sql"), ("chart", "chart"), ("sources", "sources")):
        assert ours[mine] == theirs[other]
    assert ours["rows"] == theirs["data"]["df"] == [{"site": "AMS", "count": 1}, {"site": "FRA", "count": 2}]
    assert [one["role"] for one in infino.sdk("get_thread", thread)["messages"]] == 2 * ["user", "assistant"]


def test_both_are_told_of_an_error(infino: Pair) -> None:
    thread = infino.sdk("create_thread", {"name": "Triage"})["id"]
    headers = {"x-infino-thread-id": thread, "x-infino-client-id": "c-1"}
    frames = infino.sdk("websocket_connect", "/fino/nl", headers, {"content": {"user_query": "the weather"}})
    reason = frames[-1]["data"]["error"]
    with pytest.raises(Failed, match=f"Fino could not answer: .*{reason}"):
        infino.ours("ask", thread="Triage", question="the weather")
    with pytest.raises(Refused):
        infino.sdk("websocket_connect", "/fino/nl", {**headers, "x-infino-thread-id": "none"}, {})
