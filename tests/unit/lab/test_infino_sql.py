# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""SQL of the Infino stand-in."""

from __future__ import annotations

import json

import pytest

from .infino_client import PAGES, Client, with_pages


@pytest.fixture
def web() -> Client:
    return with_pages()


def test_sql_in_its_variants(web: Client) -> None:
    query = "SELECT \"path\", hits, up, tags, geo FROM web WHERE _id IN ('a', 'd') ORDER BY _id"
    told = web.sql(query)
    assert (told["statement_type"], told["error_message"]) == ("Select", None)
    names = ["path", "hits", "up", "tags", "geo"]
    assert [column["name"]["Column"]["name"] for column in told["columns"]] == names
    assert [column["data_type"] for column in told["columns"]] == ["String", "Float", "Boolean", "String", "String"]
    first, second = (row["values"] for row in told["rows"])
    assert (first["path"], first["hits"], first["up"]) == ({"String": "/"}, {"Float": 7.0}, {"Boolean": True})
    assert json.loads(first["geo"]["String"]) == {"c": "SE"}
    assert second["hits"] == {"Null": None}
    plain = [["/", 7.0, True, ["red", "blue"], {"c": "SE"}], ["/login", None, False, None, None]]
    web.lab.variant["sql"] = "B"
    assert web.sql(query)["rows"] == plain
    web.lab.variant["sql"] = "C"
    assert web.sql(query)["rows"] == [dict(zip(names, row)) for row in plain]
    web.lab.variant["sql"] = "D"
    assert (web.sql(query)["datarows"], web.sql(query)["total"]) == (plain, 2)


def test_sql_sees_every_write_and_no_dataset_that_is_gone(web: Client) -> None:
    web.lab.variant["sql"] = "B"
    web("PUT", "/other.rel")
    query = "SELECT count(*) AS n FROM web"
    assert web.sql(query)["rows"] == [[4]]
    web("PATCH", "/web", {"query": {"ids": {"values": ["a"]}}})
    assert web.sql(query)["rows"] == [[3]]
    assert web.sql('SELECT * FROM "other.rel"')["rows"] == []
    web("DELETE", "/web")
    assert "does not exist" in web.refusal("GET", "/sql", {"query": query})
    web("PUT", "/web")
    assert web.sql(query)["rows"] == [[0]]
    web.lab.reset()
    assert "does not exist" in web.refusal("GET", "/sql", {"query": query})


@pytest.mark.parametrize(
    "query",
    [
        "SELEC 1",
        "SELECT 1; SELECT 2",
        "CREATE TABLE x (a INT)",
        "DROP TABLE web",
        "SELECT * FROM read_csv('/etc/hostname')",
        "COPY web TO '/tmp/web.csv'",
        "INSERT INTO nothing (_id) VALUES ('1')",
        "SELECT nothing FROM web",
        "SET threads = 2",
        "INSERT INTO web (_id) VALUES ('a')",
        "PRAGMA version",
        "ATTACH ':memory:' AS other",
    ],
)
def test_sql_that_is_refused(web: Client, query: str) -> None:
    web.lab.writes.clear()
    assert web.refusal("POST", "/sql", {"query": query}).startswith("SqlError")
    assert web.lab.writes == []
    web.lab.variant["sql_error"] = "inside"
    assert web("POST", "/sql", {"query": query})["error_message"]
    assert len(web.ids()) == 4


def test_upsert(web: Client) -> None:
    web.lab.writes.clear()
    told = web(
        "POST",
        "/sql",
        {
            "query": """
        INSERT INTO web (_id, "path", hits, owner, score)
        VALUES ('a', '/x', 1, 'ops', 1.5), ('new', '/y', NULL, 'net', 2)
        ON CONFLICT (_id) DO UPDATE SET hits = 30000, owner = excluded.owner"""
        },
    )
    assert (told["statement_type"], told["affected_rows"]) == ("Insert", 2)
    assert web.lab.writes == ["record web/a updated", "record web/new created"]
    assert web("GET", "/web/doc/a")["_source"] == {**PAGES["a"], "hits": 30000, "owner": "ops"}
    assert web("GET", "/web/doc/new")["_source"] == {"path": "/y", "owner": "net", "score": 2.0}
    assert web("POST", "/sql", {"query": "UPDATE web SET hits = 1, geo = NULL WHERE up"})["affected_rows"] == 2
    assert web("GET", "/web/doc/a")["_source"]["geo"] is None
    assert "geo" not in web("GET", "/web/doc/c")["_source"]
    assert web("POST", "/sql", {"query": "DELETE FROM web WHERE owner = 'net';"})["affected_rows"] == 1
    assert web.ids() == ["a", "b", "c", "d"]
    assert web("POST", "/sql", {"query": "INSERT INTO web (path) VALUES ('/auto')"})["affected_rows"] == 1
    assert len(web.ids()) == 5
    nothing = "INSERT INTO web (_id) VALUES ('a') ON CONFLICT DO NOTHING"
    assert web("POST", "/sql", {"query": nothing})["affected_rows"] == 0
