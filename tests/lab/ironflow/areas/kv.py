# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The key-value store: buckets of keys with history, kept as NATS keeps them."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from typing import Any

from ..call import Call, moment
from ..listeners import key_changed
from ..refused import Refused, bare
from ..subjects import matches

BUCKET = re.compile(r"[A-Za-z0-9_-]+")
KEY = re.compile(r"[-/_=.A-Za-z0-9]+")
MOST_HISTORY = 64


@dataclass
class Entry:
    """``value`` is None where the key was deleted."""

    revision: int
    value: bytes | None
    at: float


@dataclass
class Bucket:
    """``keys`` has the entries of each key, the newest last."""

    name: str
    created: float
    description: str = ""
    history: int = 1
    ttl: int = 0
    max_bytes: int = 0
    max_value_size: int = 0
    revision: int = 0
    keys: dict[str, list[Entry]] = field(default_factory=dict)

    def expire(self, now: float) -> None:
        """What is older than the bucket's time to live is gone, tombstones too."""
        if self.ttl:
            kept = {
                key: [entry for entry in entries if now - entry.at < self.ttl] for key, entries in self.keys.items()
            }
            self.keys = {key: entries for key, entries in kept.items() if entries}

    def newest(self, key: str) -> Entry | None:
        return self.keys[key][-1] if self.keys.get(key) else None

    def size(self) -> int:
        return sum(len(entry.value or b"") for entries in self.keys.values() for entry in entries)

    def put(self, key: str, value: bytes | None, now: float, keep: int) -> int:
        self.revision += 1
        self.keys[key] = [*self.keys.get(key, []), Entry(self.revision, value, now)][-keep:]
        return self.revision


@dataclass
class Buckets:
    named: dict[str, Bucket] = field(default_factory=dict)


def told(bucket: Bucket) -> dict[str, Any]:
    values = sum(len(entries) for entries in bucket.keys.values())
    made = {
        "name": bucket.name,
        "history": bucket.history,
        "values": values,
        "bytes": bucket.size(),
        "created_at": moment(bucket.created),
    }
    if bucket.description:
        made["description"] = bucket.description
    if bucket.ttl:
        made["ttl_seconds"] = bucket.ttl
    return made


def named(call: Call) -> Bucket:
    found = call.room(Buckets).named.get(call.path["bucket"])
    if found is None:
        raise bare(404, "bucket not found")
    found.expire(call.lab.clock())
    return found


def create_bucket(call: Call) -> dict[str, Any]:
    asked, buckets = call.body, call.room(Buckets).named
    if not BUCKET.fullmatch(asked["name"]):
        raise bare(400, f"invalid bucket name: {asked['name']}")
    low = [name for name in ("history", "ttl_seconds", "max_bytes", "max_value_size") if asked.get(name, 0) < 0]
    if low:
        raise bare(400, f"{low[0]} must not be negative")
    if asked.get("history", 0) > MOST_HISTORY:
        raise bare(400, f"history must be at most {MOST_HISTORY}")
    if asked["name"] in buckets:
        raise bare(409, "bucket already exists")
    made = Bucket(
        name=asked["name"],
        created=call.lab.clock(),
        description=asked.get("description", ""),
        history=asked.get("history") or 1,
        ttl=asked.get("ttl_seconds", 0),
        max_bytes=asked.get("max_bytes", 0),
        max_value_size=asked.get("max_value_size", 0),
    )
    buckets[made.name] = made
    call.wrote(made.name)
    return told(made)


def list_buckets(call: Call) -> dict[str, Any]:
    found = call.room(Buckets).named
    for bucket in found.values():
        bucket.expire(call.lab.clock())
    return {"buckets": [told(bucket) for bucket in found.values()], "count": len(found)}


def get_bucket(call: Call) -> dict[str, Any]:
    return told(named(call))


def delete_bucket(call: Call) -> None:
    del call.room(Buckets).named[named(call).name]
    call.wrote(call.path["bucket"])


def list_keys(call: Call) -> dict[str, Any]:
    bucket = named(call)
    pattern = call.query.get("filter") or ">"
    live = [key for key, entries in bucket.keys.items() if entries[-1].value is not None]
    found = [key for key in live if matches(pattern, key)]
    return {"keys": found, "count": len(found)}


def keyed(call: Call) -> str:
    key = call.path["key"]
    if not KEY.fullmatch(key) or key.startswith(".") or key.endswith(".") or ".." in key:
        raise bare(400, f"invalid key: {key}")
    return key


def get_key(call: Call) -> dict[str, Any]:
    bucket, key = named(call), keyed(call)
    entry = bucket.newest(key)
    if entry is None or entry.value is None:
        raise bare(404, "key not found")
    value = base64.b64encode(entry.value).decode()
    return {"key": key, "value": value, "revision": entry.revision, "operation": "put", "created_at": moment(entry.at)}


def put_key(call: Call) -> dict[str, Any]:
    bucket, key = named(call), keyed(call)
    entry = bucket.newest(key)
    if call.header("If-None-Match") == "*" and entry is not None and entry.value is not None:
        raise bare(412, "key already exists")
    wanted = call.header("If-Match")
    if wanted is not None:
        if not wanted.isdecimal():
            raise bare(400, "invalid If-Match header: a revision is a number")
        if int(wanted) != (entry.revision if entry else 0):
            raise bare(412, "revision mismatch")
    if bucket.max_value_size and len(call.raw) > bucket.max_value_size:
        raise bare(413, "value exceeds the bucket's max_value_size")
    if bucket.max_bytes and bucket.size() + len(call.raw) > bucket.max_bytes:
        raise Refused(507, "bucket is full", bare=True)
    revision = bucket.put(key, call.raw, call.lab.clock(), bucket.history)
    key_changed(call, bucket.name, key, call.raw, revision)
    call.wrote(f"{bucket.name} {key}")
    return {"revision": revision}


def delete_key(call: Call) -> None:
    bucket, key = named(call), keyed(call)
    entry = bucket.newest(key)
    if entry is None or (entry.value is None and not call.query.get("purge")):
        raise bare(404, "key not found")
    revision = bucket.put(key, None, call.lab.clock(), 1 if call.query.get("purge") else bucket.history)
    key_changed(call, bucket.name, key, None, revision)
    call.wrote(f"{bucket.name} {key}")


BEHAVIOURS = {
    "kv_buckets": create_bucket,
    "kv_list_buckets": list_buckets,
    "kv_get_buckets": get_bucket,
    "kv_delete_buckets": delete_bucket,
    "kv_list_buckets_keys": list_keys,
    "kv_get_buckets_keys": get_key,
    "kv_update_buckets_keys": put_key,
    "kv_delete_buckets_keys": delete_key,
}
