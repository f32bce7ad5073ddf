# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Fino AI: threads however the server tells of them, and conversations with each end, error and silence."""

from __future__ import annotations

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.http import socket
from ansible_collections.opsweave.platform.plugins.module_utils.infino.conversations import Heard
from tests.lab.common.stand_in import Fault
from tests.unit.lives.infino_fino import DEVICES, LIVES, ROWS
from tests.unit.play import Play

from .variants import combinations, lived

QUESTION = "how many devices per site"
ROWS_BY_SITE = [{"site": "AMS", "count": 1}, {"site": "FRA", "count": 1}]
SQL = 'SELECT site, count(*) AS count FROM "devices" GROUP BY 1 ORDER BY 1'


class Fino(Play):
    """A play with two devices; ``ask`` asks about them."""

    def __init__(self, **variant):
        super().__init__("infino")
        self.server.variant = variant
        for module, args in (DEVICES, ROWS):
            assert not self.task(module, args).get("failed")

    def ask(self, question=QUESTION, check_mode=False, **args):
        return self.task("infino_ask", {"question": question, **args}, check_mode)

    def thread(self, **args):
        return self.task("infino_thread", {"name": "Triage", **args})

    def message(self, check_mode=False, **args):
        return self.task("infino_message", {"thread": "Triage", **args}, check_mode)

    @property
    def said(self):
        return [one["role"] for thread in self.server.threads.all.values() for one in thread["messages"]]


def misbehave(play, **fault):
    play.server.faults[:] = [Fault(**fault)]


@pytest.fixture
def play():
    return Fino()


@pytest.mark.parametrize(
    "variant", combinations("thread_delete", "threads", "patch"), ids=lambda one: "-".join(one.values())
)
@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.module)
def test_every_variant_of_the_replies(life, variant):
    lived(life, variant)


def test_a_thread_that_the_server_tells_little_of():
    play = Fino(thread="metadata")
    made = play.thread(metadata={"team": "a", "on": "call"}, streaming=True, sources=[{"index_name": "devices"}])
    assert made["operation"] == "create"
    again = play.thread(metadata={"team": "a"}, streaming=True, sources=[{"index_name": "devices"}])
    assert not again["changed"] and again["unverified"] == ["streaming", "sources"]
    changed = play.thread(metadata={"team": "b", "on": None})
    assert changed["resource"]["metadata"] == {"team": "b"}
    assert not play.thread(metadata={"team": "b"})["changed"]
    renamed = play.task("infino_thread", {"id": made["resource"]["id"], "name": "Other"})
    assert renamed["operation"] == "update"
    (told,) = play.task("infino_thread_info", {"name": "Other"})["resources"]
    assert (told["metadata"], told["messages"]) == ({"team": "b"}, [])


def test_a_thread_without_a_name(play):
    assert "the name of a thread is empty" in play.thread(name=" ")["msg"] and not play.server.threads.all


def test_two_threads_of_a_name(play):
    first = play.thread()["resource"]["id"]
    second = play.task("infino_call", {"operation": "create_thread", "parameters": {"config": {"name": "Triage"}}})
    ids = f"{first}, {second['answer']['id']}"
    assert f"there are 2 of this name (id: {ids}); give id to say which" in play.thread()["msg"]
    assert f"there are 2 threads Triage (id: {ids}); name it by its id" in play.ask(thread="Triage")["msg"]
    assert play.ask(thread=first)["thread_id"] == first


def test_messages(play):
    first = play.thread()["resource"]["id"]
    foretold = play.message(True, content="x")
    assert (foretold["changed"], foretold["thread_id"], foretold["message_id"]) == (True, first, None)
    added = play.message(content={"summary": "so"}, role="assistant")
    sent = play.message(action="send", content="how many devices")
    assert play.said == ["assistant", "user"] and added["message_id"] != sent["message_id"]
    (told,) = play.task("infino_thread_info", {})["resources"]
    assert [one["content"] for one in told["messages"]] == [{"summary": "so"}, {"user_query": "how many devices"}]
    assert play.message(True, action="clear")["changed"] and len(play.said) == 2
    assert play.message(action="clear")["changed"] and not play.said
    assert not play.message(action="clear")["changed"]


def test_a_question_is_sent_in_both_forms():
    play = Fino(message="text")
    play.thread()
    assert play.message(action="send", content="how many")["message_id"] and play.said == ["user"]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ({"action": "clear", "content": "x"}, "content is for add and send"),
        ({}, "action is add: give content"),
        ({"content": "  "}, "action is add: give content"),
        ({"action": "send", "content": {"a": 1}}, "content is a text, or has user_query"),
        ({"action": "send", "content": "x", "role": "system"}, "role is user"),
        ({"content": "x", "thread": "Triagee"}, 'there is no thread "Triagee"; did you mean "Triage"?'),
    ],
)
def test_messages_that_make_no_sense(play, args, told):
    play.thread()
    assert told in play.message(**args)["msg"] and not play.said


@pytest.mark.parametrize("variant", combinations("fino_end", "fino_path"), ids=lambda one: "-".join(one.values()))
@pytest.mark.parametrize("streaming", [True, False])
def test_an_answer(variant, streaming):
    play = Fino(**variant)
    made = play.thread(streaming=streaming)["resource"]["id"]
    done = play.ask(thread="Triage")
    assert done["changed"] and done["thread_id"] == made
    assert (done["rows"], done["sql"]) == (ROWS_BY_SITE, SQL)
    assert done["summary"] == "**2** rows of devices." and done["dsl"] is None
    assert done["chart"] == {"series": [{"type": "bar", "data": [["AMS", 1], ["FRA", 1]]}]}
    assert done["sources"] == [{"index_name": "devices", "connection_id": None}]
    assert done["suggestions"] == ["how many devices"] and play.said == ["user", "assistant"]


def test_a_question_without_a_thread_leaves_nothing(play):
    done = play.ask(sources=[{"index_name": "devices"}])
    assert (done["changed"], done["thread_id"], done["rows"]) == (False, None, ROWS_BY_SITE)
    assert not play.server.threads.all
    assert play.ask("what of the weather")["failed"] and not play.server.threads.all
    misbehave(play, action="status", status=403, method="DELETE")
    assert "is still there" in play.ask()["warnings"][0]


def test_check_mode_asks_nothing(play):
    writes = list(play.server.writes)
    foretold = play.ask(check_mode=True)
    assert not foretold["changed"] and foretold["rows"] is None and play.server.writes == writes
    foretold = play.ask(check_mode=True, thread="Triage")
    assert foretold["changed"] and "an earlier task makes it" in foretold["warnings"][0]


@pytest.mark.parametrize("form", ["type", "content", "message"])
def test_an_error_is_told(form):
    play = Fino(fino_error=form)
    told = play.ask("what of the weather")["msg"]
    assert told.startswith("Fino could not answer: ") and told.endswith("no dataset fits the question")


def test_who_may_not_read_gets_no_answer(play):
    play.server.access.roles["nobody"] = {"Version": "2025-01-01", "Permissions": []}
    play.server.access.users["ada"] = {"Version": "2025-01-01", "Roles": ["nobody"]}
    pair = play.server.access.new_keys("ada")
    keys = {"api_access_key": pair["access_key"], "api_secret_key": pair["secret_key"]}
    assert "no permission for record.read on [devices]" in play.ask(**keys)["msg"]
    play.thread()
    assert "there is no thread" in play.ask(thread="Triage", **keys)["msg"]


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ({"action": "delay"}, "Fino has not answered within 120 seconds; give a longer time_limit"),
        ({"action": "drop_after"}, "WebSocket /fino/nl: the connection was lost; the answer is not whole: ask again"),
        ({"action": "status", "status": 401}, "HTTP 401: the lab answers 401 on request; check the credential"),
    ],
)
def test_a_conversation_that_fails(play, fault, told):
    play.thread()
    misbehave(play, path="/fino/nl", **fault)
    assert told in play.ask(thread="Triage")["msg"]


def test_a_clock_that_is_wrong_is_told_of(play):
    play.thread()
    name = next(iter(play.server.threads.all))
    # A refused address tells the time as any refusal does.
    play.server.clock = lambda: play.now + 7200
    assert "clocks" in play.ask(thread=name)["msg"]


def test_without_the_library(play, monkeypatch):
    monkeypatch.setattr(socket, "websocket", None)
    told = play.ask()
    assert "websocket-client" in told["msg"] and not play.server.threads.all


@pytest.mark.parametrize(
    ("args", "told"), [({"question": " "}, "question is empty"), ({"time_limit": 0}, "at least 1")]
)
def test_bad_questions(play, args, told):
    assert told in play.ask(**args)["msg"]


def test_pieces_that_grow_and_pieces_that_follow():
    for pieces in (["Two ", "Two rows"], ["Two ", "rows"]):
        heard = Heard()
        for piece in pieces:
            assert not heard.take({"content": {"type": "partial", "sub_type": "summary", "value": piece}})
        assert heard.answer["summary"] == "Two rows"
    assert not heard.take("words") and not heard.take({"type": "typing", "content": None})
    assert not heard.take({"content": {"type": "update", "sender": "router", "message": "x"}})
    assert heard.take({"type": "complete"}) and heard.last == "router: x"


def test_a_search_that_the_data_is_from_is_told():
    heard, search = Heard(), {"query": {"match_all": {}}}
    assert not heard.take({"type": "partial", "content": {"type": "partial", "sub_type": "querydsl", "value": search}})
    assert heard.take({"type": "EOM"}) and heard.answer["dsl"] == search and heard.answer["sql"] is None
