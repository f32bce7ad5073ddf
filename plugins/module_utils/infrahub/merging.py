# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A server that merges a branch takes no writes for a while: what it refused for that is sent again. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

CODE = "MERGE_IN_PROGRESS"
WORDS = "while a merge is in progress"  # of a merge or a rebase, whose refusals have no code of their own
LONGEST, PAUSE = 300, 2  # seconds


def merging(answer: Mapping[str, Any]) -> bool:
    """Whether nothing was done since another branch is being merged. What is refused on that branch itself stays so."""
    data = answer.get("data")
    done = isinstance(data, Mapping) and any(value is not None for value in data.values())
    return not done and all(map(passing, answer["errors"]))


def passing(error: Any) -> bool:
    if not isinstance(error, Mapping):
        return False
    told = error.get("extensions") or {}
    facts = told.get("data") or told
    own = facts.get("branch_name") is not None and facts.get("branch_name") == facts.get("merging_branch")
    return (told.get("code") == CODE and not own) or WORDS in str(error.get("message"))
