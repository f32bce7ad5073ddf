# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Write only what has not changed since it was read, where the server marks each state: by a revision or an etag."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..core.errors import ApiError, Conflict
from ..core.spec import Resource
from ..core.values import differs

NOBODY = {"If-None-Match": "*"}  # only if it is not there


def unchanged(current: Mapping[str, Any], mark: str = "revision") -> dict[str, str]:
    return {"If-Match": str(current[mark])}


def write(
    resource: Resource,
    client: Any,
    send: Callable[[], Any],
    read: Mapping[str, Any] | None,
    wanted: Callable[[], Mapping[str, Any]],
    mark: str = "revision",
) -> Any:
    """The answer to a conditional write. If it is refused, what is there may already be what is wanted: this write's
    first try, or somebody else's; then that is given back, as it is found. If not, both marks are told."""
    try:
        return send()
    except Conflict as error:
        if error.status != 412:
            raise
    return found(resource, client, read, wanted(), mark)


def found(resource: Resource, client: Any, read: Mapping[str, Any] | None, wanted: Mapping[str, Any], mark: str) -> Any:
    """What is there, where it is what is wanted."""
    now = next(iter(resource.store.find(client, resource.handle(wanted))), None)
    fields = [f for f in resource.fields if f.name in wanted]
    if now and not any(differs(f, wanted[f.name], now.get(f.name)) for f in fields):
        return now
    raise overtaken(resource.title(wanted), read, now, mark)


def overtaken(title: str, read: Mapping[str, Any] | None, now: Mapping[str, Any] | None, mark: str) -> ApiError:
    was = f"{mark} {read[mark]} when it was read" if read else "not there when it was looked for"
    found = f"{mark} {now[mark]}" if now else "gone"
    text = f"{title} was changed by somebody else meanwhile: it was {was} and is {found} now"
    return ApiError(f"{text}; nothing was written, run the task again", 412)


def made(answer: Any) -> dict[str, Any]:
    return {"revision": answer["revision"]} if isinstance(answer, Mapping) and "revision" in answer else {}
