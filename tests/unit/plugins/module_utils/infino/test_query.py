# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Queries: one shape of result for all shapes of answers; nothing is written."""

from __future__ import annotations

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import NotTheApi, PlanError
from ansible_collections.opsweave.platform.plugins.module_utils.infino.answers import table
from ansible_collections.opsweave.platform.plugins.module_utils.infino.statements import check_reads
from tests.unit.play import Play

ROWS = [{"c": "x", "n": 3, "f": 1.5, "b": True, "z": None}, {"c": "7", "n": -4, "f": 2.0, "b": False, "z": None}]
KINDS = {"c": "String", "n": "Integer", "f": "Float", "b": "Boolean", "z": "Null"}
TYPED = [{"name": name, "type": kind} for name, kind in KINDS.items()]
LISTS = [list(row.values()) for row in ROWS]


def column(name, alias=None):
    return {"alias": alias, "name": {"Column": {"name": name, "table_identifier": None}}, "data_type": KINDS[name]}


def cells(row, null):
    return {"values": {name: null if value is None else {KINDS[name]: value} for name, value in row.items()}}


SHAPES = {
    "A": {
        "columns": [column(name) for name in KINDS],
        "rows": [cells(row, {"Null": None}) for row in ROWS],
        "error_message": None,
    },
    "A word": {"columns": [column(name) for name in KINDS], "rows": [cells(row, "Null") for row in ROWS]},
    "A null": {"columns": [column(name) for name in KINDS], "rows": [cells(row, None) for row in ROWS]},
    "B": {"columns": TYPED, "rows": LISTS, "size": 2, "total": 2},
    "D": {"schema": TYPED, "datarows": LISTS, "size": 2, "total": 2},
    "E": {
        "columns": [{"display_name": n, "data_type": k} for n, k in KINDS.items()],
        "rows": LISTS,
        "error_message": "",
    },
    "texts": {"columns": TYPED, "rows": [[None if v is None else str(v) for v in row] for row in LISTS]},
}


@pytest.mark.parametrize("answer", SHAPES.values(), ids=SHAPES)
def test_all_shapes_are_one(answer):
    made = table(answer)
    assert made.rows == ROWS and [type(v) for row in made.rows for v in row.values()] == [
        type(v) for row in ROWS for v in row.values()
    ]
    assert made.columns == [{"name": name, "type": kind.lower()} for name, kind in KINDS.items()]
    assert made.total == 2


def test_rows_that_are_objects_bring_their_columns():
    made = table({"rows": ROWS})
    assert made.rows == ROWS and [c["name"] for c in made.columns] == list(KINDS)
    assert {c["type"] for c in made.columns} == {None}


def test_a_column_goes_by_its_alias_or_by_its_name():
    rows = [{"values": {"hosts": {"Integer": 1}}}]
    assert table({"columns": [column("n", alias="hosts")], "rows": rows}).columns[0]["name"] == "hosts"
    rows = [{"values": {"n": {"Integer": 1}}}]
    assert table({"columns": [column("n", alias="hosts")], "rows": rows}).rows == [{"n": 1}]


def test_no_rows_still_have_columns():
    assert [c["name"] for c in table({**SHAPES["A"], "rows": []}).columns] == list(KINDS)
    assert table({"columns": None, "rows": None}).rows == []


@pytest.mark.parametrize("answer", [None, {}, {"text": "hello"}, "hello", 3, {"rows": [1]}, {"rows": {"a": 1}}])
def test_what_is_no_result_is_another_service(answer):
    with pytest.raises(NotTheApi):
        table(answer)


READS = [
    "SELECT 1", " select 1;", "(SELECT 1)", "WITH a AS (SELECT 1) SELECT * FROM a", "SHOW TABLES", "describe t",
    "-- DELETE FROM t\nSELECT 1", "/* INSERT INTO t */ SELECT 'DELETE FROM t; x' FROM \"update x set\"",
    "SELECT 'it''s; fine' ; ", "SELECT deleted, updated FROM t",
]  # fmt: skip
WRITES = [
    "INSERT INTO t VALUES (1)", "delete from t", "DROP TABLE t", "", "  ", "-- SELECT", "EXPLAIN SELECT 1",
    "SELECT 1; DROP TABLE t", "WITH a AS (DELETE FROM t RETURNING *) SELECT * FROM a",
    "WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a", "WITH a AS (SELECT 1) UPDATE t SET x = 1",
]  # fmt: skip


@pytest.mark.parametrize("sql", READS)
def test_what_reads_is_sent(sql):
    check_reads(sql)


@pytest.mark.parametrize("sql", WRITES)
def test_what_writes_is_not_sent(sql):
    with pytest.raises(PlanError, match="only reads|more than one"):
        check_reads(sql)


def filled(**variant):
    play = Play("infino")
    play.server.variant = variant
    assert play.task("infino_dataset", {"name": "devices"})["changed"]
    records = [{"_id": "a", "site": "ARN", "ports": 48}, {"_id": "b", "site": "NBO", "up": True}]
    assert play.task("infino_records", {"dataset": "devices", "records": records})["changed"]
    return play


@pytest.mark.parametrize("variant", "ABCD")
@pytest.mark.parametrize("null", ["tag", "word", "plain"])
def test_the_stand_ins_shapes(variant, null):
    play = filled(sql=variant, sql_null=null)
    result = play.task("infino_query", {"sql": "SELECT site, ports, up FROM devices ORDER BY site"})
    assert result["rows"] == [{"site": "ARN", "ports": 48, "up": None}, {"site": "NBO", "ports": None, "up": True}]
    assert [c["name"] for c in result["columns"]] == ["site", "ports", "up"]
    assert (result["total"], result["changed"], result["requests"]) == (2, False, 1)


def test_a_search_has_the_same_shape():
    play = filled()
    dsl = {"query": {"match_all": {}}, "size": 1, "aggs": {"sites": {"terms": {"field": "site"}}}}
    result = play.task("infino_query", {"dsl": dsl, "dataset": "devices"}, check_mode=True)
    assert result["rows"] == [{"_id": "a", "site": "ARN", "ports": 48}] and result["total"] == 2
    assert [c["name"] for c in result["columns"]] == ["_id", "site", "ports"]
    assert [b["key"] for b in result["aggregations"]["sites"]["buckets"]] == ["ARN", "NBO"]


@pytest.mark.parametrize("variant", ["status", "inside"])
def test_an_error_inside_or_outside_is_an_error(variant):
    result = filled(sql_error=variant).task("infino_query", {"sql": "SELECT nothing FROM devices"})
    assert result["failed"] and "nothing" in result["msg"]


def test_a_dataset_that_is_not_there_is_named_with_what_is():
    result = filled().task("infino_query", {"dsl": {"query": {"match_all": {}}}, "dataset": "device"})
    assert 'there is no dataset "device"; did you mean "devices"?' in result["msg"]


def test_a_refused_statement_is_not_sent():
    play = filled()
    sent = play.requests
    result = play.task("infino_query", {"sql": "DELETE FROM devices"})
    assert "not with DELETE; infino_sql writes by SQL" in result["msg"] and play.requests == sent
