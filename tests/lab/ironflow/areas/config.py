# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Config documents: named JSON objects with a revision."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..call import Call
from ..listeners import document_changed
from ..refused import bare


@dataclass
class Document:
    data: dict[str, Any]
    revision: int
    updated: str


@dataclass
class Documents:
    """``last`` keeps the last revision of each name, deleted ones too: a number never comes back for other content."""

    named: dict[str, Document] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)


def expect(call: Call, found: Document | None) -> None:
    """Servers that do not know the conditions pass over them."""
    wanted = call.header("If-Match")
    if wanted is not None and not wanted.isdecimal():
        raise bare(400, "invalid If-Match header: a revision is a number")
    missed = wanted is not None and (found is None or int(wanted) != found.revision)
    if missed or (call.header("If-None-Match") == "*" and found is not None):
        raise bare(412, "config write precondition failed")


def put(call: Call, data: dict[str, Any]) -> dict[str, Any]:
    documents, name = call.room(Documents), call.path["name"]
    revision = documents.last.get(name, 0) + 1
    documents.named[name] = Document(data, revision, call.now())
    documents.last[name] = revision
    document_changed(call, name, data, revision, documents.named[name].updated)
    call.wrote(name)
    return {"name": name, "revision": revision}


def set_whole(call: Call) -> dict[str, Any]:
    expect(call, call.room(Documents).named.get(call.path["name"]))
    return put(call, call.body)


def merge(call: Call) -> dict[str, Any]:
    """The top level only. What a null does there is not documented; here it is a value like any other."""
    found = call.room(Documents).named.get(call.path["name"])
    expect(call, found)
    return put(call, {**(found.data if found else {}), **call.body})


def get(call: Call) -> dict[str, Any]:
    name = call.path["name"]
    found = call.room(Documents).named.get(name)
    if found is None:
        raise bare(404, "config not found")
    return {"name": name, "data": found.data, "revision": found.revision, "updatedAt": found.updated}


def listed(call: Call) -> dict[str, Any]:
    found = call.room(Documents).named
    return {
        "configs": [
            {"name": name, "revision": one.revision, "updatedAt": one.updated} for name, one in sorted(found.items())
        ]
    }


def delete(call: Call) -> None:
    """Also succeeds for a name that is not there."""
    documents, name = call.room(Documents), call.path["name"]
    expect(call, documents.named.get(name))
    if documents.named.pop(name, None) is not None:
        documents.last[name] += 1
        document_changed(call, name, None, documents.last[name], call.now())
        call.wrote(name)


BEHAVIOURS = {
    "config_create": set_whole,
    "config_patch": merge,
    "config_get": get,
    "config_list": listed,
    "config_delete": delete,
}
