# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lookups of Ironflow's values and documents: what is asked, what is missing, and what takes its place."""

from __future__ import annotations

import pytest
from ansible import constants
from ansible.errors import AnsibleError

from ansible_collections.opsweave.platform.plugins.lookup import ironflow_config, ironflow_kv
from ansible_collections.opsweave.platform.plugins.module_utils import entry
from ansible_collections.opsweave.platform.plugins.module_utils.core import path
from ansible_collections.opsweave.platform.plugins.plugin_utils import client as plugin_client
from ansible_collections.opsweave.platform.plugins.plugin_utils import options
from tests.lab.ironflow.areas.config import Document, Documents
from tests.lab.ironflow.areas.kv import Bucket, Buckets
from tests.unit.pages import COLLECTION, Page
from tests.unit.plugins.module_utils.ironflow.server import KEY, NEW, OLD, Server

KEYS = "/api/v1/kv/buckets/b/keys"
APP = {"limits": {"rps": 5, "none": None}, "sites": [{"name": "fra", "region": "emea"}, {"name": "sin"}], "7": "seven"}


@pytest.fixture(params=[OLD, NEW])
def server(request):
    made = Server(request.param)
    bucket = made.lab.room(Buckets).named["b"] = Bucket("b", 0.0)
    for key, data in (("x", b'{"a": "{{ 1 + 1 }}"}'), ("y", b"text"), ("z", b"\xff")):
        bucket.put(key, data, 0.0, 1)
    made.lab.room(Documents).named["app"] = Document(APP, 1, "2026-01-02T03:04:05Z")
    return made


@pytest.fixture
def ask(server, monkeypatch):
    """The lookup's answer, with options as Ansible works them out."""
    outside = plugin_client.Outside
    monkeypatch.setattr(plugin_client, "Outside", lambda **how: outside(transport=server.transport, **how))
    monkeypatch.setattr(plugin_client, "run_memo", lambda: server.memo)
    monkeypatch.setenv("IRONFLOW_SERVER_URL", "http://localhost")
    monkeypatch.setenv("IRONFLOW_API_KEY", KEY)
    entry.CLIENTS.clear()
    options.KNOWN.clear()
    for noun in ("kv", "config"):
        name, known = f"{COLLECTION}.ironflow_{noun}", Page("lookup", f"ironflow_{noun}").options
        constants.config.initialize_plugin_configuration_definitions("lookup", name, known)

    def ask(module, *terms, **given):
        plugin = module.LookupModule()
        plugin._load_name = f"{COLLECTION}.{module.__name__.rpartition('.')[2]}"
        server.sent.clear()
        return plugin.run(list(terms), variables={}, **given)

    return ask


def test_one_request_for_each_distinct_key(server, ask):
    assert ask(ironflow_kv, "x", ["y", "x"], "x", bucket="b", format="text") == [
        '{"a": "{{ 1 + 1 }}"}', "text", '{"a": "{{ 1 + 1 }}"}', '{"a": "{{ 1 + 1 }}"}',
    ]  # fmt: skip
    assert server.requests() == [("GET", f"{KEYS}/x"), ("GET", f"{KEYS}/y")]


def test_a_client_is_shared_in_the_process_and_not_over_a_fork(ask, monkeypatch):
    ask(ironflow_kv, "x", bucket="b")
    ask(ironflow_kv, "x", bucket="b")
    assert len(entry.CLIENTS) == 1
    monkeypatch.setattr(entry.os, "getpid", lambda: -1)
    ask(ironflow_kv, "x", bucket="b")
    assert len(entry.CLIENTS) == 2


@pytest.mark.parametrize(
    ("key", "form", "value"),
    [
        ("x", "json", {"a": "{{ 1 + 1 }}"}),
        ("x", "base64", "eyJhIjogInt7IDEgKyAxIH19In0="),
        ("y", "text", "text"),
        ("z", "base64", "/w=="),
    ],
)
def test_formats(ask, key, form, value):
    assert ask(ironflow_kv, key, bucket="b", format=form) == [value]


@pytest.mark.parametrize(("key", "form"), [("y", "json"), ("z", "json"), ("z", "text")])
def test_another_format_is_an_error_even_with_a_default(ask, key, form):
    with pytest.raises(AnsibleError, match=f"KV key b/{key} is not {form}; look it up with another format"):
        ask(ironflow_kv, key, bucket="b", format=form, default=1)


@pytest.mark.parametrize("default", [None, 0, {"a": 1}])
@pytest.mark.parametrize("bucket", ["b", "none"])
def test_defaults_of_keys(ask, default, bucket):
    assert ask(ironflow_kv, "nope", bucket=bucket, default=default) == [default]


def test_what_a_missing_key_says(ask):
    with pytest.raises(AnsibleError, match='KV bucket b has no key "nope"; there is x, y, z'):
        ask(ironflow_kv, "nope", bucket="b")
    with pytest.raises(AnsibleError, match="there is no KV bucket none; create it first"):
        ask(ironflow_kv, "x", bucket="none")


def test_a_server_that_is_down_is_no_missing_key(server, ask):
    server.fault("status", status=500)
    with pytest.raises(AnsibleError, match="HTTP 500"):
        ask(ironflow_kv, "x", bucket="b", default=1)


def test_documents(server, ask):
    assert ask(ironflow_config, "app", "app") == [APP, APP]
    assert server.requests() == [("GET", "/api/v1/config/app")]


@pytest.mark.parametrize(
    ("where", "value"),
    [
        ("limits.rps", 5),
        ("limits.none", None),
        ("limits", APP["limits"]),
        ("sites.1.name", "sin"),
        ("7", "seven"),
        ("sites[?region=='emea'].name | [0]", "fra"),
        ("length(sites)", 2),
    ],
)
def test_paths(ask, where, value):
    assert ask(ironflow_config, "app", path=where) == [value]


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("limit.rps", 'config document app has no key "limit"; did you mean "limits"?'),
        ("limits.rp", 'config document app.limits has no key "rp"; did you mean "rps"?'),
        ("sites.2.name", "config document app.sites is a list of 2; there is no 2 in it"),
        ("sites.x", "config document app.sites is a list of 2; there is no x in it"),
        ("limits.rps.x", "config document app.limits.rps is no dictionary or list"),
        ("sites[?region=='apac'].name | [0]", "config document app has nothing at sites"),
    ],
)
def test_what_is_not_in_a_document(ask, where, said):
    with pytest.raises(AnsibleError) as error:
        ask(ironflow_config, "app", path=where)
    assert said in str(error.value)
    assert ask(ironflow_config, "app", path=where, default=3) == [3]


def test_a_document_that_is_not_there(ask):
    with pytest.raises(AnsibleError, match='there is no config document "ap"; did you mean "app"?'):
        ask(ironflow_config, "ap")
    assert ask(ironflow_config, "ap", path="x", default=None) == [None]


def test_a_path_that_is_none(ask):
    with pytest.raises(AnsibleError, match="neither keys with dots between them nor JMESPath"):
        ask(ironflow_config, "app", path="sites[?", default=1)


def test_without_jmespath_dotted_paths_still_work(ask, monkeypatch):
    monkeypatch.setattr(path, "jmespath", None)
    assert ask(ironflow_config, "app", path="limits.rps") == [5]
    with pytest.raises(AnsibleError, match="jmespath"):
        ask(ironflow_config, "app", path="length(sites)", default=1)
