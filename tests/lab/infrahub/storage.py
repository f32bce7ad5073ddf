# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The object store, and nodes that are files: what is stored, under which checksum, and how it is fetched."""

from __future__ import annotations

import json
from hashlib import md5, sha1
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from .errors import Denied, Refused
from .features import Feature
from .forms import Upload, form
from .hooks import Hook, hook
from .links import by_hfid
from .schema_kind import Kind
from .store import Change, Node, View, new_id

if TYPE_CHECKING:
    from .lab import InfrahubLab

FILE = "CoreFileObject"
SENT = "file"  # under this name a mutation's file comes with its data


def stored(lab: InfrahubLab) -> dict[str, bytes]:
    return lab.state.setdefault("storage", {})


def keep(lab: InfrahubLab, content: bytes) -> str:
    ident = new_id()
    stored(lab)[ident] = content
    return ident


def fetched(lab: InfrahubLab, ident: str, kind: str = "StorageObject") -> bytes:
    if ident not in stored(lab):
        raise Denied(404, f"Unable to find the node {ident} / {kind} in the database.")
    return stored(lab)[ident]


class Files(Hook):
    """What the server says of a file that comes with a mutation."""

    def before_create(self, _change: Change, _kind: Kind, data: dict[str, Any]) -> dict[str, Any]:
        return described(data)

    def before_update(self, _change: Change, _kind: Kind, _node: Node, data: dict[str, Any]) -> dict[str, Any]:
        return described(data)


def described(data: dict[str, Any]) -> dict[str, Any]:
    if data.get(SENT) is None:
        return data
    upload, ident = data[SENT]
    facts = {
        "file_name": upload.name, "checksum": sha1(upload.content).hexdigest(), "file_size": len(upload.content),
        "file_type": upload.kind, "storage_id": ident,
    }  # fmt: skip
    return {**data, **{name: {"value": value} for name, value in facts.items()}}


def sent(lab: InfrahubLab, upload: Any) -> tuple[Upload, str]:
    """A mutation's file, stored."""
    if not isinstance(upload, Upload):
        raise Refused(f"Variable '$file' got invalid value {upload!r}; Upload value could not be parsed", status=500)
    return upload, keep(lab, upload.content)


class Storage:
    def __init__(self, lab: InfrahubLab) -> None:
        self.lab = lab

    def view(self, request: Request) -> View:
        name = request.query_params.get("branch") or "main"
        if name not in self.lab.branches:
            raise Denied(400, f"Branch: {name} not found.")
        return self.lab.view(self.lab.branches[name])

    def known(self, request: Request) -> None:
        if self.lab.auth.identity(request, False) is None:
            raise Denied(401, "Authentication is required")

    async def object(self, request: Request) -> Response:
        self.lab.auth.identity(request, False)
        return Response(fetched(self.lab, request.path_params["ident"]))

    async def upload_content(self, request: Request) -> Response:
        self.known(request)
        return self.uploaded(json.loads(await request.body())["content"].encode())

    async def upload_file(self, request: Request) -> Response:
        self.known(request)
        parts = await form(request)
        if "file" not in parts:
            raise Denied(422, "file: Field required")
        return self.uploaded(parts["file"].content)

    def uploaded(self, content: bytes) -> Response:
        ident = keep(self.lab, content)
        self.lab.wrote("storage object")
        return JSONResponse({"identifier": ident, "checksum": md5(content).hexdigest()})

    async def by_id(self, request: Request) -> Response:
        self.lab.auth.identity(request, False)
        ident = request.path_params["ident"]
        return self.file(self.view(request), self.view(request).get(ident), ident)

    async def by_storage_id(self, request: Request) -> Response:
        self.lab.auth.identity(request, False)
        view, ident = self.view(request), request.path_params["ident"]
        return self.file(view, next((one for one in view.all(FILE) if one.value("storage_id") == ident), None), ident)

    async def by_hfid(self, request: Request) -> Response:
        self.lab.auth.identity(request, False)
        view, kind, hfid = self.view(request), request.path_params["kind"], request.query_params.getlist("hfid")
        if kind not in view.schema.kinds:
            raise Denied(422, f"Unable to find the schema '{kind}' in the registry")
        try:
            found = by_hfid(view, kind, hfid)
        except Refused as error:
            raise Denied(error.status, error.message) from error
        if found is None:
            raise Denied(404, f"Unable to find the node {'-'.join(hfid)} / {kind} in the database.")
        return self.file(view, found, found.id)

    def file(self, view: View, node: Node | None, ident: str) -> Response:
        if node is None or not view.schema.is_a(node.kind, FILE):
            raise Denied(404, f"Unable to find the node {ident} / {FILE} in the database.")
        content = fetched(self.lab, node.value("storage_id"))
        name = node.value("file_name")
        plain = name.encode("ascii", "replace").decode()
        told = {"Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"}
        return Response(content, media_type=node.value("file_type"), headers=told)


def routes(lab: InfrahubLab) -> list[BaseRoute]:
    storage = Storage(lab)
    ways = [
        ("GET", "/api/storage/object/{ident}", storage.object),
        ("POST", "/api/storage/upload/content", storage.upload_content),
        ("POST", "/api/storage/upload/file", storage.upload_file),
        ("GET", "/api/storage/files/by-storage-id/{ident}", storage.by_storage_id),
        ("GET", "/api/storage/files/by-hfid/{kind}", storage.by_hfid),
        ("GET", "/api/storage/files/{ident}", storage.by_id),
    ]
    return [Route(path, lab.guarded(endpoint), methods=[method]) for method, path, endpoint in ways]


hook(FILE, Files())
STORAGE = Feature(routes=routes)
