# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What of a task's result may leave the controller."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from ansible.module_utils.common.parameters import remove_values

from ..module_utils.entry import plain
from .client import SECRETS

SUMMARY = ("msg", "rc", "reason", "skip_reason", "skipped_reason", "censored", "exception_type")
NEVER = ("invocation", "diff", "exception", "ansible_facts", "stdout_lines", "stderr_lines")
HIDDEN = "********"
LONGEST = 64 * 1024  # bytes of a result that are sent


def outcome(result: Mapping[str, Any], how: str, hide: re.Pattern[str]) -> dict[str, Any]:
    """``how`` is none, summary or full. Values whose names fit ``hide`` are replaced, however deep they are."""
    made: dict[str, Any] = {"changed": bool(result.get("changed"))}
    if how == "none" or "censored" in result or result.get("_ansible_no_log"):
        return made
    if how == "summary":
        told = {name: result[name] for name in SUMMARY if name in result}
        if isinstance(result.get("results"), list):
            told["items"] = len(result["results"])
    else:
        told = dict(result)
    told = remove_values(covered(plain(told), hide), SECRETS)
    if len(json.dumps(told)) > LONGEST:
        told = {"msg": f"the result is longer than {LONGEST} bytes", "names": sorted(told)}
    return {**told, **made}


def covered(value: Any, hide: re.Pattern[str]) -> Any:
    if isinstance(value, dict) and value.get("_ansible_no_log"):
        return {"censored": HIDDEN}
    if isinstance(value, dict):
        return {
            name: HIDDEN if hide.search(name) else covered(one, hide)
            for name, one in value.items()
            if name not in NEVER and not name.startswith("_ansible")
        }
    return [covered(one, hide) for one in value] if isinstance(value, list) else value
