# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Uploads: few records in memory, completed after they were broken off; imports, which happen each time."""

from __future__ import annotations

import json
import threading
import time

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.http.parallel import side_by_side
from ansible_collections.opsweave.platform.plugins.module_utils.infino.bulk import Writer
from tests.lab.common.stand_in import Fault
from tests.unit.play import Play


def fresh(**variant):
    play = Play("infino")
    play.server.variant = variant
    assert play.task("infino_dataset", {"name": "devices"})["changed"]
    play.server.journal.clear()
    return play


def held(play):
    return {name: record.source for name, record in play.server.datasets.all["devices"].records.items()}


def upload(play, check_mode=False, **args):
    return play.task("infino_upload", {"dataset": "devices", **args}, check_mode)


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "events.ndjson"
    made.write_text("".join(json.dumps({"number": n, "text": "x" * 20}) + "\n" for n in range(9000)))
    return str(made)


def posts(play):
    return sum(entry.path.endswith("/json") for entry in play.server.journal)


def test_a_file_is_uploaded_once(file):
    play = fresh()
    foretold, done = upload(play, True, src=file), upload(play, src=file)
    assert foretold["operations"] == done["operations"] == {"create": 9000, "update": 0, "none": 0}
    assert len(held(play)) == 9000 and posts(play) == 5
    again = upload(play, src=file)
    assert again["operations"]["none"] == 9000 and not again["changed"] and posts(play) == 5


@pytest.mark.parametrize(
    "fault", [Fault("status", status=500, skip=2, times=99), Fault("drop_before", skip=1, times=99)]
)
def test_what_was_broken_off_says_what_is_in_and_is_completed(file, fault):
    play = fresh()
    fault.method, fault.path = "POST", "/json$"
    play.server.faults[:] = [fault]
    result = upload(play, src=file)
    assert result["failed"] and result["changed"] and "; in are lines " in result["msg"]
    there = {source["number"] + 1 for source in held(play).values()}
    told = set()
    for one in result["done"]:
        first, last = map(int, one["item"].removeprefix("lines ").split(" to "))
        told |= set(range(first, last + 1))
    assert told == there and 0 < len(there) < 9000
    play.server.faults.clear()
    again = upload(play, src=file)
    assert again["operations"]["create"] == 9000 - len(there) and len(held(play)) == 9000
    assert not upload(play, src=file)["changed"]


def behind(seconds):
    """A play on a server whose searches are so many seconds behind its writes."""
    play = fresh()
    play.server.ticks, play.server.behind = (lambda: play.now), seconds
    return play


def test_it_waits_until_a_search_shows_what_was_written():
    play, lines = behind(5.0), {"content": '{"_id": "a", "n": 1}\n', "format": "ndjson"}
    assert upload(play, **lines)["changed"] and sum(play.pauses) >= 5
    assert not upload(play, **lines)["changed"]
    result = upload(play, **{**lines, "content": '{"_id": "a", "n": 2}', "wait_timeout": 2})
    assert "after 2 seconds a search does not show record a (line 1)" in result["msg"] and result["changed"]
    play.now += 10
    play.pauses.clear()
    query = {"dataset": "devices", "query": {"match_all": {}}}
    assert play.task("infino_records_delete", query)["deleted"] == 1 and sum(play.pauses) >= 5
    assert not play.task("infino_records_delete", query)["changed"]


def test_refused_records_are_named_by_their_line():
    play = fresh()
    lines = [{"_id": "a", "ports": 1}, {"_id": "b", "ports": "many"}, {"_id": "c", "ports": 3}]
    result = upload(play, content="\n".join(map(json.dumps, lines)), format="ndjson")
    assert "1 refused: record b (line 2): mapper_parsing_exception" in result["msg"] and set(held(play)) == {"a", "c"}


def test_a_line_that_is_no_record_is_named_and_of_a_small_file_nothing_is_sent(file, tmp_path):
    play = fresh()
    small = tmp_path / "small.ndjson"
    small.write_text('{"a": 1}\n{"a": \n')
    result = upload(play, src=str(small))
    assert f"{small}:2:" in result["msg"] and "nothing was written" in result["msg"] and not held(play)
    with open(file, "a") as stream:
        stream.write("{no\n")
    result = upload(play, src=file)
    assert f"{file}:9001:2:" in result["msg"] and "in are lines 1 to 8000" in result["msg"] and len(held(play)) == 8000
    assert result["failed_item"]["item"] == f"{file}:9001:2"


def test_records_of_one_id_are_written_in_the_order_of_the_file():
    play = fresh()
    lines = [{"_id": "a", "n": n, "more": "x" * 50} for n in range(40)]
    lines[1:1] = [{"_id": f"b{n}"} for n in range(3000)]
    assert not upload(play, content="\n".join(map(json.dumps, lines)), format="ndjson").get("failed")
    assert held(play)["a"]["n"] == 39


def test_records_without_an_id_are_kept_apart_by_place_and_batch():
    play = fresh()
    for batch in ("one", "two", "two"):
        upload(play, content='{"a": 1}\n{"a": 1}\n', format="ndjson", batch=batch)
    assert len(held(play)) == 4


def test_ids_come_from_a_field():
    play = fresh()
    given = {"content": "name,ports\ne1,48\ne2,24\n", "format": "csv", "id_field": "name", "types": {"ports": "int"}}
    assert upload(play, **given)["changed"] and not upload(play, **given)["changed"]
    assert held(play) == {"e1": {"name": "e1", "ports": 48}, "e2": {"name": "e2", "ports": 24}}
    assert "content:2: there is no nme" in upload(play, **{**given, "id_field": "nme"})["msg"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ({"content": "{}"}, "give format"),
        ({"content": "{}", "format": "json", "types": {}}, "types means nothing for json"),
        ({"content": "up 1", "format": "metrics", "batch": "x"}, "batch means nothing for metrics"),
        ({"content": "a\n", "format": "csv", "types": {"a": "integer"}}, 'a cannot be of a type "integer"; did you'),
        ({"content": "a\n", "format": "csv", "delimiter": "::"}, "it is one letter"),
        ({"src": "/nowhere/x.csv"}, "src: /nowhere/x.csv is not there"),
        ({"content": '{"_id": true}', "format": "ndjson"}, "content:1: _id is True; an id is a text"),
        ({"content": "{}", "format": "ndjson", "dataset": "device"}, 'no dataset "device"; did you mean "devices"'),
        ({"content": "{}", "format": "ndjson", "dataset": "a/b"}, "a name holds only letters"),
    ],
)
def test_what_is_asked_wrongly(args, words):
    play = fresh()
    result = upload(play, **args)
    assert result["failed"] and words in result["msg"] and not held(play)


def test_a_refused_signature_is_explained_by_the_clocks():
    play = fresh()
    play.server.clock = lambda: play.now + 7200
    result = upload(play, content="{}", format="ndjson")
    assert "the clocks: the server's is" in result["msg"] and "ahead of this one's" in result["msg"]


def test_metrics_are_seen_by_promql():
    play = fresh()
    now = int(1000 * time.time())
    text = f'# TYPE up gauge\nup{{host="a"}} 1 {now}\nup{{host="b"}} 0 {now}\n'
    assert upload(play, True, content=text, format="metrics")["samples"] == 2 and not play.server.metrics.all
    assert upload(play, content=text, format="metrics")["samples"] == 2
    rows = play.task("infino_query", {"promql": "sum(up)", "dataset": "devices"})["rows"]
    assert [row["value"] for row in rows] == [1]
    assert not upload(play, content="# nothing\n", format="metrics")["changed"]


@pytest.mark.parametrize(("time", "fails"), [(" 1700000000000", False), ("", True)])
def test_only_metrics_that_tell_their_time_are_sent_twice(time, fails):
    play = fresh()
    play.server.faults[:] = [Fault("drop_after", method="POST", path="/metrics$")]
    result = upload(play, content=f"up 1{time}\n", format="metrics")
    assert bool(result.get("failed")) is fails
    if fails:
        assert "nothing was sent before, and nobody knows of the lines after it" in result["msg"]


@pytest.mark.parametrize("reply", ["stats", "top"])
@pytest.mark.parametrize("background", [False, True])
def test_a_file_is_imported_and_its_unfit_records_are_told(tmp_path, reply, background):
    play = fresh(import_reply=reply if not background else "stats")
    good, bad = tmp_path / "good.csv", tmp_path / "bad.json"
    good.write_text("name,site\na,ARN\nb,NBO\n")
    bad.write_text('[{"ports": 1}, {"ports": {"x": 1}}]')
    args = {"dataset": "devices", "background": background}
    assert play.task("infino_file_import", {**args, "src": str(good)}, True)["changed"] and not held(play)
    done = play.task("infino_file_import", {**args, "src": str(good)})
    assert done["run"]["status"] == "completed" and done["run"]["stats"]["documents_processed"] == 2
    assert sorted(one["name"] for one in held(play).values()) == ["a", "b"]
    result = play.task("infino_file_import", {**args, "src": str(bad)})
    assert result["failed"] and result["changed"] and "1 records are not in, 1 are: record 2: failed" in result["msg"]


def test_an_import_that_is_not_waited_for_and_one_that_takes_too_long(tmp_path):
    play = fresh()
    (tmp_path / "a.jsonl").write_text('{"a": 1}\n')
    args = {"dataset": "devices", "src": str(tmp_path / "a.jsonl"), "background": True}
    assert play.task("infino_file_import", {**args, "wait": False})["run"]["status"] == "submitted"
    result = play.task("infino_file_import", {**args, "wait_timeout": 0})
    assert "has not ended after 0 seconds" in result["msg"] and result["changed"]


def test_an_import_whose_answer_is_lost_is_not_repeated(tmp_path):
    play = fresh()
    (tmp_path / "a.jsonl").write_text('{"a": 1}\n')
    play.server.faults[:] = [Fault("drop_after", method="POST")]
    result = play.task("infino_file_import", {"dataset": "devices", "src": str(tmp_path / "a.jsonl")})
    assert "nobody knows whether the file is in: the dataset had 0 records before and has 1 now" in result["msg"]


@pytest.mark.parametrize(("name", "text", "words"), [
    ("a.jsonl", '{"a": 1}\n{', "a.jsonl:2:"), ("a.csv", "a,b\n1\n", "a.csv:2: here are 1 values"),
    ("a.json", "{}", "a.json:1: this is no list"), ("a.csv", "a\n", "holds no record"), ("a.txt", "x", "give format"),
])  # fmt: skip
def test_a_file_that_cannot_be_read_is_not_sent(tmp_path, name, text, words):
    play = fresh()
    (tmp_path / name).write_text(text)
    for check_mode in (True, False):
        result = play.task("infino_file_import", {"dataset": "devices", "src": str(tmp_path / name)}, check_mode)
        assert result["failed"] and words in result["msg"] and not play.requests


def test_no_more_parts_are_taken_than_are_worked_on_and_some_wait_for_others():
    taken, going, seen = [], set(), []
    lock = threading.Lock()

    def parts():
        for number in range(20):
            taken.append(number)
            yield number

    def work(number):
        with lock:
            assert not {other for other in going if other % 3 == number % 3}
            going.add(number)
        with lock:
            going.discard(number)
        return number

    for number in side_by_side(work, parts(), 4, lambda one, other: one % 3 == other % 3):
        seen.append(number)
        assert len(taken) <= number + 6
    assert seen == list(range(20))


def test_records_of_one_id_are_never_in_one_request():
    """Of a bulk single records may be sent again, which would bring back the earlier of the two."""
    play = fresh()
    lines = [{"_id": "a", "n": 1}, {"_id": "b", "n": 1}, {"_id": "a", "n": 2}]
    assert upload(play, content="\n".join(map(json.dumps, lines)), format="ndjson")["changed"]
    assert posts(play) == 2 and held(play) == {"a": {"n": 2}, "b": {"n": 1}}


def test_a_later_record_of_one_id_waits_for_the_earlier(monkeypatch):
    play, second = fresh(), threading.Event()
    deliver = Writer.deliver

    def slow(writer, changes):
        if changes[0].after == {"n": 2}:
            second.set()
        else:
            assert not second.wait(0.3), "the later one has overtaken it"
        return deliver(writer, changes)

    monkeypatch.setattr(Writer, "deliver", slow)
    lines = [{"_id": "a", "n": 1}, {"_id": "a", "n": 2}]
    done = upload(play, content="\n".join(map(json.dumps, lines)), format="ndjson")
    assert not done.get("failed"), done["msg"]
    assert held(play) == {"a": {"n": 2}}
