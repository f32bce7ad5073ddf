# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Where files lie: listed in pages and folders, copied and moved without their bytes."""

from __future__ import annotations

import base64
from typing import Any

from ..call import Call
from ..refused import Refused
from .files import Bucket, File, Files, agree, here, proper, put, told

USUAL, MOST = 100, 1000


def placed(call: Call) -> tuple[File, Bucket, str]:
    """The file that is to be copied or moved, and where to."""
    bucket, (start, to) = here(call), (proper(call.body.get(name)) for name in ("from", "to"))
    there = call.room(Files).bucket(call.body.get("toBucket") or bucket.name)
    file = call.room(Files).file(bucket.name, start)
    agree(call, file, call.body.get("ifMatch") or "")
    if (there.name, to) == (bucket.name, start):
        raise Refused(400, "from and to are the same")
    return file, there, to


def copy(call: Call) -> dict[str, Any]:
    file, there, to = placed(call)
    made = put(call, call.room(Files), there, to, (file.content, file.kind, file.metadata))
    return told(there.name, to, made)


def move(call: Call) -> dict[str, Any]:
    told_copy = copy(call)
    del here(call).files[call.body["from"]]
    return told_copy


def move_prefix(call: Call) -> dict[str, Any]:
    bucket, (start, to) = here(call), (call.body.get(name) or "" for name in ("from", "to"))
    if not (start.endswith("/") and to.endswith("/")) or start == to:
        raise Refused(400, "from and to must be two prefixes that end in /")
    found = [path for path in bucket.files if path.startswith(start)]
    for path in found:
        bucket.files[to + path[len(start) :]] = bucket.files.pop(path)
    call.wrote(f"{bucket.name} {start} {to}")
    return {"count": len(found)}


def listed(call: Call) -> dict[str, Any]:
    """In the order of paths; with a delimiter, all that lies deeper is one prefix."""
    bucket, asked = here(call), call.query
    start, edge = asked.get("prefix") or "", asked.get("delimiter") or ""
    entries: dict[str, str] = {}  # what is told by the last path that it stands for
    for path in sorted(path for path in bucket.files if path.startswith(start)):
        deeper = bool(edge) and edge in path[len(start) :]
        entries[start + path[len(start) :].partition(edge)[0] + edge if deeper else path] = path
    after = base64.urlsafe_b64decode(asked["cursor"]).decode() if asked.get("cursor") else ""
    left = [(name, last) for name, last in entries.items() if last > after]
    page = left[: min(asked.get("limit") or USUAL, MOST)]
    made = {
        "files": [told(bucket.name, name, bucket.files[name]) for name, last in page if name == last],
        "prefixes": [name for name, last in page if name != last],
    }
    if len(page) < len(left):
        made["nextCursor"] = base64.urlsafe_b64encode(page[-1][1].encode()).decode()
    return made


BEHAVIOURS = {
    "files_list_buckets_objects": listed,
    "files_buckets_copy": copy,
    "files_buckets_move": move,
    "files_buckets_move_prefix": move_prefix,
}
