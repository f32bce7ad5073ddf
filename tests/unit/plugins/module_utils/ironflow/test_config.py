# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Config documents: whole or by keys, and what an old server cannot prevent."""

from __future__ import annotations

import json

import pytest

from tests.lab.ironflow.areas.config import Document, Documents

from .server import NEW, OLD, Server, each_era

START = {"mode": "blue", "limits": {"rps": 5, "burst": 1}, "sites": [1, 2]}


def with_document(version=NEW, data=None):
    server = Server(version)
    server.done("config", name="app", data=START if data is None else data)
    return server


def data_of(server):
    return server.lab.room(Documents).named["app"].data


def elsewhere(server, data):
    """Somebody else writes the document."""
    documents = server.lab.room(Documents)
    documents.last["app"] = documents.last.get("app", 0) + 1
    documents.named["app"] = Document(data, documents.last["app"], "2026-01-02T03:04:05Z")


@each_era
@pytest.mark.parametrize(
    ("args", "method", "sent", "then"),
    [
        ({"data": {"mode": "green"}}, "PATCH", {"mode": "green"}, {**START, "mode": "green"}),
        ({"data": {"mode": "blue", "new": 1}}, "PATCH", {"new": 1}, {**START, "new": 1}),
        ({"data": {"limits": {"rps": 6}}}, "PATCH", {"limits": {"rps": 6}}, {**START, "limits": {"rps": 6}}),
        ({"data": {"limits": None, "gone": None}}, "POST", None, {"mode": "blue", "sites": [1, 2]}),
        ({"data": {"mode": "red"}, "exact": True}, "POST", None, {"mode": "red"}),
        ({"data": {"mode": None}, "exact": True}, "POST", None, {"mode": None}),
        ({"data": {}, "exact": True}, "POST", None, {}),
        ({"data": {**START, "new": 1}, "exact": True}, "POST", None, {**START, "new": 1}),
    ],
)
def test_what_is_sent(version, args, method, sent, then):
    server = with_document(version)
    foretold = server.done("config", check_mode=True, name="app", **args)
    done = server.done("config", name="app", **args)
    assert (done["operation"], done["requests"], done["warnings"]) == ("update", 2, [])
    told = {"before": {"name": "app", "data": START}, "after": {"name": "app", "data": then}}
    assert done["diff"] == foretold["diff"] == told
    assert server.sent[-1][0] == method
    assert json.loads(server.sent[-1][3]) == (then if sent is None else sent)
    assert done["resource"] == {"name": "app", "data": then, "revision": 2}
    assert data_of(server) == then
    again = server.done("config", name="app", **args)
    assert (again["operation"], again["requests"]) == ("none", 1)


@pytest.mark.parametrize(
    "args",
    [
        {"data": {"mode": "blue"}},
        {"data": {}},
        {"data": {"gone": None}},
        {"data": {"limits": {"burst": 1.0, "rps": 5}}},
        {"data": dict(reversed(START.items())), "exact": True},
        {},
    ],
)
def test_nothing_to_do(args):
    server = with_document()
    same = server.done("config", name="app", **args)
    assert (same["operation"], same["requests"]) == ("none", 1)
    assert same["resource"]["updated_at"]


@pytest.mark.parametrize("exact", [True, False])
def test_birth(exact):
    server = Server()
    done = server.done("config", name="app", data={"a": 1, "b": None}, exact=exact)
    assert done["operation"] == "create"
    assert data_of(server) == ({"a": 1, "b": None} if exact else {"a": 1})
    assert "give data to create it" in server.refused("config", name="other")


def test_delete_looks_first():
    server = with_document()
    assert server.done("config", name="app", state="absent")["operation"] == "delete"
    gone = server.done("config", name="app", state="absent")
    assert (gone["operation"], server.requests()) == ("none", [("GET", "/api/v1/config/app")])


@pytest.mark.parametrize("born", [True, False])
def test_somebody_was_faster(born):
    server = with_document() if born else Server()
    server.between = lambda method, path: elsewhere(server, {"other": 1}) if method == "POST" else None
    said = server.refused("config", name="app", data={"mode": "red"}, exact=True)
    was = "revision 1 when it was read and is revision 2 now" if born else "was not there when it was looked for"
    assert "config document app was changed by somebody else meanwhile" in said and was in said
    assert data_of(server) == {"other": 1}


def test_merging_keeps_what_somebody_else_wrote():
    server = with_document()
    server.between = lambda method, path: elsewhere(server, {"other": 1}) if method == "PATCH" else None
    server.done("config", name="app", data={"mode": "red"})
    assert data_of(server) == {"other": 1, "mode": "red"}


@pytest.mark.parametrize("version", [OLD, "0.42.0"])
def test_an_old_server_cannot_prevent_it_so_it_is_told(version):
    server = with_document(version)
    server.between = lambda method, path: elsewhere(server, {"other": 1}) if method == "POST" else None
    done = server.done("config", name="app", data={"mode": "red"}, exact=True)
    assert "went from revision 1 to 3: somebody may have written in between" in done["warnings"][0]
    server.between = lambda method, path: None
    assert server.done("config", name="app", data={"mode": "blue"}, exact=True)["warnings"] == []


@pytest.mark.parametrize(("version", "warned"), [("0.43.1", True), ("0.44.0", False), (NEW, False)])
def test_revisions_that_do_not_follow_each_other(version, warned):
    """0.43 may be one or the other: the versions are told apart by two numbers."""
    server = with_document(version)
    server.lab.room(Documents).last["app"] = 10
    done = server.done("config", name="app", data={"mode": "red"}, exact=True)
    assert (done["resource"]["revision"], bool(done["warnings"])) == (11, warned)


@pytest.mark.parametrize("method", ["POST", "PATCH"])
@pytest.mark.parametrize("action", ["drop_after", "truncate"])
def test_a_lost_answer_is_settled_by_looking(method, action):
    server = with_document()
    server.fault(action, method=method)
    done = server.done("config", name="app", data={"mode": "red"}, exact=method == "POST")
    assert done["operation"] == "update" and done["resource"]["revision"] == 2
    assert len(server.lab.writes) == 2


def test_a_write_that_was_not_done_is_not_taken_for_done():
    server = with_document()
    server.fault("drop_before", method="POST")
    assert "the connection was lost" in server.refused("config", name="app", data={"mode": "red"}, exact=True)


def test_look_up():
    server = with_document(data={"a": {"b": 1}})
    assert server.done("config_info", name="app")["resources"][0]["data"] == {"a": {"b": 1}}
    listed = server.done("config_info")["resources"]
    assert [sorted(item) for item in listed] == [["name", "revision", "updated_at"]]
    assert server.done("config_info", name="none")["resources"] == []


@pytest.mark.parametrize(("name", "said"), [("", "cannot be a name"), (".", "cannot be a name")])
def test_names_that_would_mean_something_else(name, said):
    assert said in Server().refused("config", name=name, state="absent")
