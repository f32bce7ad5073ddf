# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A server that merges another branch is waited for, as 1.11.9 says that it does."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from tests.unit.play import Play

CODE = {"code": "MERGE_IN_PROGRESS", "data": {"branch_name": "main", "merging_branch": "blue"}}
BUSY = {"message": "A merge is currently in progress; writes are temporarily blocked.", "extensions": CODE}
REBASE = {"message": "Cannot rebase a branch while a merge is in progress.", "extensions": {"code": "UNDEFINED_ERROR"}}
OWN = {**BUSY, "extensions": {"code": CODE["code"], "data": {"branch_name": "blue", "merging_branch": "blue"}}}
TAG = {"kind": "BuiltinTag", "data": {"name": "red"}}


class Merging:
    """Refuses the first mutations, and does nothing of them."""

    def __init__(self, play, error, times, data=None):
        self.inner, self.error, self.times, self.data = play.transport, error, times, data
        play.transport = self

    def __call__(self, method, url, **how):
        if b"mutation" not in (how.get("data") or b"") or not self.times:
            return self.inner(method, url, **how)
        self.times -= 1
        text = json.dumps({"data": self.data, "errors": [self.error]})
        headers = {"Content-Type": "application/json"}
        return SimpleNamespace(
            status_code=200, headers=headers, text=text, content=text.encode(), json=lambda: json.loads(text)
        )


@pytest.mark.parametrize("error", [BUSY, REBASE], ids=["code", "words"])
def test_it_is_waited_for(error):
    play = Play("infrahub")
    Merging(play, error, 3, {"BuiltinTagCreate": None})
    assert play.task("infrahub_node", TAG)["operation"] == "create"
    assert play.pauses == [2, 2, 2]


def test_not_for_ever():
    play = Play("infrahub")
    Merging(play, BUSY, 1000)
    result = play.task("infrahub_node", TAG)
    assert result["failed"] and "merge is currently in progress" in result["msg"]
    assert sum(play.pauses) == 300


@pytest.mark.parametrize(
    ("error", "data"), [(OWN, None), (BUSY, {"a": {"ok": True}, "b": None}), ({"message": "other"}, None)]
)
def test_what_is_not_said_of_another_s_merge_or_is_half_done_is_an_error(error, data):
    play = Play("infrahub")
    Merging(play, error, 1, data)
    assert play.task("infrahub_node", TAG)["failed"] and play.pauses == []
