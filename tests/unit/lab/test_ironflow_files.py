# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Files in the Ironflow stand-in: conditions, ranges, limits, pages, and addresses that need no key."""

from __future__ import annotations

from hashlib import sha256

import pytest
import requests

from tests.lab.ironflow.areas.files import Files
from tests.unit.lab.ironflow_client import Client

BUCKETS = "/api/v1/files/buckets"
OBJECTS = f"{BUCKETS}/b/objects/"
TEXT = {"Content-Type": "text/plain"}


@pytest.fixture
def client():
    made = Client()
    assert made("POST", BUCKETS, {"name": "b", "emitEvents": True, "allowSignedUrls": True}).json()["emitEvents"]
    return made


def put(client, path, data, status=201, **headers):
    return client("PUT", OBJECTS + path, data=data, headers={**TEXT, **headers}, status=status).json()


def test_no_files_before_0_41():
    client = Client("0.40.0")
    assert client("GET", BUCKETS, status=404).text == "404 page not found\n"


def test_an_upload(client):
    made = put(client, "a%20b/c", b"abc", **{"X-Ironflow-Meta-By": "us"})
    when = "2023-11-14T22:13:20.000000Z"
    assert made == {
        "bucket": "b", "path": "a b/c", "size": 3, "sha256": sha256(b"abc").hexdigest(), "contentType": "text/plain",
        "metadata": {"by": "us"}, "etag": made["etag"], "createdAt": when, "updatedAt": when,
    }  # fmt: skip
    assert client("GET", f"{BUCKETS}/b/info/a%20b/c").json() == made
    client.now += 1
    again = put(client, "a%20b/c", b"abc")
    assert again["etag"] != made["etag"] and again["metadata"] == {} and again["createdAt"] == when
    assert client.emitted() == ["ironflow.file.created", "ironflow.file.updated"]


def test_conditions(client):
    etag = put(client, "a", b"1", **{"If-None-Match": "*"})["etag"]
    put(client, "a", b"2", 412, **{"If-None-Match": "*"})
    put(client, "none", b"2", 412, **{"If-Match": etag})
    newer = put(client, "a", b"2", **{"If-Match": f'"{etag}"'})["etag"]
    for method, path, body in (
        ("DELETE", OBJECTS + "a", None),
        ("GET", OBJECTS + "a", None),
        ("POST", f"{BUCKETS}/b/copy", {"from": "a", "to": "c"}),
        ("POST", f"{BUCKETS}/b/move", {"from": "a", "to": "c"}),
    ):
        client(method, path, body, 412, {"If-Match": etag})
    client("POST", f"{BUCKETS}/b/move", {"from": "a", "to": "c", "ifMatch": etag}, 412)
    client("POST", f"{BUCKETS}/b/move", {"from": "a", "to": "c", "ifMatch": newer}, 200)
    client("DELETE", OBJECTS + "a", status=204)
    client("DELETE", OBJECTS + "c", status=204)


def test_conditions_that_0_41_does_not_know():
    client = Client("0.41.0")
    client("POST", BUCKETS, {"name": "b"})
    put(client, "a", b"1")
    put(client, "a", b"1", 412, **{"If-Match": "old"})
    client("POST", f"{BUCKETS}/b/copy", {"from": "a", "to": "c"}, 200, {"If-Match": "old"})
    client("DELETE", OBJECTS + "a", status=204, headers={"If-Match": "old"})


@pytest.mark.parametrize(
    ("asked", "status", "body", "range_"),
    [
        ("bytes=0-1", 206, b"01", "bytes 0-1/10"),
        ("bytes=8-99", 206, b"89", "bytes 8-9/10"),
        ("bytes=7-", 206, b"789", "bytes 7-9/10"),
        ("bytes=-2", 206, b"89", "bytes 8-9/10"),
        ("bytes=10-", 416, None, None),
        ("lines=1-2", 416, None, None),
        (None, 200, b"0123456789", None),
    ],
)
def test_ranges(client, asked, status, body, range_):
    etag = put(client, "a", b"0123456789")["etag"]
    answer = client("GET", OBJECTS + "a", status=status, headers={"Range": asked} if asked else None)
    if body is not None:
        assert (answer.content, answer.headers.get("Content-Range")) == (body, range_)
        assert (answer.headers["ETag"], answer.headers["Content-Type"]) == (f'"{etag}"', "text/plain")


def test_limits(client):
    client("PATCH", f"{BUCKETS}/b", {"maxObjectBytes": 3, "allowedContentTypes": ["text/plain"]}, 200)
    assert put(client, "a", b"1234", 413)["message"].endswith("limit of 3 bytes")
    assert put(client, "a", b"123", 415, **{"Content-Type": "text/html"})["error"]
    client("PUT", OBJECTS + "a", data=b"123", status=415)
    assert put(client, "a", iter([b"1"]), 411)["message"] == "Content-Length is required"
    put(client, "a", b"", **{"Content-Type": "text/plain; charset=utf-8"})
    for path in ("x//y", "x/../y", "x/./y"):
        client("GET", f"{BUCKETS}/b/info/" + path.replace(".", "%2E"), status=400)
    client("PATCH", f"{BUCKETS}/b", {"maxObjectBytes": -1}, 400)
    assert client("GET", f"{BUCKETS}/b").json()["maxObjectBytes"] == 3


def test_buckets(client):
    client("POST", BUCKETS, {"name": "b"}, 409)
    client("POST", BUCKETS, {"name": "a/c", "emitEvents": None}, 200)
    assert client("GET", f"{BUCKETS}/a%2Fc").json()["emitEvents"] is False
    assert [one["name"] for one in client("GET", BUCKETS).json()["buckets"]] == ["a/c", "b"]
    put(client, "a", b"1")
    assert client("DELETE", f"{BUCKETS}/b", status=409).json()["code"] == "BUCKET_NOT_EMPTY"
    client("DELETE", OBJECTS + "a", status=204)
    client("DELETE", f"{BUCKETS}/b", status=204)
    assert client("GET", f"{BUCKETS}/b", status=404).json()["code"] == "not_found"


def test_pages_and_folders(client):
    for path in ("a", "b/1", "b/2", "b/c/3", "d"):
        put(client, path, b"1")
    flat, cursor = [], None
    while True:
        page = client("GET", f"{OBJECTS[:-1]}?limit=2" + (f"&cursor={cursor}" if cursor else "")).json()
        flat += [one["path"] for one in page["files"]]
        cursor = page.get("nextCursor")
        if not cursor:
            break
    assert flat == ["a", "b/1", "b/2", "b/c/3", "d"]
    top = client("GET", f"{OBJECTS[:-1]}?delimiter=/").json()
    assert ([one["path"] for one in top["files"]], top["prefixes"]) == (["a", "d"], ["b/"])
    first = client("GET", f"{OBJECTS[:-1]}?delimiter=/&limit=2").json()
    rest = client("GET", f"{OBJECTS[:-1]}?delimiter=/&cursor={first['nextCursor']}").json()
    assert (first["prefixes"], [one["path"] for one in rest["files"]], rest["prefixes"]) == (["b/"], ["d"], [])
    deeper = client("GET", f"{OBJECTS[:-1]}?delimiter=/&prefix=b/").json()
    assert ([one["path"] for one in deeper["files"]], deeper["prefixes"]) == (["b/1", "b/2"], ["b/c/"])
    assert client("POST", f"{BUCKETS}/b/move-prefix", {"from": "b/", "to": "x/y/"}).json() == {"count": 3}
    client("POST", f"{BUCKETS}/b/move-prefix", {"from": "b", "to": "x/"}, 400)
    assert sorted(client.lab.room(Files).named["b"].files) == ["a", "d", "x/y/1", "x/y/2", "x/y/c/3"]


def test_copies_hold_one_content(client):
    client("POST", BUCKETS, {"name": "other"})
    made = put(client, "a", b"1", **{"X-Ironflow-Meta-By": "us"})
    copied = client("POST", f"{BUCKETS}/b/copy", {"from": "a", "to": "c", "toBucket": "other"}).json()
    assert (copied["bucket"], copied["metadata"], copied["sha256"]) == ("other", {"by": "us"}, made["sha256"])
    named = client.lab.room(Files).named
    assert named["other"].files["c"].content is named["b"].files["a"].content
    client("POST", f"{BUCKETS}/b/copy", {"from": "none", "to": "c"}, 404)
    client("POST", f"{BUCKETS}/b/copy", {"from": "a", "to": "a"}, 400)
    client("POST", f"{BUCKETS}/b/copy", {"from": "a", "to": "a", "toBucket": "none"}, 404)


def signed(client, use, **body):
    return client("POST", f"{BUCKETS}/b/signed-urls/{use}", {"path": "a", **body}, 200).json()["url"]


def bare(client, method, url, **how):
    asked = requests.Request(method, url, **how).prepare()
    return client.send(method, url, data=asked.body, headers=asked.headers)


def test_signed_addresses_need_no_key(client):
    url = signed(client, "upload", contentType="text/plain", maxBytes=3, createOnly=True, ttlSeconds=60)
    assert bare(client, "PUT", url, data=b"1234", headers=TEXT).status_code == 413
    assert bare(client, "PUT", url, data=b"1", headers={"Content-Type": "text/html"}).status_code == 415
    assert bare(client, "PUT", url, data=b"123", headers=TEXT).status_code == 201
    assert bare(client, "PUT", url, data=b"123", headers=TEXT).status_code == 412
    assert bare(client, "GET", url).status_code == 403
    fetch = signed(client, "download")
    assert bare(client, "GET", fetch, headers={"Range": "bytes=1-"}).content == b"23"
    client.now += 901
    assert bare(client, "GET", fetch).status_code == 403
    later = signed(client, "download")
    client("PATCH", f"{BUCKETS}/b", {"allowSignedUrls": False}, 200)
    assert bare(client, "GET", later).json()["code"] == "SIGNED_URLS_DISABLED"
    assert (
        client("POST", f"{BUCKETS}/b/signed-urls/download", {"path": "a"}, 403).json()["code"] == "SIGNED_URLS_DISABLED"
    )
    assert bare(client, "GET", "http://lab/api/v1/files/signed").status_code == 403
