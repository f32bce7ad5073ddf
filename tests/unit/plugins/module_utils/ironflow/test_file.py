# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Files: sent and fetched by their SHA-256, never over somebody else's work, and addresses that nobody sees unasked."""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import urlsplit

import pytest
import requests

from tests.lab.common.direct import Direct
from tests.lab.ironflow.areas.files import Content, File, Files

from .server import OLD, Server

A = {"bucket": "docs", "path": "in/a.txt"}
Y = Content(1, sha256(b"y").hexdigest(), b"y")
OBJECT = "/api/v1/files/buckets/docs/objects/in/a.txt"


@pytest.fixture
def server():
    made = Server()
    made.done("file_bucket", name="docs")
    return made


def there(server, path="in/a.txt", bucket="docs"):
    """What the server has: content, type and metadata."""
    file = server.lab.room(Files).named[bucket].files.get(path)
    return file and (bytes(file.content.data), file.kind, file.metadata)


def by_somebody(server, content=b"other", **headers):
    headers = {"Authorization": f"Bearer {server.connection['api_key']}", "Content-Type": "text/plain", **headers}
    answer = Direct(server.lab)("PUT", "http://localhost" + OBJECT, data=content, headers=headers)
    assert answer.status_code == 201, answer.text


def test_a_file_is_sent_once(server, tmp_path):
    source = tmp_path / "a"
    source.write_bytes(content := bytes(range(256)) * 1000)
    made = server.done("file", **A, src=str(source))
    facts = {name: made["resource"][name] for name in ("sha256", "size", "content_type", "metadata")}
    assert facts == {
        "sha256": sha256(content).hexdigest(),
        "size": 256000,
        "content_type": "text/plain",
        "metadata": {},
    }
    again = server.done("file", **A, src=str(source))
    assert (again["operation"], [method for method, _path in server.requests()]) == ("none", ["GET"])
    assert there(server) == (content, "text/plain", {})


def test_what_an_upload_does_not_name_stays(server):
    server.done("file", **A, content="1", metadata={"Owner": "net", "n": 7}, content_type="text/x-odd")
    assert there(server)[2] == {"owner": "net", "n": "7"}
    assert server.done("file", **A, content="2")["diff"]["before"]["metadata"] == {"owner": "net", "n": "7"}
    assert there(server) == (b"2", "text/x-odd", {"owner": "net", "n": "7"})
    assert server.done("file", **A, content="2", metadata={"OWNER": "net"})["operation"] == "update"
    assert server.done("file", **A, metadata={"owner": "net"})["operation"] == "none"
    assert server.done("file", **A, content="2", metadata={})["resource"]["metadata"] == {}


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ({"path": "a//b", "content": "x"}, 'path: "a//b" has an empty part'),
        ({"path": "../b", "content": "x"}, 'path: "../b" has an empty part, or one that is . or ..'),
        ({"path": "/a", "state": "absent"}, 'path: "/a" has an empty part'),
        ({"copy_from": {"path": "./a"}}, 'copy_from: path: "./a"'),
        ({"copy_from": {"path": "in/a.txt"}}, "copy_from is the file itself"),
        ({"move_from": {"path": "b", "bucket": None}}, "file docs/in/a.txt: there is no file docs/b to move"),
        ({"copy_from": {"path": "b"}}, "file docs/in/a.txt: there is no file docs/b to copy"),
        ({"dest": "/tmp/x"}, "Ironflow has no file docs/in/a.txt"),
        ({}, "file docs/in/a.txt does not exist yet; give src or content to create it"),
        ({"src": "/nowhere/x"}, "src: /nowhere/x is not there; give a file"),
        (
            {"bucket": "dosc", "content": "x"},
            "there is no file bucket dosc; create it first, with ironflow_file_bucket",
        ),
        ({"content": "x", "metadata": {"a b": "c"}}, "metadata 'a b' cannot be a name"),
        ({"content": "x", "metadata": {"a": "c", "A": "d"}}, "metadata A is given twice"),
        ({"content": "x", "metadata": {"a": True}}, "metadata a must be a text"),
        ({"content": "x", "metadata": {"a": "x\ny"}}, "metadata a travels in a header"),
        ({"content": "x", "metadata": {"a": "ü"}}, "metadata a travels in a header"),
        ({"dest": "/tmp/x", "metadata": {"a": "b"}}, "metadata goes with a content that is sent"),
        ({"dest": "/tmp/x", "state": "absent"}, "dest is for what is fetched"),
    ],
)
def test_what_is_refused(server, args, said):
    assert said in server.refused("file", **{**A, **args})


def test_what_is_changed_by_an_upload_only(server):
    server.done("file", **A, content="1")
    for name, value in (("content_type", "text/html"), ("metadata", {"a": "b"})):
        assert f"{name} is changed by a new upload only" in server.refused("file", True, **A, **{name: value})


@pytest.mark.parametrize("module", ["file", "file_info", "file_bucket", "file_bucket_info", "file_url"])
def test_a_server_that_has_no_files(module):
    args = {"name": "docs"} if "bucket" in module else {"bucket": "docs"} if module == "file_info" else A
    assert "Ironflow has it from 0.41 on, and this server is 0.33.1" in Server(OLD).refused(module, **args)


def test_what_is_too_large_is_not_sent(server):
    server.done("file_bucket", name="docs", max_object_bytes=3)
    for check_mode in (True, False):
        told = server.refused("file", check_mode, **A, content="1234")
        assert told == "file docs/in/a.txt: it has 4 bytes, and its bucket takes 3 at most"
    assert server.requests() == [("GET", path) for path in (OBJECT.replace("objects", "info"), OBJECT[:26])]


def test_a_type_that_the_bucket_does_not_take(server):
    server.done("file_bucket", name="docs", allowed_content_types=["image/*", "application/pdf"])
    foretold = server.done("file", True, **A, content="1")
    assert foretold["warnings"] == [
        "file docs/in/a.txt: its bucket takes only application/pdf, image/*; it may refuse text/plain"
    ]
    assert "content type not allowed: text/plain" in server.refused("file", **A, content="1")
    assert not server.done("file", True, bucket="docs", path="a.png", content="1")["warnings"]


def test_check_mode_before_there_is_a_bucket():
    server = Server()
    foretold = server.done("file", True, **A, content="1")
    assert foretold["operation"] == "create" and "there is no file bucket docs" in foretold["warnings"][0]
    for option in ("copy_from", "move_from"):
        foretold = server.done("file", True, **A, **{option: {"path": "b"}})
        assert (foretold["operation"], "there is no file docs/b" in foretold["warnings"][0]) == ("create", True)


@pytest.mark.parametrize("before", [False, True])
def test_somebody_was_faster(server, before):
    if before:
        server.done("file", **A, content="old")

    def between(method, _path):
        if method == "PUT":
            server.between = lambda *_what: None
            by_somebody(server)

    server.between = between
    told = server.task("file", **A, content="new")["msg"]
    was = "etag " if before else "not there when it was looked for"
    assert "file docs/in/a.txt was changed by somebody else meanwhile" in told and was in told
    assert there(server)[0] == b"other"
    assert server.done("file", **A, content="new")["operation"] == "update"


def test_somebody_wrote_the_same(server):
    def between(method, _path):
        if method == "PUT":
            server.between = lambda *_what: None
            by_somebody(server, b"new")

    server.between = between
    made = server.done("file", **A, content="new")
    assert (made["changed"], made["resource"]["etag"]) == (True, server.lab.room(Files).file("docs", A["path"]).etag)


@pytest.mark.parametrize(("method", "args"), [("DELETE", {"state": "absent"}), ("POST", {"move_from": {"path": "b"}})])
def test_nothing_is_taken_that_was_changed_meanwhile(server, method, args):
    server.done("file", **A, content="1")
    if method == "POST":
        args = {"path": "b", "move_from": {"path": "in/a.txt"}}

    def between(sent, _path):
        if sent == method:
            server.between = lambda *_what: None
            by_somebody(server)

    server.between = between
    assert "was changed by somebody else meanwhile" in server.task("file", **{**A, **args})["msg"]
    assert there(server)[0] == b"other"


def test_a_server_that_takes_in_something_else(server, monkeypatch):
    monkeypatch.setattr("tests.lab.ironflow.areas.files.content_of", lambda raw: Y)
    assert "the server has taken in another content" in server.task("file", **A, content="x")["msg"]


def test_a_file_is_fetched_once(server, tmp_path):
    server.done("file", **A, content="Sky")
    dest = tmp_path / "a"
    foretold = server.done("file", True, **A, dest=str(dest))
    assert foretold["changed"] and not dest.exists() and [method for method, _path in server.requests()] == ["GET"]
    made = server.done("file", **A, dest=str(dest), mode="0640")
    assert (made["changed"], made["dest"], dest.read_text(), dest.stat().st_mode & 0o777) == (
        True, str(dest), "Sky", 0o640,
    )  # fmt: skip
    again = server.done("file", **A, dest=str(dest), mode="0640")
    assert (again["changed"], again["requests"]) == (False, 1), "nothing is fetched"
    server.done("file", **A, content="Sea")
    assert server.done("file", **A, dest=str(dest))["diff"]["after"]["checksum"] == sha256(b"Sea").hexdigest()


def test_what_changes_while_it_is_fetched_is_not_kept(server, tmp_path):
    server.done("file", **A, content="Sky")
    dest = tmp_path / "a"
    server.between = lambda _method, path: by_somebody(server) if path == OBJECT else None
    assert "is not what the server told of; try again" in server.task("file", **A, dest=str(dest))["msg"]
    assert list(tmp_path.iterdir()) == []


def test_copies_and_moves(server):
    server.done("file_bucket", name="other")
    server.done("file", **A, content="1", metadata={"by": "us"})
    there_too = {"bucket": "other", "path": "deep/b.txt"}
    copied = server.done("file", **there_too, copy_from=A)
    assert copied["resource"]["metadata"] == {"by": "us"} and there(server) == there(server, "deep/b.txt", "other")
    moved = server.done("file", **there_too, move_from=A)
    assert (moved["operation"], moved["diff"]["before"]["moved_from"], there(server)) == (
        "update",
        "docs/in/a.txt",
        None,
    )
    assert server.done("file", **there_too, move_from=A)["operation"] == "none"
    assert "moved_from" not in moved["resource"]


def test_a_bucket_that_has_files(server):
    server.done("file", **A, content="1")
    for check_mode in (True, False):
        told = server.refused("file_bucket", check_mode, name="docs", state="absent")
        assert told == "file bucket docs cannot be deleted: it has files, such as in/a.txt; delete them first"
    server.done("file", **A, state="absent")
    assert server.done("file_bucket", name="docs", state="absent")["operation"] == "delete"


def test_more_files_than_fit_on_a_page(server):
    for number in range(1005):
        server.lab.room(Files).named["docs"].files[f"{number % 3}/{number}"] = File(Y, "text/plain", {}, "1", 0, 0)
    assert len(server.done("file_info", bucket="docs")["resources"]) == 1005
    assert len(server.done("file_info", bucket="docs", prefix="1/")["resources"]) == 335
    flat = server.done("file_info", bucket="docs", recurse=False)
    assert (flat["resources"], flat["folders"]) == ([], ["0/", "1/", "2/"])
    assert [one["path"] for one in server.done("file_info", bucket="docs", path="0/3")["resources"]] == ["0/3"]
    assert server.done("file_info", bucket="none")["warnings"]


def test_an_address_without_a_key(server):
    for check_mode in (False, True):
        told = server.task("file_url", check_mode, **A)
        said = told["warnings"][0] if check_mode else told["msg"]
        assert "file bucket docs gives no signed URLs; set its allow_signed_urls" in said
    server.done("file_bucket", name="docs", allow_signed_urls=True)
    assert "max_bytes is for use: upload alone" in server.refused("file_url", **A, max_bytes=3)
    made = server.done("file_url", **A, use="upload", max_bytes=3, content_type="text/plain", ttl_seconds=60)
    assert made["expires_at"] and urlsplit(made["url"]).path == "/api/v1/files/signed"
    put = requests.Request("PUT", made["url"], headers={"Content-Type": "text/plain"}, data=b"abc").prepare()
    assert Direct(server.lab)("PUT", made["url"], data=put.body, headers=put.headers).status_code == 201
    fetched = server.done("file_url", **A)["url"]
    assert Direct(server.lab)("GET", fetched).content == b"abc"
    assert "token" not in str(server.task("file_url", True, **A))


def test_the_call_of_any_operation_asks_for_a_prefix(server):
    server.done("file", **A, content="1")
    asked = {"operation": "files_list_buckets_objects", "params": {"bucket": "docs", "prefix": "in/"}}
    assert [one["path"] for one in server.done("call", **asked)["result"]["files"]] == ["in/a.txt"]
