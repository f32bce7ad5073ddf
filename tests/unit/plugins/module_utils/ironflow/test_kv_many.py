# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Many KV keys in one task: what is read, what may go, and where it stops; and a change that asks for a revision."""

from __future__ import annotations

import pytest

from tests.lab.ironflow.areas.kv import Buckets

from .server import Server, each_era
from .test_kv import ONE, put, with_bucket

MANY = {"a.x": 1, "a.y": {"n": [1]}, "b": "text"}


def keys_of(server):
    bucket = server.lab.room(Buckets).named["b"]
    return {key: entries[-1].value for key, entries in bucket.keys.items() if entries[-1].value is not None}


@each_era
def test_life_and_requests(version):
    server = with_bucket(version)
    made = server.done("kv", bucket="b", values=MANY)
    assert made["operations"] == {"create": 3, "update": 0, "delete": 0, "none": 0} and made["requests"] == 6
    assert [one["key"] for one in made["resources"]] == list(MANY)
    again = server.done("kv", bucket="b", values=MANY)
    assert (again["changed"], again["requests"], again["resources"]) == (False, 3, [])
    changed = server.done("kv", bucket="b", values={**MANY, "b": None, "a.x": 2})
    assert changed["operations"] == {"create": 0, "update": 1, "delete": 1, "none": 1}
    assert changed["diff"]["before"] == [
        {"bucket": "b", "key": "a.x", "value": 1},
        {"bucket": "b", "key": "b", "value": "text"},
    ]
    assert keys_of(server) == {"a.x": b"2", "a.y": b'{"n": [1]}'}
    gone = server.done("kv", bucket="b", values=MANY, state="absent")
    assert gone["operations"]["delete"] == 2 and keys_of(server) == {}
    assert server.done("kv", bucket="b", values=MANY, state="absent")["requests"] == 1


def test_prune_takes_what_begins_so_and_nothing_else():
    server = with_bucket()
    for key in ("a.x", "a.old", "ab", "b"):
        put(server, b"1", key)
    args = {"bucket": "b", "values": {"a.x": 1, "c": 3}, "prune": True, "prefix": "a."}
    foretold = server.done("kv", check_mode=True, **args)
    assert foretold["operations"] == {"create": 1, "update": 0, "delete": 1, "none": 1}
    assert server.done("kv", **args)["diff"] == foretold["diff"]
    assert set(keys_of(server)) == {"a.x", "ab", "b", "c"}
    assert not server.done("kv", **args)["changed"]


def test_an_empty_list_prunes_only_where_that_is_said():
    server = with_bucket()
    put(server, b"1", "a.x")
    args = {"bucket": "b", "values": {}, "prune": True, "prefix": ""}
    assert not server.done("kv", **args)["changed"]
    assert server.done("kv", **args, prune_empty=True)["operations"]["delete"] == 1


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ({"values": {"k": 1}, "prune": True}, "prune needs prefix"),
        ({"values": {"k": 1}, "prefix": "a"}, "prefix is for prune: true"),
        ({"values": {"k": 1}, "value": 2}, "value goes with key"),
        ({"values": {"k": 1}, "if_revision": 2}, "if_revision goes with key"),
        ({"key": "k", "value": 1, "prune": True, "prefix": ""}, "prune goes with values"),
        ({"values": {"k": {}}, "format": "text"}, "KV key b/k: value must be a text with format text"),
        ({"values": {"fine": 1, "": 2}}, '"" cannot be a name'),
    ],
)
def test_bad_input(args, said):
    assert said in with_bucket().refused("kv", bucket="b", **args)


def test_after_an_error_nothing_more_is_begun():
    server = with_bucket(max_value_size=9)
    values = {f"k{number:02}": 1 for number in range(40)}
    result = server.task("kv", bucket="b", values={"a": 1, "long": "0123456789", **values})
    assert result["failed"] and "max_value_size" in result["msg"]
    assert result["failed_item"] == {"operation": "create", "item": "KV key b/long"}
    assert {"operation": "create", "item": "KV key b/a"} in result["done"]
    assert len(keys_of(server)) == len(result["done"]) < 20


def test_no_bucket():
    server = Server()
    assert "there is no KV bucket b" in server.refused("kv", bucket="b", values=MANY)
    foretold = server.done("kv", check_mode=True, bucket="b", values=MANY)
    assert foretold["operations"]["create"] == 3 and "there is no KV bucket b" in foretold["warnings"][0]
    assert not server.done("kv", bucket="b", values=MANY, state="absent")["changed"]


def test_somebody_was_faster():
    server = with_bucket()
    put(server, b"1")
    server.between = lambda method, path: put(server, b"3") if method == "PUT" else None
    said = server.refused("kv", bucket="b", values={"k": 2})
    assert "was revision 1 when it was read and is revision 2 now" in said


def test_a_revision_that_is_asked_for():
    server = with_bucket()
    assert server.done("kv", **ONE, value=1, if_revision=0)["operation"] == "create"
    seen = server.done("kv_info", **ONE)["resources"][0]["revision"]
    assert server.done("kv", **ONE, value=2, if_revision=seen)["operation"] == "update"
    again = server.done("kv", **ONE, value=2, if_revision=seen)
    assert again["operation"] == "none", "what is so already needs no revision"
    said = server.refused("kv", **ONE, value=3, if_revision=seen)
    assert said.startswith("KV key b/k: its revision is 2, and if_revision asks for revision 1")
    assert "asks for no such key" in server.refused("kv", **ONE, value=3, if_revision=0)
    assert "its revision is 2" in server.refused("kv", **ONE, state="absent", if_revision=1)
    assert "it is not there" in server.refused("kv", bucket="b", key="other", value=1, if_revision=1)
    assert server.done("kv", **ONE, state="absent", if_revision=2)["operation"] == "delete"


def test_values_are_concealed_in_the_invocation():
    result = with_bucket().done("kv", bucket="b", values={"k": "hidden-in-value"})
    assert result["invocation"]["module_args"]["values"] == "VALUE_IS_CONCEALED"
