# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Bodies of the type multipart/form-data: their texts, and the file that is sent with GraphQL."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from starlette.requests import Request

from .errors import Denied

NAME = re.compile(rb'; name="([^"]*)"')
FILE = re.compile(rb'; filename="([^"]*)"')
KIND = re.compile(rb"(?mi)^content-type: *([^\r\n]+)")


class Upload(NamedTuple):
    name: str
    kind: str
    content: bytes


async def form(request: Request) -> dict[str, Upload]:
    """The parts by name; a text is a file without a name."""
    _skip, _equals, boundary = request.headers.get("content-type", "").partition("boundary=")
    found = {}
    for part in (b"\r\n" + await request.body()).split(b"\r\n--" + boundary.strip('"').encode())[1:-1]:
        head, _blank, content = part.partition(b"\r\n\r\n")
        name, file, kind = (pattern.search(head) for pattern in (NAME, FILE, KIND))
        told = file.group(1).decode() if file else ""
        found[name.group(1).decode() if name else ""] = Upload(
            told, kind.group(1).decode() if kind else "text/plain", content
        )
    return found


async def graphql_form(request: Request) -> dict[str, Any]:
    """The GraphQL request, with the file in the place that the map says."""
    parts = await form(request)
    try:
        body = json.loads(parts["operations"].content)
        places = json.loads(parts["map"].content)
    except (KeyError, ValueError):
        raise Denied(400, "Request body is not a valid multipart/form-data") from None
    for name, paths in places.items():
        for path in paths:
            *way, last = path.split(".")
            inside = body
            for step in way:
                inside = inside[step]
            inside[last] = parts[name]
    return body
