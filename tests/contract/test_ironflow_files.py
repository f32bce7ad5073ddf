# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Files that one puts there, the other finds: contents, metadata, folders, copies, addresses that need no key."""

from __future__ import annotations

import base64
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import requests

from .conftest import Pair
from .ours import Failed
from .sdk import Refused

CONTENT = bytes(range(256)) * 600
PATHS = ("a.txt", "in/deep/ä b.txt", "100%/c+d.bin")


@pytest.fixture
def files(ironflow: Pair) -> Pair:
    """Only the newest of both know files."""
    if ironflow.version == "0.33.1" and ironflow.sdk("version") == "0.53.0":
        with pytest.raises(Refused) as error:
            ironflow.sdk("files_list_buckets")
        assert error.value.status == 404
    if ironflow.version == "0.33.1":
        with pytest.raises(Failed, match="Ironflow has it from 0.41 on"):
            ironflow.ours("file_bucket_info")
    if "0.33.1" in (ironflow.version, ironflow.sdk("version")):
        pytest.skip("the server or its SDK knows no files")
    return ironflow


def put(files: Pair, path: str, content: bytes, kind: str = "text/plain", **more: Any) -> Any:
    data = {"base64": base64.b64encode(content).decode()}
    return files.sdk("files_update_buckets_objects", "b", path, data, content_type=kind, **more)


def got(files: Pair, path: str, bucket: str = "b", **more: Any) -> bytes:
    return base64.b64decode(files.sdk("files_get_buckets_objects", bucket, path, **more)["base64"])


def test_buckets_are_the_same_whoever_made_them(files: Pair) -> None:
    theirs = {
        "maxObjectBytes": 5000,
        "allowedContentTypes": ["text/plain"],
        "emitEvents": True,
        "allowSignedUrls": True,
    }
    ours = {
        "max_object_bytes": 5000, "allowed_content_types": ["text/plain"], "emit_events": True,
        "allow_signed_urls": True,
    }  # fmt: skip
    files.sdk("files_buckets", {"name": "theirs/1", **theirs})
    assert files.ours("file_bucket", name="ours", **ours)["operation"] == "create"
    for name in ("theirs/1", "ours"):
        files.ours.settled("file_bucket", name=name, **ours)
        seen = files.sdk("files_get_buckets", name)
        assert {word: seen[word] for word in theirs} == theirs
    assert {one["name"] for one in files.ours("file_bucket_info")["resources"]} == {"theirs/1", "ours"}
    files.sdk("files_patch_buckets", "ours", {"emitEvents": False})
    assert files.ours("file_bucket", name="ours", **ours)["operation"] == "update"
    files.sdk("files_delete_buckets", "theirs/1")
    files.ours.settled("file_bucket", name="theirs/1", state="absent")
    files.ours("file_bucket", name="ours", state="absent")
    assert files.sdk("files_list_buckets")["buckets"] == []


@pytest.mark.parametrize("path", PATHS)
def test_a_file_is_the_same_whoever_put_it(files: Pair, tmp_path: Path, path: str) -> None:
    source, dest = tmp_path / "source", tmp_path / "dest"
    source.write_bytes(CONTENT)
    files.sdk("files_buckets", {"name": "b"})
    told = put(files, path, CONTENT, "application/x-odd", extra_headers={"X-Ironflow-Meta-By": "them"})
    assert told["sha256"] == sha256(CONTENT).hexdigest()
    same = {"src": str(source), "content_type": "application/x-odd", "metadata": {"by": "them"}}
    files.ours.settled("file", bucket="b", path=path, **same)
    assert files.ours("file", bucket="b", path=path, dest=str(dest))["changed"] and dest.read_bytes() == CONTENT
    source.write_bytes(CONTENT[1:])
    made = files.ours("file", bucket="b", path=path, src=str(source))["resource"]
    assert made == {**made, "content_type": "application/x-odd", "metadata": {"by": "them"}}
    assert got(files, path, if_match=made["etag"]) == CONTENT[1:]
    assert got(files, path, range="bytes=0-3") == CONTENT[1:5]
    seen = files.sdk("files_get_buckets_info", "b", path)
    assert (seen["etag"], seen["metadata"], seen["path"]) == (made["etag"], {"by": "them"}, path)
    files.sdk("files_delete_buckets_objects", "b", path, if_match=made["etag"])
    files.ours.settled("file", bucket="b", path=path, state="absent")


def test_an_empty_file(files: Pair) -> None:
    files.sdk("files_buckets", {"name": "b"})
    assert files.ours("file", bucket="b", path="none", content="")["resource"]["size"] == 0
    assert got(files, "none") == b""
    put(files, "theirs", b"")
    files.ours.settled("file", bucket="b", path="theirs", content="")


def test_what_is_copied_and_moved(files: Pair) -> None:
    for name in ("b", "other"):
        files.sdk("files_buckets", {"name": name})
    put(files, "a", b"1")
    files.sdk("files_buckets_copy", "b", {"from": "a", "to": "theirs", "toBucket": "other"})
    files.ours.settled("file", bucket="other", path="theirs", copy_from={"bucket": "b", "path": "a"})
    assert files.ours("file", bucket="other", path="ours", copy_from={"bucket": "b", "path": "a"})["changed"]
    assert got(files, "ours", "other") == got(files, "theirs", "other") == b"1"
    files.sdk("files_buckets_move", "b", {"from": "a", "to": "c"})
    files.ours.settled("file", bucket="b", path="c", move_from={"path": "a"})
    assert files.ours("file", bucket="b", path="d/e", move_from={"path": "c"})["operation"] == "create"
    assert files.sdk("files_buckets_move_prefix", "b", {"from": "d/", "to": "f/"}) == {"count": 1}
    assert [one["path"] for one in files.ours("file_info", bucket="b")["resources"]] == ["f/e"]


def test_folders_are_seen_alike(files: Pair) -> None:
    files.sdk("files_buckets", {"name": "b"})
    for path in ("a", "x/1", "x/2", "y/z/3"):
        put(files, path, b"1")
    seen = files.sdk("files_list_buckets_objects", "b", delimiter="/")
    looked = files.ours("file_info", bucket="b", recurse=False)
    assert looked["folders"] == seen["prefixes"] == ["x/", "y/"]
    assert [one["path"] for one in looked["resources"]] == [one["path"] for one in seen["files"]] == ["a"]
    deeper = files.ours("file_info", bucket="b", prefix="x/")["resources"]
    assert [one["path"] for one in deeper] == ["x/1", "x/2"]


def test_addresses_of_both_work(files: Pair) -> None:
    files.sdk("files_buckets", {"name": "b", "allowSignedUrls": True})
    ours = files.ours("file_url", bucket="b", path="a", use="upload", content_type="text/plain", max_bytes=9)["url"]
    token = ours.partition("token=")[2]
    data = {"base64": base64.b64encode(b"signed").decode()}
    assert files.sdk("files_update_signed", data, content_type="text/plain", token=token)["path"] == "a"
    theirs = files.sdk("files_buckets_signed_urls_download", "b", {"path": "a"})["url"]
    down = files.ours("file_url", bucket="b", path="a")["url"]
    assert requests.get(theirs, timeout=60).content == requests.get(down, timeout=60).content == b"signed"
    asked = {"token": down.partition("token=")[2]}
    assert base64.b64decode(files.sdk("files_list_signed", **asked)["base64"]) == b"signed"
    files.sdk("files_buckets_signed_urls_upload", "b", {"path": "a", "createOnly": True})
    assert files.ours("file_bucket", name="b", allow_signed_urls=False)["changed"]
    assert requests.get(down, timeout=60).status_code == 403
    with pytest.raises(Failed, match="gives no signed URLs"):
        files.ours("file_url", bucket="b", path="a")
