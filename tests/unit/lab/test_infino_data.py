# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Datasets and records of the Infino stand-in."""

from __future__ import annotations

import pytest

from .infino_client import Client, with_pages


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.fixture
def web() -> Client:
    return with_pages()


def test_life_of_a_dataset(client: Client) -> None:
    assert client("PUT", "/web.rel") == {"acknowledged": True, "shards_acknowledged": True, "index": "web.rel"}
    assert "already exists" in client.refusal("PUT", "/web.rel", status=409)
    (row,) = client("GET", "/metadata")
    assert (row["index"], row["docs.count"]) == ("web.rel", "0")
    assert all(isinstance(value, str) for value in row.values())
    client.bulk("web.rel", {"1": {"path": "/"}})
    assert client("GET", "/web.rel/metadata")["docs.count"] == "1"
    assert client("DELETE", "/web.rel") == {"acknowledged": True}
    assert client("GET", "/metadata") == []
    for method, path in (("DELETE", "/web.rel"), ("GET", "/web.rel/metadata"), ("GET", "/web.rel/_schema")):
        assert "no such dataset" in client.refusal(method, path, status=404)
    assert client.lab.writes == ["dataset web.rel created", "record web.rel/1 created", "dataset web.rel deleted"]


@pytest.mark.parametrize("name", ["Web", "_web", "-web", "w%20b", "sql", "users", "promql"])
def test_names_that_no_dataset_may_have(client: Client, name: str) -> None:
    assert client.refusal("PUT", f"/{name}").startswith("invalid_index_name_exception")
    assert client.lab.writes == []


def test_schema_in_its_variants(web: Client) -> None:
    told = {path: entry["infino_type"] for path, entry in web("GET", "/web/_schema").items()}
    assert told == {
        "path": "String",
        "hits": "Float",
        "up": "Boolean",
        "at": "ISO8601Date",
        "tags": "String",
        "geo.c": "String",
        "items.k": "Integer",
    }
    web.lab.variant["schema"] = "fields"
    assert {"name": "up", "type": "Boolean"} in web("GET", "/web/_schema")["fields"]
    web.lab.variant["schema"] = "list"
    assert {"name": "up", "type": "Boolean"} in web("GET", "/web/_schema")


# --- records


def test_bulk_tells_each_item(web: Client) -> None:
    lines = [
        "",
        '{"index": {"_id": "a"}}',
        '{"path": "/new"}',
        '{"update": {"_id": "b"}}',
        '{"doc": {"geo": {"d": 1}}}',
        '{"update": {"_id": "b"}}',
        '{"doc": {"geo": {"d": 1}}}',
        '{"delete": {"_id": "c"}}',
        '{"delete": {"_id": "zz"}}',
        '{"index": {}}',
        '{"path": "/auto"}',
        '{"update": {"_id": "zz"}}',
        '{"doc": {"x": 1}}',
        '{"index": {"_id": "e"}}',
        '{"hits": "many"}',
        '{"index": {"_id": "f"}}',
        '{"path": ',
        '{"index": {"_id": "g"}}',
        '{"geo": "SE"}',
        '{"index": {"_id": "h", "_index": "other"}}',
        "{}",
    ]
    web.lab.writes.clear()
    told = web("POST", "/web/json", "\n".join(lines))
    items = [next(iter(item.items())) for item in told["items"]]
    assert [(action, item["status"], item.get("result")) for action, item in items] == [
        ("index", 200, "updated"),
        ("update", 200, "updated"),
        ("update", 200, "noop"),
        ("delete", 200, "deleted"),
        ("delete", 404, "not_found"),
        ("index", 201, "created"),
        ("update", 404, None),
        ("index", 400, None),
        ("index", 400, None),
        ("index", 400, None),
        ("index", 400, None),
    ]
    assert told["errors"] is True
    assert "hits" in items[7][1]["error"]["reason"]
    assert [item["error"]["type"] for _skip, item in items[7:10]] == ["mapper_parsing_exception"] * 3
    assert len(web.lab.writes) == 4
    found = web("GET", "/web/doc/b")
    assert (found["_version"], found["found"], found["_source"]["geo"]) == (2, True, {"c": "KE", "d": 1})
    assert web("GET", "/web/doc/a")["_source"] == {"path": "/new"}
    assert "no record" in web.refusal("GET", "/web/doc/c", status=404)


@pytest.mark.parametrize(
    "text",
    [
        "nonsense\n",
        '{"create": {"_id": "x"}}\n{}\n',
        '{"index": {"_id": "x"}}\n',
        '{"delete": {}}\n',
        '{"index": {"_type": "x"}}\n{}\n',
    ],
)
def test_a_bulk_that_cannot_be_read_writes_nothing(web: Client, text: str) -> None:
    web.lab.writes.clear()
    assert web.refusal("POST", "/web/json", '{"index": {"_id": "ok"}}\n{}\n' + text).startswith("illegal_argument")
    assert web.lab.writes == []


def test_bulk_into_a_dataset_that_is_not_there() -> None:
    line = '{"index": {"_id": "1"}}\n{}\n'
    assert "no such dataset" in Client().refusal("POST", "/web/json", line, 404)
    client = Client(variant={"missing_dataset": "create", "bulk": "short"})
    assert client("POST", "/web/json", line)["items"] == [{"index": {"_id": "1", "result": "created"}}]


def test_a_body_has_a_largest_size() -> None:
    client = Client(max_body=1000)
    client("PUT", "/web")
    assert client.refusal("POST", "/web/json", b"\n" * 1001, 413).startswith("PayloadTooLarge")
