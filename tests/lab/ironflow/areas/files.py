# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Files: buckets of objects, each with the checksum of its content and a mark of each write."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from starlette.responses import Response

from ..call import Call, moment
from ..refused import Refused
from .events import emit

META = "x-ironflow-meta-"
LARGEST = 5 * 1024**3  # of an object, in a bucket that says nothing else
WORDS = {
    "maxObjectBytes": "largest", "allowedContentTypes": "kinds", "emitEvents": "emits", "allowSignedUrls": "signs",
}  # fmt: skip


@dataclass(frozen=True)
class Content:
    """What a file holds. It is kept once, however many files hold it."""

    size: int
    sha256: str
    data: Any = b""

    def part(self, first: int, end: int, status: int, headers: dict[str, str]) -> Response:
        return Response(memoryview(self.data)[first:end], status, headers)


def content_of(raw: Any) -> Content:
    return raw if isinstance(raw, Content) else Content(len(raw), sha256(raw).hexdigest(), raw)


@dataclass(frozen=True)
class File:
    content: Content
    kind: str
    metadata: dict[str, str]
    etag: str
    created: float
    updated: float


@dataclass
class Bucket:
    name: str
    created: float
    updated: float
    largest: int = LARGEST
    kinds: list[str] = field(default_factory=list)
    emits: bool = False
    signs: bool = False
    files: dict[str, File] = field(default_factory=dict)


@dataclass
class Files:
    named: dict[str, Bucket] = field(default_factory=dict)
    writes: int = 0

    def bucket(self, name: str) -> Bucket:
        if name not in self.named:
            raise Refused(404, "bucket not found")
        return self.named[name]

    def file(self, bucket: str, path: str) -> File:
        found = self.bucket(bucket).files.get(path)
        if found is None:
            raise Refused(404, "file not found")
        return found

    def mark(self, content: Content) -> str:
        """Another one with each write, of the same content too."""
        self.writes += 1
        return f"{content.sha256[:16]}-{self.writes}"


def told_bucket(bucket: Bucket) -> dict[str, Any]:
    dates = {"createdAt": moment(bucket.created), "updatedAt": moment(bucket.updated)}
    return {"name": bucket.name, **{word: getattr(bucket, name) for word, name in WORDS.items()}, **dates}


def told(bucket: str, path: str, file: File) -> dict[str, Any]:
    return {
        "bucket": bucket,
        "path": path,
        "size": file.content.size,
        "sha256": file.content.sha256,
        "contentType": file.kind,
        "metadata": file.metadata,
        "etag": file.etag,
        "createdAt": moment(file.created),
        "updatedAt": moment(file.updated),
    }


def here(call: Call) -> Bucket:
    return call.room(Files).bucket(call.path["bucket"])


def configured(call: Call, bucket: Bucket) -> dict[str, Any]:
    """A null is as if it were not there."""
    for word, name in WORDS.items():
        if call.body.get(word) is not None:
            setattr(bucket, name, call.body[word])
    if bucket.largest < 0:
        raise Refused(400, "maxObjectBytes must not be negative")
    bucket.updated = call.lab.clock()
    call.room(Files).named[bucket.name] = bucket
    call.wrote(bucket.name)
    return told_bucket(bucket)


def create_bucket(call: Call) -> dict[str, Any]:
    name = call.body["name"]
    if name in (".", ".."):
        raise Refused(400, f"invalid bucket name: {name}")
    if name in call.room(Files).named:
        raise Refused(409, "bucket already exists")
    return configured(call, Bucket(name, call.lab.clock(), call.lab.clock()))


def patch_bucket(call: Call) -> dict[str, Any]:
    return configured(call, replace(here(call)))


def get_bucket(call: Call) -> dict[str, Any]:
    return told_bucket(here(call))


def list_buckets(call: Call) -> dict[str, Any]:
    found = call.room(Files).named
    return {"buckets": [told_bucket(found[name]) for name in sorted(found)]}


def delete_bucket(call: Call) -> None:
    bucket = here(call)
    if bucket.files:
        raise Refused(409, "bucket is not empty", "BUCKET_NOT_EMPTY")
    del call.room(Files).named[bucket.name]
    call.wrote(bucket.name)


def proper(path: Any) -> str:
    """A path has no part that means nothing, or another folder."""
    if not path or any(part in ("", ".", "..") for part in path.split("/")):
        raise Refused(400, f"invalid path: {path}")
    return str(path)


def agree(call: Call, file: File | None, also: str = "") -> None:
    """What the caller has seen is what is there."""
    wanted = (call.header("If-Match") or also).strip('"')
    if wanted and wanted != "*" and (file is None or file.etag != wanted):
        raise Refused(412, "etag does not match")
    if call.header("If-None-Match") == "*" and file is not None:
        raise Refused(412, "file already exists")


def sent(call: Call, bucket: Bucket) -> tuple[Content, str, dict[str, str]]:
    """The content of an upload, its kind and its metadata, all of which an upload brings anew."""
    if "content-length" not in call.sent:
        raise Refused(411, "Content-Length is required")
    kind, content = call.sent.get("content-type", ""), content_of(call.raw)
    media = kind.partition(";")[0].strip().lower()
    wide = media.partition("/")[0] + "/*"
    if not media or (bucket.kinds and not {media, wide} & {one.lower() for one in bucket.kinds}):
        raise Refused(415, f"content type not allowed: {kind or 'none'}")
    if content.size > bucket.largest:
        raise Refused(413, f"file exceeds the bucket's limit of {bucket.largest} bytes")
    metadata = {name[len(META) :]: value for name, value in call.sent.items() if name.startswith(META)}
    return content, kind, metadata


def put(call: Call, files: Files, where: Bucket, path: str, upload: tuple[Content, str, dict[str, str]]) -> File:
    now, before = call.lab.clock(), where.files.get(path)
    content, kind, metadata = upload
    made = File(content, kind, metadata, files.mark(content), before.created if before else now, now)
    where.files[path] = made
    call.wrote(f"{where.name} {path}")
    if where.emits:
        data = {"bucket": where.name, "path": path, "etag": made.etag, "sha256": content.sha256}
        emit(replace(call, body={}), f"ironflow.file.{'updated' if before else 'created'}", data)
    return made


def upload(call: Call) -> dict[str, Any]:
    bucket, path = here(call), proper(call.path["path"])
    agree(call, bucket.files.get(path))
    return told(bucket.name, path, put(call, call.room(Files), bucket, path, sent(call, bucket)))


def info(call: Call) -> dict[str, Any]:
    path = proper(call.path["path"])
    return told(call.path["bucket"], path, call.room(Files).file(call.path["bucket"], path))


def download(call: Call) -> Response:
    return served(call, call.room(Files).file(call.path["bucket"], proper(call.path["path"])))


def served(call: Call, file: File) -> Response:
    agree(call, file)
    size, asked = file.content.size, call.header("Range")
    headers = {"ETag": f'"{file.etag}"', "Content-Type": file.kind, "Accept-Ranges": "bytes"}
    if not asked:
        return file.content.part(0, size, 200, headers)
    first, end = span(asked, size)
    headers["Content-Range"] = f"bytes {first}-{end - 1}/{size}"
    return file.content.part(first, end, 206, headers)


def span(asked: str, size: int) -> tuple[int, int]:
    """The bytes of one range."""
    unit, _skip, rest = asked.partition("=")
    low, dash, high = rest.strip().partition("-")
    if unit.strip() == "bytes" and dash and (low + high).isdecimal():
        first = int(low) if low else max(0, size - int(high))
        end = min(int(high) + 1, size) if low and high else size
        if first < end:
            return first, end
    raise Refused(416, "range not satisfiable")


def delete(call: Call) -> None:
    """What is not there may be deleted too."""
    bucket, path = here(call), proper(call.path["path"])
    file = bucket.files.get(path)
    if file is not None:
        agree(call, file)
        del bucket.files[path]
        call.wrote(f"{bucket.name} {path}")


BEHAVIOURS = {
    "files_buckets": create_bucket,
    "files_list_buckets": list_buckets,
    "files_get_buckets": get_bucket,
    "files_patch_buckets": patch_bucket,
    "files_delete_buckets": delete_bucket,
    "files_update_buckets_objects": upload,
    "files_get_buckets_info": info,
    "files_get_buckets_objects": download,
    "files_delete_buckets_objects": delete,
}
