# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Nodes that are files: their content goes with the mutation, and only where its checksum is another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from ..core.contents import Fetch
from ..core.errors import PlanError
from ..core.spec import Field
from ..core.writing import checksum, media_type, source
from ..http.multipart import Upload
from .client import Infrahub
from .mutations import Mutation
from .node import Node, NodeStore
from .schema import Kind

KIND = "CoreFileObject"
SHA1 = "sha1"  # what the server takes of a content
CHECKSUM, NAME = Field("checksum", "raw"), Field("file_name", "raw")
FACTS = (CHECKSUM, NAME, *(Field(name, "raw", computed=True) for name in ("file_size", "file_type", "storage_id")))


@dataclass(frozen=True)
class FileStore(NodeStore):
    upload: Upload | None = None

    def mutation(self, verb: str, values: Mapping[str, Any], id_: str | None = None) -> Mutation:
        """The node's own values, and the file where its content or name is to change."""
        own = {name: one for name, one in values.items() if name not in (CHECKSUM.name, NAME.name)}
        made = super().mutation(verb, own, id_)
        told = " ".join([made.told, *(self.selected(f.name) for f in FACTS)])
        return replace(made, told=told, file=self.upload if len(own) < len(values) else None)


def is_file(kind: Kind) -> bool:
    """It has what a file has, which only the server may say."""
    return all(kind.attributes.get(f.name, {}).get("read_only") for f in FACTS)


def filed(node: Node, upload: Upload | None, option: str, name: str | None = None) -> Node:
    """The node with the file that it is to have. ``option`` is what gives it; a ``name`` that is given is compared."""
    if not is_file(node.kind):
        raise PlanError(f"{node.kind.name} is no kind of file; a kind of files inherits {KIND}")
    known = node.resource.store
    there = {f.name for f in known.fields}
    more = tuple(f for f in FACTS if f.name not in there)
    ways = {name: getattr(known, name) for name in NodeStore.__dataclass_fields__}
    store = FileStore(**{**ways, "fields": (*known.fields, *more)}, upload=upload)
    wanted = {CHECKSUM.name: checksum(upload.pieces, SHA1)} if upload else {}

    def adapt(desired: Mapping[str, Any], current: Mapping[str, Any] | None) -> Mapping[str, Any]:
        if current is None and not upload:
            raise PlanError(f"{node.title} does not exist yet; give {option} to create it")
        sent = upload and (current or {}).get(CHECKSUM.name) != wanted[CHECKSUM.name]
        told = upload.name if upload and sent else name
        return {**desired, **({NAME.name: told} if told else {})}

    resource = replace(node.resource, fields=(*node.resource.fields, *more), store=store, adapt=adapt)
    return replace(node, resource=resource, desired={**node.desired, **wanted})


def from_path(path: str, option: str, name: str | None = None) -> Upload:
    file = source(path, option)
    return named(file, len(file), name or file.path.name)


def from_text(text: str, name: str) -> Upload:
    content = text.encode()
    return named([content], len(content), name)


def named(pieces: Any, size: int, name: str) -> Upload:
    return Upload(name, pieces, size, media_type(name))


def content_of(client: Infrahub, id_: str) -> Fetch:
    return partial(client.receive, f"/api/storage/files/{id_}", query=[("branch", client.branch)])
