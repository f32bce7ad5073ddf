# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The side of a vendor's SDK: calls come in and answers go out as lines of JSON; nothing but the standard library."""

from __future__ import annotations

import json
import os
import sys
from typing import Any, Callable


def serve(perform: Callable[..., Any]) -> None:
    """Answer ``{"call": [NAME, ...], "with": {...}}`` with what ``perform(NAME, ..., **with)`` returns."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what an SDK prints is no answer
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = {"result": perform(*asked["call"], **asked["with"])}
        except Exception as error:  # noqa: BLE001 - whatever the SDK raises is an answer too
            answer = {"error": f"{type(error).__name__}: {error}", "status": status_of(error)}
        print(json.dumps(answer, default=str), file=answers, flush=True)


def status_of(error: Exception) -> int | None:
    for name in ("status_code", "status"):
        found = getattr(error, name, None)
        found = found() if callable(found) else found
        if isinstance(found, int):
            return found
    return None
