# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Buckets of files, from 0.41 on: what may be put into one, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...core.ensure import ensure, make_so, wish
from ...core.errors import PlanError
from ...core.plan import Plan
from ...core.spec import Field, Task
from ..client import segment
from ..eras import Span
from ..rest_store import rest_resource

PATH = "/files/buckets"
SERVED = Span((0, 41))
FIELDS = (
    Field("name", key=True),
    Field("max_object_bytes", "int", wire="maxObjectBytes", chosen=True),
    Field(
        "allowed_content_types", "list", elements="str", wire="allowedContentTypes", unordered=True, server_default=[]
    ),
    Field("emit_events", "bool", wire="emitEvents", chosen=True),
    Field("allow_signed_urls", "bool", wire="allowSignedUrls", chosen=True),
    Field("created_at", wire="createdAt", computed=True),
    Field("updated_at", wire="updatedAt", computed=True),
)
FILE_BUCKET = rest_resource("file bucket", PATH, FIELDS, envelope="buckets", by=("name",), served=SERVED)


def run(task: Task) -> dict[str, Any]:
    return make_so(task, FILE_BUCKET, wish(FILE_BUCKET, task.params), weigh)


def weigh(task: Task, planned: Plan) -> None:
    """A server deletes no bucket that still has files."""
    if planned.operation != "delete" or planned.before is None:
        return
    name = planned.before["name"]
    answer = task.client.rest("GET", f"{PATH}/{segment(name)}/objects", tells=("files",), limit=1)
    if answer["files"]:
        first = answer["files"][0]["path"]
        raise PlanError(f"file bucket {name} cannot be deleted: it has files, such as {first}; delete them first")


def advice(name: str) -> str:
    return f"there is no file bucket {name}; create it first, with ironflow_file_bucket"


ENSURE_FILE_BUCKET = replace(ensure(FILE_BUCKET), run=run)
