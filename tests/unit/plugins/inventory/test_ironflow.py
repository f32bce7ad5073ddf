# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Keys of a bucket and entries of a document as hosts: named, cached, never two as one, and data is data."""

from __future__ import annotations

import pytest
from ansible.errors import AnsibleError, AnsibleParserError

from ansible_collections.opsweave.platform.plugins.inventory.ironflow import InventoryModule
from tests.lab.ironflow.areas.kv import Buckets
from tests.unit.play import TOKEN, Play

from .parsing import Source

EVIL = "{{ lookup('pipe', 'touch evil') }}"
KEYS = {f"edge.sw{n}": {"site": "ams" if n < 2 else "fra", "ports": n, "up": n != 1} for n in range(4)}
SITES = {"sites": {"hosts": {"a": {"site": EVIL}, "b": {"site": "fra"}}, "list": [{"name": "c"}, {"host": "d"}]}}


@pytest.fixture
def source(tmp_path, monkeypatch):
    """A stand-in with keys and a document; ``source(bucket=...)`` gives the inventory that the plugin makes of it."""
    play = Play("ironflow")
    values = {**KEYS, "evil": {"site": EVIL, "groups": 1, "tags": [2]}, "plain": [1, 2]}
    for module, args in (
        ("ironflow_kv_bucket", {"name": "devices"}),
        ("ironflow_kv", {"bucket": "devices", "values": values}),
        ("ironflow_config", {"name": "network", "data": SITES}),
    ):
        assert not (done := play.task(module, args)).get("failed"), done["msg"]
    monkeypatch.setenv("IRONFLOW_SERVER_URL", "http://localhost")
    monkeypatch.setenv("IRONFLOW_API_KEY", TOKEN)
    return Source(InventoryModule, play, tmp_path, monkeypatch)


def test_keys_of_a_bucket(source):
    keyed = [{"key": "site", "prefix": "at"}]
    made = source(bucket="devices", keyed_groups=keyed, compose={"half": "ports / 2"}, groups={"down": "not up"})
    assert made.hosts.keys() == {*KEYS, "evil", "plain"} and len(made.groups["at_fra"].hosts) == 2
    assert [host.name for host in made.groups["down"].hosts] == ["edge.sw1"]
    found = made.hosts["edge.sw3"].vars
    assert (found["ports"], found["up"], found["half"], found["ironflow_key"]) == (3, True, 1.5, "edge.sw3")
    assert made.hosts["plain"].vars["ironflow_value"] == [1, 2]


def test_keys_that_fit_a_pattern_under_other_names(source):
    made = source(bucket="devices", filter="edge.*", hostnames=["ironflow_key.split('.') | last"])
    assert made.hosts.keys() == {"sw0", "sw1", "sw2", "sw3"} and source.play.requests == 5
    assert source(bucket="devices", filter="no.>").hosts == {}


def test_what_a_document_holds(source):
    made = source(document="network", path="sites.hosts")
    assert made.hosts["b"].vars["site"] == "fra" and made.hosts.keys() == {"a", "b"}
    made = source(document="network", path="sites.list")
    assert made.hosts.keys() == {"c", "d"} and "ironflow_key" not in made.hosts["c"].vars
    assert source(document="network").hosts.keys() == {"sites"}
    assert source(document="network", path="sites.list[?name=='c']").hosts.keys() == {"c"}


def test_data_is_never_a_template(source, tmp_path):
    made = source(bucket="devices", hostnames=["'x-' ~ ironflow_key"], compose={"again": "site"}, filter="evil")
    assert made.hosts["x-evil"].vars["again"] == EVIL and not (tmp_path / "evil").exists()
    assert source(document="network", path="sites.hosts").hosts["a"].vars["site"] == EVIL


def test_reserved_names(source):
    assert {"tags", "ironflow_groups"} <= source(bucket="devices").hosts["evil"].vars.keys()
    made = source(bucket="devices", reserved_names="prefix")
    assert {"ironflow_tags", "ironflow_groups"} <= made.hosts["evil"].vars.keys()


def test_what_is_no_json_is_told_as_it_is(source):
    bucket = source.play.server.room(Buckets).named["devices"]
    bucket.put("text", b"Z\xc3\xbcrich", 1.0, 1)
    bucket.put("bytes", b"\xff", 1.0, 1)
    hosts = source(bucket="devices").hosts
    assert hosts["text"].vars["ironflow_value"] == "Zürich" and hosts["bytes"].vars["ironflow_value"] == "/w=="


def test_a_key_that_goes_meanwhile_is_no_host(source):
    direct, bucket = source.play.transport, source.play.server.room(Buckets).named["devices"]

    def transport(method, url, **how):
        answer = direct(method, url, **how)
        if url.endswith("/keys"):
            bucket.put("plain", None, 1.0, 1)
        return answer

    source.play.transport = transport
    assert "plain" not in source(bucket="devices").hosts


def test_the_cache(source, tmp_path):
    cached = {"bucket": "devices", "cache": True, "cache_plugin": "jsonfile", "cache_connection": str(tmp_path / "c")}
    assert len(source(**cached).hosts) == 6 and source.play.requests == 7
    assert len(source(**cached).hosts) == 6 and source.play.requests == 0
    assert len(source(use_cache=False, **cached).hosts) == 6 and source.play.requests == 7
    assert len(source(**cached, filter="edge.>").hosts) == 4 and source.play.requests == 5
    assert TOKEN not in "".join(path.read_text() for path in (tmp_path / "c").iterdir())


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ({}, "give either bucket or document"),
        ({"bucket": "a", "document": "b"}, "give either bucket or document"),
        ({"bucket": "devices", "path": "a"}, "path goes with document; leave it out"),
        ({"document": "network", "filter": "a"}, "filter goes with bucket; leave it out"),
        ({"bucket": "device"}, 'there is no KV bucket "device"; did you mean "devices"?'),
        ({"document": "netwrk"}, 'there is no config document "netwrk"; did you mean "network"?'),
        ({"document": "network", "path": "sites.hots"}, 'has no key "hots"; did you mean "hosts"?'),
        ({"document": "network", "path": "sites.hosts.b.site"}, "is a text; hosts are made of a dictionary"),
        ({"document": "network", "path": "sites.list", "hostnames": ["name"]}, "an entry has no name: name is empty"),
        ({"bucket": "devices", "filter": "edge.>", "hostnames": ["site"]},
         'the entries edge.sw0 and edge.sw1 would both be the host "ams"; let hostnames tell them apart'),
        ({"document": "network", "path": "sites.list", "hostnames": ["'x'"]}, "number 1 and number 2 would both be"),
        ({"bucket": "devices", "buckets": 1}, 'there is no setting "buckets"; did you mean "bucket"?'),
    ],
)  # fmt: skip
def test_mistakes(source, config, words):
    with pytest.raises(AnsibleParserError) as caught:
        source(**config)
    assert words in str(caught.value)


def test_a_wrong_key(source, monkeypatch):
    monkeypatch.setenv("IRONFLOW_API_KEY", "not the one of the server")
    with pytest.raises(AnsibleParserError) as caught:
        source(bucket="devices")
    assert "HTTP 401" in str(caught.value) and "not the one" not in str(caught.value)


def test_an_expression_that_fails_is_an_error_where_that_is_wanted(source):
    failing = {"bucket": "devices", "compose": {"a": "nope"}}
    assert "a" not in source(**failing).hosts["plain"].vars
    with pytest.raises(AnsibleError, match="nope"):
        source(**failing, strict=True)
