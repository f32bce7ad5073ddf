# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Repositories, artifacts, the object store and nodes that are files."""

from __future__ import annotations

from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

from ..infrahub_client import client


def object_upload(content: str) -> dict[str, str]:
    return client().object_store.upload(content)


def object_get(identifier: str) -> str:
    return client().object_store.get(identifier)


def file_text(kind: str, id: str, hfid: list[str], storage_id: str) -> list[str]:
    """The same file in the three ways in which the SDK can ask for it."""
    store = client().object_store
    ways = store.get_file_by_id(id), store.get_file_by_hfid(kind, hfid), store.get_file_by_storage_id(storage_id)
    return list(ways)


def file_create(kind: str, data: dict[str, Any], name: str, content: str) -> dict[str, Any]:
    node = client().create(kind=kind, data=data)
    node.upload_from_bytes(b64decode(content), name)
    node.save()
    return file_facts(client().get(kind=kind, id=node.id))


def file_get(kind: str, id: str) -> dict[str, Any]:
    node = client().get(kind=kind, id=id)
    return {**file_facts(node), "content": b64encode(node.download_file()).decode()}


def file_upload(kind: str, id: str, name: str, content: str) -> bool:
    """Whether the SDK found that the content had changed."""
    return client().get(kind=kind, id=id).upload_if_changed(b64decode(content), name=name).was_uploaded


def file_from(kind: str, id: str, path: str) -> list[bool]:
    """Whether the node holds this file of the disk, before the SDK sent it and after."""
    node = client().get(kind=kind, id=id)
    before = node.matches_local_checksum(Path(path))
    node.upload_from_path(Path(path))
    node.save()
    return [before, client().get(kind=kind, id=id).matches_local_checksum(Path(path))]


def file_facts(node: Any) -> dict[str, Any]:
    names = ("file_name", "checksum", "file_size", "file_type", "storage_id")
    return {"id": node.id, **{name: getattr(node, name).value for name in names}}


def artifacts_generate(definition: str) -> None:
    client().get(kind="CoreArtifactDefinition", name__value=definition).generate()


def artifact_generate(kind: str, id: str, name: str) -> None:
    client().get(kind=kind, id=id).artifact_generate(name)


def artifact_fetch(kind: str, id: str, name: str) -> Any:
    return client().get(kind=kind, id=id).artifact_fetch(name)


def repositories() -> dict[str, Any]:
    """Of each its kind and its commits by branch."""
    found = client().get_list_repositories()
    return {name: {"kind": one.repository.typename, "branches": one.branches} for name, one in found.items()}


def update_commit(id: str, commit: str, read_only: bool) -> bool:
    return client().repository_update_commit("main", id, commit, is_read_only=read_only)
