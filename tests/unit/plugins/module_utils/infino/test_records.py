# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Records: compared by value, written in bulks that may fail anywhere, read in few requests."""

from __future__ import annotations

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import NotTheApi, PlanError
from ansible_collections.opsweave.platform.plugins.module_utils.infino import bulk, records
from ansible_collections.opsweave.platform.plugins.module_utils.infino.records import Wanted, accepted, planned
from tests.lab.common.stand_in import Fault
from tests.unit.play import Play

# what is there, what is given, exact, the record afterwards; None where nothing has to be written
PLANS = [
    (None, {"a": 1}, False, {"a": 1}),
    (None, {}, True, {}),
    ({"a": 1, "b": 2}, {"a": 1}, False, None),
    ({"a": 1, "b": 2}, {"a": 1}, True, {"a": 1}),
    ({"a": 1, "b": None}, {"a": 1}, True, None),
    ({"a": 1, "b": 2}, {"b": None}, False, {"a": 1}),
    ({"a": 1}, {"b": None}, False, None),
    ({"a": 1}, {"a": "1"}, False, None),
    ({"a": "1"}, {"a": 1.0}, True, None),
    ({"a": True}, {"a": "true"}, False, None),
    ({"a": True}, {"a": 1}, False, {"a": 1}),
    ({"a": "07"}, {"a": 7}, False, {"a": 7}),
    ({"a": [1, 2]}, {"a": [2, 1]}, False, {"a": [2, 1]}),
    ({"a": {"x": 1, "y": None}}, {"a": {"x": "1"}}, False, None),
    ({"a": {"x": 1, "y": 2}}, {"a": {"x": 1}}, False, {"a": {"x": 1}}),
    ({"a": "1", "b": 2}, {"a": 1, "b": 3}, False, {"a": "1", "b": 3}),
    ({"a": 1}, {"a": {"x": None, "y": [None, {"z": None}]}}, False, {"a": {"y": [None, {}]}}),
]


@pytest.mark.parametrize(("found", "given", "exact", "after"), PLANS)
def test_plans(found, given, exact, after):
    change = planned(Wanted(1, "r", given), found, exact)
    assert (change.after if change else None) == after
    if change:
        assert planned(Wanted(1, "r", given), dict(change.after), exact) is None, "a second run would write again"


def test_a_record_is_refused_before_anything_is_sent():
    for given, words in [
        ([{"_id": "a"}, {"_id": "b"}, {"_id": "a"}], "record a is given twice, as item 1 and item 3"),
        ([{"_id": 1}, {"_id": "1"}], "record 1 is given twice"),
        ([{"_id": "a"}, {"site": "x"}], "records item 2: give _id"),
        ([{"_id": True}], "records item 1: give _id"),
        ([{"_id": ""}], "records item 1: give _id"),
    ]:
        with pytest.raises(PlanError, match=words):
            accepted(given)
    for value in (float("nan"), float("inf"), "\ud800"):
        with pytest.raises(PlanError, match="record a .item 1. holds a number or a text that JSON cannot carry"):
            planned(Wanted(1, "a", {"n": value}), None, False)
    with pytest.raises(PlanError, match="takes at most"):
        planned(Wanted(1, "a", {"n": "x" * records.LARGEST}), None, False)


def test_bulks_are_below_the_servers_limit_and_keep_the_order():
    changes = [planned(Wanted(n, str(n), {"text": "ä" * 300_000}), None, False) for n in range(1, 12)]
    parts = list(records.bulks(changes))
    assert [change for part in parts for change in part] == changes
    assert [len(part) for part in parts] == [4, 4, 3]
    assert all(sum(len(change.lines) for change in part) <= records.LARGEST for part in parts)


def fresh(**variant):
    play = Play("infino")
    play.server.variant = variant
    assert play.task("infino_dataset", {"name": "devices"})["changed"]
    play.server.journal.clear()
    return play


def run(play, given, check_mode=False, **more):
    return play.task("infino_records", {"dataset": "devices", "records": given, **more}, check_mode)


def many(count, **more):
    return [{"_id": f"r{number}", "number": number, **more} for number in range(count)]


def held(play):
    return {name: record.source for name, record in play.server.datasets.all["devices"].records.items()}


@pytest.mark.parametrize("prune", [False, True])
def test_few_requests(prune):
    play = fresh()
    done = run(play, many(4500), prune=prune)
    assert done["operations"] == {"create": 4500, "update": 0, "delete": 0, "none": 0}
    assert len(held(play)) == 4500
    again = run(play, many(4500), prune=prune)
    assert again["operations"]["none"] == 4500 and not again["changed"]
    assert again["requests"] <= 4500 / 1000 + 1


def test_prune_deletes_what_is_not_listed_and_only_in_this_dataset():
    play = fresh()
    play.task("infino_dataset", {"name": "other"})
    play.task("infino_records", {"dataset": "other", "records": many(2)})
    run(play, many(1200))
    foretold = run(play, many(3, site="x"), check_mode=True, prune=True)
    done = run(play, many(3, site="x"), prune=True)
    assert done["operations"] == foretold["operations"] == {"create": 0, "update": 3, "delete": 1197, "none": 0}
    assert done["diff"] == foretold["diff"] and len(done["diff"]["before"]) == 1200
    assert list(held(play)) == ["r0", "r1", "r2"] and len(play.server.datasets.all["other"].records) == 2


def test_an_empty_list_prunes_only_when_that_is_said():
    play = fresh()
    run(play, many(2))
    assert not run(play, [], prune=True)["changed"] and len(held(play)) == 2
    assert run(play, [], prune=True, prune_empty=True)["operations"]["delete"] == 2 and not held(play)


def test_prune_and_absent_contradict_each_other():
    assert "give one of them" in run(fresh(), many(1), prune=True, state="absent")["msg"]


@pytest.mark.parametrize("bulk", ["full", "short"])
@pytest.mark.parametrize("missing", ["refuse", "create"])
def test_refused_records_are_named_and_the_others_written(bulk, missing):
    play = fresh(bulk=bulk, missing_dataset=missing)
    run(play, [{"_id": "a", "ports": 1}])
    given = [{"_id": "b", "ports": 2}, {"_id": "c", "ports": "many"}, {"_id": "d", "ports": 4}]
    result = run(play, given)
    assert result["failed"] and result["changed"]
    assert "dataset devices: 1 refused: record c (item 2): mapper_parsing_exception: failed to parse" in result["msg"]
    assert result["failed_item"] == {"operation": "create", "item": "record c (item 2)"}
    assert [one["item"] for one in result["done"]] == ["record b (item 1)", "record d (item 3)"]
    assert set(held(play)) == {"a", "b", "d"}


def test_a_missing_dataset():
    play = fresh()
    for check_mode in (False, True):
        result = play.task("infino_records", {"dataset": "device", "records": many(1)}, check_mode)
        told = result["warnings"][0] if check_mode else result["msg"]
        assert 'there is no dataset "device"; did you mean "devices"? (infino_dataset makes one)' in told
        assert bool(result.get("failed")) is not check_mode
    assert not play.task("infino_records", {"dataset": "device", "records": many(1), "state": "absent"})["changed"]


@pytest.mark.parametrize("action", ["drop_before", "drop_after", "truncate", "delay"])
@pytest.mark.parametrize("skip", [0, 1, 2])
def test_a_lost_answer_among_several_bulks_is_looked_after(action, skip):
    play = fresh()
    play.server.faults[:] = [Fault(action, skip=skip, method="POST", path="/json$")]
    done = run(play, many(5000))
    assert not done.get("failed"), done["msg"]
    assert len(held(play)) == 5000 and len(play.server.writes) == 1 + 5000, "a record was written twice"
    assert not run(play, many(5000))["changed"]


@pytest.mark.parametrize(
    "fault", [Fault("status", status=500, skip=1, times=99), Fault("drop_before", skip=1, times=99)]
)
def test_what_was_broken_off_is_completed_by_the_next_run(fault):
    play = fresh()
    fault.method, fault.path = "POST", "/json$"
    play.server.faults[:] = [fault]
    result = run(play, many(20_000), wait=False)
    assert result["failed"] and result["changed"] and 0 < len(result["done"]) < 20_000
    assert len(held(play)) == len(result["done"])
    assert sum(entry.path.endswith("/json") for entry in play.server.journal) < 20, (
        "it went on after the server was gone"
    )
    play.server.faults.clear()
    assert run(play, many(20_000))["operations"]["create"] == 20_000 - len(result["done"])
    assert not run(play, many(20_000))["changed"]


def test_busy_items_are_sent_again():
    changes = [planned(Wanted(n, str(n), {"a": n}), None, False) for n in (1, 2)]
    busy = {"index": {"_id": "2", "status": 429, "error": {"type": "rejected"}}}

    class Client:
        sent = []

        class session:
            retries, longest_wait, clock, sleep = 3, 30, float, [].append

        def ndjson(self, path, lines, safe):
            self.sent.append(lines)
            items = (
                [{"index": {"_id": "1", "result": "created"}}, busy]
                if len(self.sent) == 1
                else [{"index": {"_id": "2"}}]
            )
            return {"errors": len(self.sent) == 1, "items": items}

    outcome = bulk.Writer(Client(), "devices").deliver(changes)
    assert outcome.done == changes and not outcome.left and not outcome.refused
    assert Client.sent == [changes[0].lines + changes[1].lines, changes[1].lines]


@pytest.mark.parametrize(
    "answer",
    [
        {"errors": False},
        {"took": 1, "errors": False, "items": []},
        {"items": [{"index": {"_id": "a"}}]},
        {"acknowledged": True},
    ],
)
def test_answers_that_say_little_are_believed(answer):
    change = planned(Wanted(1, "a", {}), None, False)
    assert list(bulk.verdicts("POST", answer, [change])) == [(change, None, None)]


@pytest.mark.parametrize("answer", [None, "ok", [], {"errors": True, "items": []}, {"items": 3}, {"errors": True}])
def test_answers_that_say_nothing_are_not_believed(answer):
    with pytest.raises(NotTheApi):
        list(bulk.verdicts("POST", answer, [planned(Wanted(1, "a", {}), None, False)]))


def test_a_record_that_is_gone_already_is_deleted():
    gone = records.removal("a", 1, {})
    for item in ({"status": 404, "result": "not_found"}, {"result": "not_found"}, {"status": 404}):
        assert list(bulk.verdicts("POST", {"errors": False, "items": [{"delete": item}]}, [gone]))[0][2] is None


def test_it_waits_until_a_search_shows_what_was_written(monkeypatch):
    play = fresh()
    lab, stale = play.server, {}
    real = lab.datasets.all["devices"]

    def direct(method, url, **how):
        """The stand-in, whose searches are two seconds behind."""
        if "querydsl" in url and play.now < 1_700_000_003:
            full, real.records = real.records, stale
            try:
                return answer(method, url, **how)
            finally:
                real.records = full
        return answer(method, url, **how)

    answer, play.transport = play.transport, direct
    assert run(play, many(3))["operations"]["create"] == 3 and sum(play.pauses) >= 3
    assert not run(play, many(3))["changed"]
    play.now = 0.0
    result = run(play, many(3, site="x"), wait_timeout=4)
    assert "after 4 seconds a search does not show record r2 (item 3)" in result["msg"]
    assert result["changed"] and len(result["done"]) == 3


def test_a_server_that_tells_of_more_than_it_sends_is_not_believed():
    play = fresh()
    run(play, many(5))
    answer = play.transport

    def short(method, url, **how):
        response = answer(method, url, **how)
        response._content = response._content.replace(b'"total":{"value":5', b'"total":{"value":9')
        return response

    play.transport = short
    for more in ({}, {"prune": True}):
        assert "tells of 9 records, but sent only 5" in run(play, many(5), **more)["msg"]


def test_a_server_that_does_not_page_is_not_believed():
    play = fresh()
    run(play, many(1500))
    answer = play.transport

    def again(method, url, **how):
        if how.get("data") and b"search_after" in how["data"]:
            how["data"] = how["data"].partition(b', "search_after"')[0] + b"}"
        return answer(method, url, **how)

    play.transport = again
    assert "sends the same records again" in run(play, many(1), prune=True)["msg"]
    assert len(held(play)) == 1500
