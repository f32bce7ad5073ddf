# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""An address at which one file can be fetched or put for a while, without a key: it is as secret as one."""

from __future__ import annotations

from typing import Any

from ...core.errors import PlanError
from ...core.spec import Field, ModuleSpec, Task
from ..client import IRONFLOW, segment, segments
from ..resources.file_bucket import FILE_BUCKET, PATH, advice
from .file import missing

OF_UPLOADS = {"content_type": "contentType", "max_bytes": "maxBytes", "create_only": "createOnly"}


def run(task: Task) -> dict[str, Any]:
    params = task.params
    segments(params["path"], "path")
    limits = {wire: params[name] for name, wire in OF_UPLOADS.items() if params[name] not in (None, False)}
    if limits and params["use"] == "download":
        name = next(name for name, wire in OF_UPLOADS.items() if wire in limits)
        raise PlanError(f"{name} is for use: upload alone; leave it out")
    bucket = next(iter(FILE_BUCKET.store.find(task.client, {"name": params["bucket"]})), None)
    if bucket is None:
        missing(task, advice(params["bucket"]))
    elif not bucket["allow_signed_urls"]:
        missing(task, f"{FILE_BUCKET.title(bucket)} gives no signed URLs; set its allow_signed_urls")
    if task.check_mode:
        return {"changed": True, "url": None, "expires_at": None}
    body = {"path": params["path"], "ttlSeconds": params["ttl_seconds"], **limits}
    answer = task.client.rest(
        "POST",
        f"{PATH}/{segment(params['bucket'])}/signed-urls/{params['use']}",
        {name: value for name, value in body.items() if value is not None},
        safe=True,  # it only makes another address
        tells=("url",),
    )
    task.outside.conceal(answer["url"])
    return {"changed": True, "url": answer["url"], "expires_at": answer.get("expiresAt")}


FILE_URL = ModuleSpec(
    IRONFLOW,
    (
        Field("bucket", required=True),
        Field("path", required=True),
        Field("use", default="download", choices=("download", "upload")),
        Field("ttl_seconds", "int"),
        Field("content_type"),
        Field("max_bytes", "int"),
        Field("create_only", "bool", default=False),
    ),
    run,
    ("url", "expires_at"),
    reveals=("url",),
)
