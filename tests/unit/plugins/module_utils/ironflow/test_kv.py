# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""KV keys: what the bytes mean, who was faster, and what a bucket is needed for."""

from __future__ import annotations

import pytest

from tests.lab.ironflow.areas.kv import Buckets

from .server import NEW, OLD, Server, each_era

ONE = {"bucket": "b", "key": "k"}


def with_bucket(version=NEW, **how):
    server = Server(version)
    server.done("kv_bucket", name="b", **how)
    return server


def put(server, data, key="k"):
    """As another program would write it."""
    bucket = server.lab.room(Buckets).named["b"]
    bucket.put(key, data, server.lab.clock(), 9)
    return bucket.revision


def bytes_of(server, key="k"):
    return server.lab.room(Buckets).named["b"].newest(key).value


@each_era
def test_life_and_requests(version):
    server = with_bucket(version)
    made = server.done("kv", **ONE, value={"on": True})
    assert (made["operation"], made["requests"], made["resource"]["revision"]) == ("create", 2, 1)
    again = server.done("kv", **ONE, value={"on": True})
    assert (again["operation"], again["requests"], again["unverified"]) == ("none", 1, [])
    assert again["resource"]["created_at"]
    changed = server.done("kv", **ONE, value={"on": False})
    assert (changed["operation"], changed["requests"]) == ("update", 2)
    assert changed["diff"] == {"before": {**ONE, "value": {"on": True}}, "after": {**ONE, "value": {"on": False}}}
    gone = server.done("kv", **ONE, state="absent")
    assert (gone["operation"], gone["resource"]) == ("delete", {})
    assert server.done("kv", **ONE, state="absent")["requests"] == 1
    assert server.done("kv", **ONE, value=1)["operation"] == "create", "after a tombstone"


@pytest.mark.parametrize(
    ("stored", "form", "value"),
    [
        (b'{ "b":2.0,\n"a": 1 }', "json", {"a": 1, "b": 2}),
        (b"1500", "json", 1500.0),
        (b'"1500"', "json", "1500"),
        (b"[]", "json", []),
        (b"false", "json", False),
        (b'"Z\\u00fcrich"', "json", "Zürich"),
        ("Zürich".encode(), "text", "Zürich"),
        (b"", "text", ""),
        (b"5", "text", 5),
        (b"\x00\xff", "base64", "AP8="),
        (b"\x00\xff", "base64", " AP8=\n"),
        (b"", "base64", ""),
    ],
)
def test_the_same_value(stored, form, value):
    server = with_bucket()
    put(server, stored)
    assert server.done("kv", **ONE, value=value, format=form)["operation"] == "none"


@pytest.mark.parametrize(
    ("stored", "form", "value", "then"),
    [
        (b"1500", "json", "1500", b'"1500"'),
        (b"hello", "json", "hello", b'"hello"'),
        (b"\xff", "json", "/w==", b'"/w=="'),
        (b"hello", "json", {"unread": "hello"}, b'{"unread": "hello"}'),
        (b"true", "json", 1, b"1"),
        (b"null", "json", False, b"false"),
        (b"NaN", "json", "NaN", b'"NaN"'),
        (b"\xff", "text", "/w==", b"/w=="),
        (b" hello", "text", "hello", b"hello"),
        (b"hello", "text", "", b""),
        (b"hello", "base64", "aGVsbG8h", b"hello!"),
        (b"[1, 2]", "json", [2, 1], b"[2, 1]"),
    ],
)
def test_another_value(stored, form, value, then):
    server = with_bucket()
    put(server, stored)
    foretold = server.done("kv", check_mode=True, **ONE, value=value, format=form)
    done = server.done("kv", **ONE, value=value, format=form)
    assert done["operation"] == foretold["operation"] == "update"
    assert done["diff"] == foretold["diff"]
    assert bytes_of(server) == then
    assert server.done("kv", **ONE, value=value, format=form)["operation"] == "none"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ({"value": {"a": 1}, "format": "text"}, "KV key b/k: value must be a text with format text, but is a dict"),
        ({"value": True, "format": "text"}, "is a boolean"),
        ({"value": [1], "format": "base64"}, "is a list"),
        ({"value": 1.5, "format": "text"}, "is a number"),
        ({"value": "???", "format": "base64"}, "value is not base64"),
        ({"value": [float("nan")]}, "a number that JSON does not have"),
        ({}, "KV key b/k does not exist yet; give value to create it"),
        ({"key": "..", "value": 1}, '".." cannot be a name'),
        ({"key": "", "state": "absent"}, '"" cannot be a name'),
        ({"key": "a b", "value": 1}, "invalid key: a b"),
    ],
)
def test_bad_input(args, said):
    assert said in with_bucket().refused("kv", **{**ONE, **args})


def test_a_key_with_a_slash():
    server = with_bucket()
    server.done("kv", bucket="b", key="sites/fra", value=1)
    assert server.requests()[-1] == ("PUT", "/api/v1/kv/buckets/b/keys/sites%2Ffra")
    assert bytes_of(server, "sites/fra") == b"1"


@pytest.mark.parametrize("version", [OLD, NEW])
@pytest.mark.parametrize("born", [True, False])
def test_somebody_was_faster(version, born):
    server = with_bucket(version)
    if born:
        put(server, b"1")
    server.between = lambda method, path: put(server, b"3") if method == "PUT" else None
    said = server.refused("kv", **ONE, value=2)
    was = "was revision 1 when it was read and is revision 2" if born else "was not there when it was looked for and is"
    assert "KV key b/k was changed by somebody else meanwhile" in said and was in said
    assert [method for method, _path in server.requests()] == ["GET", "PUT", "GET"]
    assert bytes_of(server) == b"3"


def test_somebody_wrote_the_same():
    server = with_bucket()
    server.between = lambda method, path: put(server, b"2") if method == "PUT" else None
    done = server.done("kv", **ONE, value=2)
    assert (done["operation"], done["resource"]["revision"]) == ("create", 1)


@pytest.mark.parametrize("action", ["drop_after", "truncate", "delay"])
@pytest.mark.parametrize("born", [True, False])
def test_a_lost_answer_is_settled_by_looking(action, born):
    server = with_bucket()
    if born:
        put(server, b"1")
    before = len(server.lab.writes)
    server.fault(action, method="PUT", seconds=99)
    done = server.done("kv", **ONE, value=2)
    assert done["changed"] and done["resource"]["revision"] == 1 + born
    assert len(server.lab.writes) == before + 1, "written once"


def test_no_bucket():
    server = Server()
    said = server.refused("kv", **ONE, value=1)
    assert said == "KV key b/k: there is no KV bucket b; create it first, with ironflow_kv_bucket"
    assert server.requests() == [("GET", "/api/v1/kv/buckets/b/keys/k")]
    foretold = server.done("kv", check_mode=True, **ONE, value=1)
    assert foretold["operation"] == "create" and "there is no KV bucket b" in foretold["warnings"][0]
    gone = server.done("kv", **ONE, state="absent")
    assert (gone["operation"], gone["warnings"]) == ("none", [])
    assert server.done("kv_info", bucket="b")["resources"] == []
    found = server.done("kv_info", **ONE)
    assert found["resources"] == [] and "there is no KV bucket b" in found["warnings"][0]


def test_a_bucket_that_goes_between():
    server = with_bucket()
    buckets = server.lab.room(Buckets).named
    server.between = lambda method, path: buckets.pop("b", None) if method == "PUT" else None
    assert "there is no KV bucket b" in server.refused("kv", **ONE, value=1)


def test_a_server_without_kv():
    server = Server()
    server.direct = NoKv(server.direct)
    assert server.refused("kv", **ONE, value=1).startswith("this server has no GET /kv/buckets/b/keys/k")


class NoKv:
    def __init__(self, direct):
        self.direct = direct

    def __call__(self, method, url, **how):
        return self.direct(method, url.replace("/kv/", "/nothing/"), **how)


def test_another_service_answers():
    server = Server()
    server.direct = Elsewhere(server.direct)
    assert "was answered without value, revision" in server.refused("kv", **ONE, value=1)


class Elsewhere:
    """Another API, which answers everything in JSON of its own."""

    def __init__(self, direct):
        self.direct = direct

    def __call__(self, method, url, **how):
        return self.direct("GET", "http://localhost/api/v1/capabilities", headers={})


def test_purge():
    server = with_bucket(history=5)
    for value in (1, 2):
        server.done("kv", **ONE, value=value)
    server.done("kv", **ONE, state="absent", purge=True)
    assert [entry.value for entry in server.lab.room(Buckets).named["b"].keys["k"]] == [None]
    server.done("kv", **ONE, value=1)
    server.done("kv", **ONE, state="absent")
    assert len(server.lab.room(Buckets).named["b"].keys["k"]) > 1, "without purge the history stays"


def test_values_are_concealed_in_the_invocation():
    result = with_bucket().done("kv", **ONE, value={"password": "hidden-in-value"})
    assert result["invocation"]["module_args"]["value"] == "VALUE_IS_CONCEALED"


def test_look_up():
    server = with_bucket()
    for key, data in (("a.x", b"[1]"), ("a.y", b"text"), ("b", b"\xff")):
        put(server, data, key)
    put(server, None, "b.gone")
    found = server.done("kv_info", bucket="b")
    told = [(item["key"], item["value"], item["format"]) for item in found["resources"]]
    assert told == [("a.x", [1], "json"), ("a.y", "text", "text"), ("b", "/w==", "base64")]
    assert found["requests"] == 4
    some = server.done("kv_info", bucket="b", filter="a.*", format="base64")["resources"]
    assert [(item["key"], item["value"]) for item in some] == [("a.x", "WzFd"), ("a.y", "dGV4dA==")]
    one = server.done("kv_info", bucket="b", key="a.y", format="text")
    assert one["requests"] == 1 and one["resources"][0]["value"] == "text"
    put(server, b"NaN", "no-json")
    assert server.done("kv_info", bucket="b", key="no-json")["resources"][0]["format"] == "text"
    missing = server.done("kv_info", bucket="b", key="b.gone")
    assert missing["resources"] == [] and missing["warnings"] == []


def test_a_bucket_whose_maxima_cannot_be_compared():
    server = with_bucket(max_bytes=99, description="")
    again = server.done("kv_bucket", name="b", max_bytes=5, history=1, ttl_seconds=0)
    assert (again["operation"], again["unverified"], again["requests"]) == ("none", ["max_bytes"], 1)
    assert "KV bucket b: history cannot be changed" in server.refused("kv_bucket", name="b", history=2)
