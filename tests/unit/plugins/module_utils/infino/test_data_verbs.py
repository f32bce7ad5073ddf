# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Records looked up, deleted by a query, and written by SQL."""

from __future__ import annotations

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import ApiError, NotTheApi, PlanError
from ansible_collections.opsweave.platform.plugins.module_utils.infino.actions.records_delete import told
from ansible_collections.opsweave.platform.plugins.module_utils.infino.statements import check_writes, counting
from tests.lab.common.stand_in import Fault
from tests.unit.play import Play

RECORDS = [{"_id": f"r{n}", "site": "ARN" if n % 3 else "NBO", "ports": n} for n in range(2500)]


def fresh(**variant):
    play = Play("infino")
    play.server.variant = variant
    assert play.task("infino_dataset", {"name": "devices"})["changed"]
    assert play.task("infino_records", {"dataset": "devices", "records": RECORDS})["changed"]
    play.server.journal.clear()
    return play


def held(play):
    return play.server.datasets.all["devices"].records


def test_records_by_their_ids_in_the_order_asked_for():
    found = fresh().task("infino_record_info", {"dataset": "devices", "ids": ["r7", "gone", "r1", "r7"]})
    assert found["resources"] == [RECORDS[7], RECORDS[1]] and found["missing"] == ["gone"] and not found["changed"]


def test_records_of_a_query_come_page_by_page():
    play = fresh()
    found = play.task("infino_record_info", {"dataset": "devices", "query": {"term": {"site": "ARN"}}})
    wanted = sorted((one for one in RECORDS if one["site"] == "ARN"), key=lambda one: one["_id"])
    assert found["resources"] == wanted and found["requests"] == 2 and found["missing"] == []
    assert len(play.task("infino_record_info", {"dataset": "devices"})["resources"]) == 2500


def test_only_some_fields_of_records():
    play = fresh()
    args = {"dataset": "devices", "ids": ["r1"]}
    assert play.task("infino_record_info", {**args, "fields": ["ports"]})["resources"] == [{"_id": "r1", "ports": 1}]
    assert play.task("infino_record_info", {**args, "fields": []})["resources"] == [{"_id": "r1"}]


@pytest.mark.parametrize("module", ["infino_record_info", "infino_records_delete"])
@pytest.mark.parametrize(
    ("args", "words"),
    [
        ({"dataset": "devices", "query": {"query": {"match_all": {}}}}, 'without "query" around it'),
        ({"dataset": "devices", "query": {"term": {"a": 1}, "size": 3}}, "query has one key"),
        ({"dataset": "devices", "query": {}}, "query has one key"),
        ({"dataset": "a b", "query": {"match_all": {}}}, "a name holds only letters, digits and . _ ~ -"),
        ({"dataset": "sql", "query": {"match_all": {}}}, "the server uses this name itself"),
        ({"dataset": "device", "query": {"match_all": {}}}, 'there is no dataset "device"; did you mean "devices"?'),
        ({"dataset": "devices", "query": {"trem": {"a": 1}}}, "unknown query [trem]"),
    ],
)
def test_what_is_asked_wrongly(module, args, words):
    play = fresh()
    result = play.task(module, args)
    assert result["failed"] and words in result["msg"]
    assert len(held(play)) == 2500


@pytest.mark.parametrize("reply", ["count", "object"])
def test_deletion_by_query(reply):
    play = fresh(delete_records=reply)
    args = {"dataset": "devices", "query": {"term": {"site": "NBO"}}}
    foretold, done = play.task("infino_records_delete", args, True), play.task("infino_records_delete", args)
    assert foretold["deleted"] == done["deleted"] == 834 and foretold["changed"] and done["changed"]
    again = play.task("infino_records_delete", args)
    assert (again["changed"], again["deleted"], again["requests"]) == (False, 0, 1)
    assert len(held(play)) == 2500 - 834


@pytest.mark.parametrize("action", ["drop_before", "drop_after", "truncate"])
def test_a_lost_answer_to_a_deletion_is_looked_after(action):
    play = fresh()
    play.server.faults[:] = [Fault(action, method="PATCH")]
    done = play.task("infino_records_delete", {"dataset": "devices", "query": {"term": {"site": "NBO"}}})
    assert done["deleted"] == 834 and len(held(play)) == 2500 - 834


def test_a_count_that_the_server_does_not_tell_is_made_of_ids():
    play = fresh()
    answer = play.transport

    def vague(method, url, **how):
        response = answer(method, url, **how)
        response._content = response._content.replace(b'"relation":"eq"', b'"relation":"gte"')
        return response

    play.transport = vague
    assert (
        play.task("infino_records_delete", {"dataset": "devices", "query": {"match_all": {}}}, True)["deleted"] == 2500
    )


def test_answers_to_a_deletion():
    assert told("PATCH", 3) == told("PATCH", {"deleted": 3, "failures": []}) == 3
    for answer in (None, True, "3", {"acknowledged": True}, []):
        with pytest.raises(NotTheApi):
            told("PATCH", answer)
    with pytest.raises(ApiError, match="could not delete all") as caught:
        told("PATCH", {"deleted": 2, "failures": [{"id": "a"}]})
    assert caught.value.done == [{"operation": "delete", "item": "2 records"}]


@pytest.mark.parametrize("shape", ["A", "B", "C", "D"])
def test_sql_changes_what_the_server_says(shape):
    play = fresh(sql=shape)
    update = {"sql": "UPDATE devices SET site = 'MUC' WHERE site = 'NBO'"}
    foretold, done = play.task("infino_sql", update, True), play.task("infino_sql", update)
    assert foretold["affected_rows"] == 834 and done["changed"]
    assert done["affected_rows"] in (834, None)
    again = play.task("infino_sql", update)
    assert (again["changed"], again["affected_rows"], again["requests"]) == (False, 0, 1)


def test_sql_from_a_file_is_refused_by_its_line(tmp_path):
    file = tmp_path / "change.sql"
    for text, words in [
        ("DELETE FROM devices\nWHERE site = 'it", f"{file}:2: the quote ' is not closed"),
        ("DELETE FROM devices\nWHERE (site = 'a'\n", f"{file}:2: this ( is not closed"),
        ("DELETE FROM devices\n\nWHERE site = 'a')", f"{file}:3: this ) closes nothing"),
        ("DELETE FROM a; DELETE FROM b", f"{file} holds more than one statement"),
        ("SELECT 1", f"{file} writes records: it begins with INSERT, UPSERT"),
        ("", "and this has no word"),
    ]:
        file.write_text(text)
        play = fresh()
        result = play.task("infino_sql", {"src": str(file)})
        assert result["failed"] and words in result["msg"] and not play.requests
    file.write_text("DELETE FROM devices\nWHERE site = 'NBO';\n")
    assert fresh().task("infino_sql", {"src": str(file)})["affected_rows"] == 834


@pytest.mark.parametrize("inside", ["status", "inside"])
def test_sql_that_the_server_refuses(inside):
    play = fresh(sql_error=inside)
    result = play.task("infino_sql", {"sql": "INSERT INTO nothing (a) VALUES (1)"})
    assert result["failed"] and "nothing" in result["msg"] and "exist" in result["msg"]


def test_sql_whose_answer_is_lost_says_that_nobody_knows():
    play = fresh()
    play.server.faults[:] = [Fault("drop_after", method="POST")]
    result = play.task("infino_sql", {"sql": "INSERT INTO devices (site) VALUES ('x')"})
    assert "nobody knows whether it was done" in result["msg"] and len(held(play)) == 2501


@pytest.mark.parametrize(
    ("sql", "query"),
    [
        ("DELETE FROM d", "SELECT COUNT(*) AS n FROM d"),
        ("delete from \"a b\" where x = 'where ;'; ", "SELECT COUNT(*) AS n FROM \"a b\" where x = 'where ;'"),
        ("UPDATE d SET a = (SELECT 1 WHERE true) WHERE b = 2", "SELECT COUNT(*) AS n FROM d WHERE b = 2"),
        ("UPDATE d SET a = 1 FROM e WHERE d.x = e.x", None),
        ("DELETE FROM d USING e WHERE d.x = e.x", None),
        ("INSERT INTO d VALUES (1)", None),
    ],
)
def test_what_counts_the_rows_of_a_statement(sql, query):
    check_writes(sql, "sql")
    assert counting(sql) == query


def test_words_that_write_nothing():
    for sql in ("DROP TABLE d", "SELECT 1", "WITH a AS (SELECT 1) SELECT * FROM a"):
        with pytest.raises(PlanError, match="writes records"):
            check_writes(sql, "sql")
