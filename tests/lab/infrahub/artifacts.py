# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Artifacts: made for each member of a definition's group, by tasks, and kept in the object store."""

from __future__ import annotations

import json
from functools import partial
from hashlib import md5
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from . import nodes
from .branch import Branch
from .errors import Denied
from .features import Feature
from .rendering import branch_of, named, peer, peers, rendered
from .storage import fetched, keep
from .store import Node, View
from .tasks import failed, started

if TYPE_CHECKING:
    from .auth import Identity
    from .lab import InfrahubLab

ARTIFACT, DEFINITION = "CoreArtifact", "CoreArtifactDefinition"


class Artifacts:
    def __init__(self, lab: InfrahubLab) -> None:
        self.lab = lab

    async def body(self, request: Request) -> Response:
        self.lab.auth.identity(request, False)
        view, ident = self.lab.view(branch_of(self.lab, request)), request.path_params["ident"]
        node = view.get(ident)
        if node is None or node.kind != ARTIFACT:
            raise Denied(404, f"Unable to find the node {ident} / {ARTIFACT} in the database.")
        return Response(fetched(self.lab, node.value("storage_id")), media_type=node.value("content_type"))

    async def generate(self, request: Request) -> Response:
        lab, branch = self.lab, branch_of(self.lab, request)
        identity = lab.auth.identity(request, False)
        if identity is None:
            raise Denied(401, "Authentication is required")
        view = lab.view(branch)
        definition = named(view, DEFINITION, request.path_params["name"])
        body = await request.body()
        wanted = set((json.loads(body) if body else {}).get("nodes") or ())
        title = f"Trigger Generation of Artifacts for {definition.value('name')}"
        started(lab, title, "request_artifact_definitions_generate", branch.name)
        for member in peers(view, peer(view, definition, "targets"), "members"):
            known = of(view, definition, member)
            if not wanted or (known and known.id in wanted):
                one = known or self.make(branch, definition, member)
                done = partial(self.fill, branch, identity, definition, member, one)
                title = f"Generate artifact {definition.value('artifact_name')}"
                started(lab, title, "artifact-generate", branch.name, [member], done)
        lab.wrote(f"artifacts of {definition.value('name')}")
        return JSONResponse(None)

    def make(self, branch: Branch, definition: Node, member: Node) -> Node:
        given = {
            "name": {"value": definition.value("artifact_name")}, "status": {"value": "Pending"},
            "content_type": {"value": definition.value("content_type")}, "object": {"id": member.id},
            "definition": {"id": definition.id},
        }  # fmt: skip
        return nodes.create(self.lab.view(branch), ARTIFACT, given, None).node

    def fill(
        self, branch: Branch, identity: Identity, definition: Node, member: Node, artifact: Node, task: Any
    ) -> None:
        """The content, made of what the member's values are by now."""
        view = self.lab.view(branch)
        try:
            values = parameters(definition, view.get(member.id) or member)
            made = rendered(self.lab, branch, identity, peer(view, definition, "transformation"), values)
        except Denied as error:
            facts = {"status": "Error"}
            failed(task, error.message)
        else:
            content = (made if isinstance(made, str) else json.dumps(made, indent=2)).encode()
            facts = {"status": "Ready", "checksum": md5(content).hexdigest()}
            if facts["checksum"] != artifact.value("checksum"):
                facts["storage_id"] = keep(self.lab, content)
        data = {"id": artifact.id, **{name: {"value": value} for name, value in facts.items()}}
        nodes.update(view, ARTIFACT, data, None)


def of(view: View, definition: Node, member: Node) -> Node | None:
    mine = (one for one in view.all(ARTIFACT) if peer(view, one, "definition").id == definition.id)
    return next((one for one in mine if peer(view, one, "object").id == member.id), None)


def parameters(definition: Node, member: Node) -> dict[str, Any]:
    """The query's variables, from the member's own attributes or its id."""
    return {
        name: member.id if path == "id" else member.value(path.partition("__")[0])
        for name, path in (definition.value("parameters") or {}).items()
    }


def routes(lab: InfrahubLab) -> list[BaseRoute]:
    artifacts = Artifacts(lab)
    return [
        Route("/api/artifact/generate/{name}", lab.guarded(artifacts.generate), methods=["POST"]),
        Route("/api/artifact/{ident}", lab.guarded(artifacts.body), methods=["GET"]),
    ]


ARTIFACTS = Feature(routes=routes)
