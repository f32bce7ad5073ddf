# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What of a task's result may leave the controller."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..module_utils.entry import MASK, masked, plain
from .client import SECRETS

SUMMARY = ("msg", "rc", "reason", "skip_reason", "skipped_reason")
NEVER = ("invocation", "diff", "exception", "ansible_facts", "stdout_lines", "stderr_lines")
LONGEST = 16 * 1024  # characters of a result that are sent
SHORT = 6  # a shorter value is not looked for elsewhere: that would mask what is no secret
WORD = r"[\w-]{0,40}"


class Cover:
    """Replaces what is secret: values whose names have ``names`` in them, and the same values wherever else."""

    def __init__(self, names: str) -> None:
        self.names = re.compile(names, re.IGNORECASE)
        flag = rf"--{WORD}?(?:{names}){WORD}\s"
        assigned = rf"(?:{names}){WORD}[\"']?\s{{0,9}}[=:]\s{{0,9}}[\"']?(?:(?:bearer|basic)\s)?"
        self.texts = re.compile(rf"({flag}|{assigned})[^\s\"',;&]+", re.IGNORECASE)

    def outcome(self, result: Mapping[str, Any], how: str) -> dict[str, Any]:
        """``how`` is none, summary or full; of what is marked no_log only whether something was changed."""
        made = {"changed": bool(result.get("changed"))}
        if how == "none" or hushed(result):
            return made
        whole = plain({name: value for name, value in result.items() if not name.startswith("_ansible")})
        told = {name: whole[name] for name in SUMMARY if name in whole} if how == "summary" else whole
        told = masked(self.covered(told), SECRETS | set(self.found(whole)))
        if how == "summary" and isinstance(whole.get("results"), list):
            told["items"] = len(whole["results"])
        if len(json.dumps(told)) > LONGEST:
            told = {"msg": f"the result is longer than {LONGEST} characters", "names": sorted(told)}
        return {**told, **made}

    def covered(self, value: Any) -> Any:
        if isinstance(value, dict):
            if hushed(value):
                return {"changed": bool(value.get("changed"))}
            return {
                name: MASK if self.names.search(name) and one is not None else self.covered(one)
                for name, one in value.items()
                if name not in NEVER and not name.startswith("_ansible")
            }
        if isinstance(value, list):
            return [self.covered(one) for one in value]
        return self.text(value) if isinstance(value, str) else value

    def text(self, text: str) -> str:
        """A text in which something is said to be a password, or an address with one."""
        text = re.sub(r"(://[^\s/:@]{0,99}:)[^\s/@]{1,999}@", rf"\g<1>{MASK}@", text)
        return self.texts.sub(lambda match: match.group(1) + MASK, text)

    def found(self, value: Any, secret: bool = False) -> Iterator[str]:
        """The texts that have such a name, at any depth, also among a task's arguments."""
        if isinstance(value, dict):
            for name, one in value.items():
                yield from self.found(one, secret or bool(self.names.search(name)))
        elif isinstance(value, list):
            for one in value:
                yield from self.found(one, secret)
        elif secret and isinstance(value, str) and len(value) >= SHORT:
            yield value


def hushed(result: Mapping[str, Any]) -> bool:
    return "censored" in result or bool(result.get("_ansible_no_log"))
