# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What follows from a plan: writing it, and looking again where nobody knows whether it was written."""

from __future__ import annotations

import pytest

from tests.lab.common.stand_in import Fault
from tests.unit.play import Play

ADA = {"login": "ada", "team": "red"}


@pytest.fixture
def play():
    return Play("account")


def test_unset_takes_a_value_away_and_is_not_given_with_one(play):
    play.task("account", {**ADA, "mail": "a@b"})
    cleared = play.task("account", {**ADA, "unset": ["mail"]})
    assert cleared["diff"]["before"]["mail"] == "a@b" and "mail" not in cleared["diff"]["after"]
    assert not play.task("account", {**ADA, "unset": ["mail"]})["changed"]
    refused = play.task("account", {**ADA, "mail": "c", "unset": ["mail"]})
    assert refused["msg"] == "account ada: mail is both given and named in unset; keep one of them"


def test_by_id_a_thing_gets_another_name(play):
    made = play.task("account", ADA)
    renamed = play.task("account", {"id": made["resource"]["id"], "login": "eve"})
    assert (renamed["operation"], renamed["resource"]["login"]) == ("update", "eve")
    assert play.task("account", {"id": made["resource"]["id"], "state": "absent"})["operation"] == "delete"
    assert not play.server.things


def test_an_option_that_is_left_out_is_left_alone(play):
    play.task("account", {**ADA, "level": 5, "data": {"a": 1}})
    changed = play.task("account", {**ADA, "mail": "a@b"})
    assert (changed["resource"]["level"], changed["resource"]["data"]) == (5, {"a": 1})


def test_a_secret_is_written_again_only_always(play):
    play.task("account", {**ADA, "password": "first"})
    assert not play.task("account", {**ADA, "password": "second"})["changed"]
    assert play.server.things["id-0"]["password"] == "first"
    assert play.task("account", {**ADA, "password": "second", "update_secret": "always"})["changed"]
    assert play.server.things["id-0"]["password"] == "second"


@pytest.mark.parametrize("check_mode", (True, False))
def test_a_secret_is_not_even_named_in_a_result(play, check_mode):
    inner = {"profile": {"shell": "sh", "pin": "1234"}, "grants": [{"on": "a", "token": "abcd"}]}
    given = {**ADA, "password": "first", **inner}
    for extra in ({}, {"update_secret": "always"}):
        result = play.task("account", {**given, **extra}, check_mode)
        for shown in (result["resource"], result["diff"]["after"]):
            assert "password" not in shown and shown["grants"] == [{"on": "a"}]
            assert "pin" not in shown["profile"] and shown["profile"]["shell"] == "sh"


@pytest.mark.parametrize("action", ("drop_after", "truncate", "delay"))
def test_a_creation_whose_answer_is_lost_is_looked_for(play, action):
    play.server.faults[:] = fault(action)
    made = play.task("account", {**ADA, "password": "first"})
    assert (made["changed"], made["operation"]) == (True, "create")
    assert made["resource"]["id"] == "id-0" and made["resource"]["revision"] == 1
    assert play.server.writes == ["create ada"]
    asked = [line.partition(" ")[0] for line in made["request_log"]]
    assert asked == ["GET", "POST", "GET"]


def test_a_creation_that_was_lost_on_the_way_fails_and_is_not_repeated(play):
    play.server.faults[:] = fault("drop_before")
    refused = play.task("account", ADA)
    assert refused["msg"] == "POST /accounts at http://localhost: the connection was lost (try 1 of 4)"
    assert not play.server.writes


def test_somebody_was_faster_and_made_the_same(play):
    play.server.faults[:] = fault("status", status=409)
    play.server.things["id-9"] = {"id": "id-9", "level": 1, "active": True, "revision": 1, **ADA}
    play.server.faults[0].skip = 1
    lookup = play.transport
    play.transport = lambda method, url, **how: hide_first(play, lookup, method, url, how)
    made = play.task("account", ADA)
    assert not made.get("failed") and made["resource"]["id"] == "id-9"


def test_somebody_was_faster_and_deleted_it(play):
    play.task("account", ADA)
    lookup = play.transport

    def gone_after_the_look(method, url, **how):
        if method == "DELETE":
            play.server.things.clear()
        return lookup(method, url, **how)

    play.transport = gone_after_the_look
    done = play.task("account", {**ADA, "state": "absent"})
    assert not done.get("failed") and (done["changed"], done["operation"]) == (True, "delete")
    assert [line.split(" ")[0] for line in done["request_log"]] == ["GET", "DELETE"]


def hide_first(play, transport, method, url, how):
    """The first look finds nothing; the thing appears between look and write."""
    reply = transport(method, url, **how)
    if method == "GET" and len(play.server.journal) == 1:
        reply._content = b"[]"
    return reply


def test_somebody_made_another_of_the_name(play):
    play.server.things["id-9"] = {"id": "id-9", "level": 4, "active": True, "revision": 1, **ADA}
    lookup = play.transport
    play.transport = lambda method, url, **how: hide_first(play, lookup, method, url, how)
    refused = play.task("account", {**ADA, "level": 2})
    assert refused["failed"] and "login ada is taken" in refused["msg"]


def test_looking_up(play):
    assert play.task("account_info", {})["resources"] == []
    play.task("account", {**ADA, "password": "first"})
    play.task("account", {"login": "eve", "team": "red"})
    assert [one["login"] for one in play.task("account_info", {})["resources"]] == ["ada", "eve"]
    found = play.task("account_info", {"login": "eve"})
    assert [one["login"] for one in found["resources"]] == ["eve"] and not found["changed"]
    assert "password" not in found["resources"][0]


def fault(action, **more):
    """The second request fails; the first is the look."""
    return [Fault(action, skip=1, **more)]
