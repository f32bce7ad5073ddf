# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What comes as bytes: into a file, or into a result as text, as data, or in base64 where it is neither."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Any

from .errors import PlanError
from .spec import Task
from .writing import SHA, Known, Target, bring, target

Fetch = Callable[[Callable[[Any, Any], Any]], Any]


def to_file(task: Task, fetch: Fetch, known: Known | None = None, private: bool = True) -> dict[str, Any]:
    """The part of a result that tells of a file. Until it is written its checksum is known only where it is told."""
    place = target(task.params, private)
    before = facts(place, known)
    changed = bring(place, fetch, task.check_mode, known)
    foretold = {"checksum": known.checksum} if known else {}
    after = {**before, **foretold} if task.check_mode else facts(place, known)
    return {"changed": changed, "dest": str(place.path), "diff": {"before": before, "after": after}}


def facts(place: Target, known: Known | None) -> dict[str, Any]:
    found = place.checksum(known.algorithm if known else SHA)
    return {} if found is None else {"checksum": found}


def whole(fetch: Fetch) -> tuple[Mapping[str, str], bytes]:
    return fetch(lambda headers, pieces: (headers, b"".join(pieces)))


def as_text(content: bytes, what: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise PlanError(f"{what} is not text in UTF-8; give dest to have it in a file") from None


def text_or_data(content: bytes, kind: str, what: str) -> dict[str, Any]:
    """``json`` for what is called JSON, ``text`` for all else."""
    text = as_text(content, what)
    if kind.partition(";")[0].strip() != "application/json":
        return {"text": text}
    try:
        return {"json": json.loads(text)}
    except ValueError:
        raise PlanError(f"{what} is called JSON and is not; give dest to have it in a file") from None


def text_or_base64(content: bytes) -> dict[str, Any]:
    """Both for what is text."""
    made: dict[str, Any] = {"binary": b64encode(content).decode()}
    try:
        made["text"] = content.decode("utf-8")
    except UnicodeDecodeError:
        made["text"] = None
    return made
