# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rows of Infino as hosts: by each language, named, cached, and refused where they could not be told apart."""

from __future__ import annotations

import pytest
from ansible.errors import AnsibleParserError

from ansible_collections.opsweave.platform.plugins.inventory.infino import InventoryModule
from tests.unit.play import SITES, Play

from .parsing import Source

EVIL = "{{ lookup('pipe', 'touch evil') }}"
ROWS = [
    {"_id": f"sw{n}", "site": "ams" if n < 12 else "fra", "ports": n, "up": n != 1, "note": None} for n in range(15)
]
SQL = "SELECT _id, site, ports, up FROM devices WHERE _id <> 'evil'"
DSL = {"dataset": "devices", "dsl": {"query": {"match_all": {}}}}


@pytest.fixture
def source(tmp_path, monkeypatch):
    """A stand-in with devices; ``source(sql=...)`` gives the inventory that the plugin makes of it."""
    play = Play("infino")
    evil = {"_id": "evil", "site": EVIL, "host": {"name": "deep"}}
    for module, args in (
        ("infino_dataset", {"name": "devices"}),
        ("infino_records", {"dataset": "devices", "records": [*ROWS, evil]}),
    ):
        assert not (done := play.task(module, args)).get("failed"), done["msg"]
    monkeypatch.setenv("INFINO_ENDPOINT", "http://localhost")
    for name, value in SITES["infino"].credentials.items():
        monkeypatch.setenv(name.upper().replace("API", "INFINO"), value)
    return Source(InventoryModule, play, tmp_path, monkeypatch)


def test_rows_of_sql(source):
    keyed = [{"key": "site", "prefix": "at"}]
    made = source(sql=SQL, keyed_groups=keyed, compose={"half": "ports / 2"}, groups={"down": "not up"})
    assert len(made.hosts) == 15 and len(made.groups["at_fra"].hosts) == 3
    assert [host.name for host in made.groups["down"].hosts] == ["sw1"]
    found = made.hosts["sw4"].vars
    assert (found["ports"], found["up"], found["half"]) == (4, True, 2.0)


def test_a_search_gives_all_that_it_finds(source):
    made = source(**DSL, hostnames=["host.name", "_id"])
    assert len(made.hosts) == 16 and "deep" in made.hosts and "sw14" in made.hosts
    some = source(dataset="devices", dsl={"query": {"term": {"site": "ams"}}, "size": 3})
    assert len(some.hosts) == 3
    assert len(source(sql=f"{SQL} ORDER BY _id", all=True, page_size=4).hosts) == 15


def test_what_is_selected(source):
    sites = {"size": 0, "aggs": {"sites": {"terms": {"field": "site"}}}}
    made = source(dataset="devices", dsl=sites, select="aggregations.sites.buckets", hostnames=["key"])
    assert made.hosts["ams"].vars["doc_count"] == 12


def test_data_is_never_a_template(source, tmp_path):
    made = source(**DSL, hostnames=["'x-' ~ _id"], compose={"again": "site"})
    assert made.hosts["x-evil"].vars["again"] == EVIL and not (tmp_path / "evil").exists()


def test_reserved_names(source):
    sql = "SELECT _id, site AS tags, ports AS groups FROM devices WHERE _id = 'sw2'"
    assert {"tags", "infino_groups"} <= source(sql=sql).hosts["sw2"].vars.keys()
    assert {"infino_tags", "infino_groups"} <= source(sql=sql, reserved_names="prefix").hosts["sw2"].vars.keys()


def test_the_cache(source, tmp_path):
    cached = {"sql": SQL, "cache": True, "cache_plugin": "jsonfile", "cache_connection": str(tmp_path / "cache")}
    assert len(source(**cached).hosts) == 15 and source.play.requests == 1
    assert len(source(**cached).hosts) == 15 and source.play.requests == 0
    assert len(source(use_cache=False, **cached).hosts) == 15 and source.play.requests == 1
    assert len(source(**{**cached, "sql": f"{SQL} AND up"}).hosts) == 14 and source.play.requests == 1
    assert source.play.server.secret_key not in "".join(path.read_text() for path in (tmp_path / "cache").iterdir())


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ({}, "give one of sql, dsl and promql"),
        ({"sql": SQL, **DSL}, "give one of sql, dsl and promql, not sql and dsl"),
        (
            {"sql": "SELECT 1 AS x FROM devices"},
            "a row has no name: name, host, hostname, _id is empty there; it has x",
        ),
        (
            {"sql": SQL, "hostnames": ["site"]},
            'the rows number 1 and number 2 would both be the host "ams"; let hostnames',
        ),
        ({"sql": "SELECT 'a' AS name UNION ALL SELECT 'a'"}, "would both be the host"),
        ({"sql": "DELETE FROM devices"}, "sql only reads"),
        ({"sql": "SELECT nope FROM devices"}, "nope"),
        ({"sql": SQL, "select": "total"}, "select 'total' finds no list of dictionaries"),
        ({"sql": SQL, "hostname": ["_id"]}, 'there is no setting "hostname"; did you mean "hostnames"?'),
        ({"sql": SQL, "all": True}, "with all, sql needs ORDER BY"),
    ],
)
def test_mistakes(source, config, words):
    with pytest.raises(AnsibleParserError) as caught:
        source(**config)
    assert words in str(caught.value)


def test_a_wrong_key(source, monkeypatch):
    monkeypatch.setenv("INFINO_SECRET_KEY", "not the one of the server")
    with pytest.raises(AnsibleParserError) as caught:
        source(sql=SQL)
    assert "HTTP 401: Invalid signature; check the credential" in str(caught.value)
    assert "not the one" not in str(caught.value)
