# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The in-process door: when it steps aside, and what it passes on."""

from __future__ import annotations

import os
from types import SimpleNamespace

import pytest

from ansible_collections.opsweave.platform.plugins.plugin_utils.in_process import (
    PATIENCE,
    InProcess,
    Progress,
    environment,
)


def door(transport="local", become=False, asynchronous=0):
    made = InProcess.__new__(InProcess)
    made._connection = SimpleNamespace(transport=transport)
    made._play_context = SimpleNamespace(become=become)
    made._task = SimpleNamespace(async_val=asynchronous)
    made._templar = SimpleNamespace(template=lambda value: value)
    return made


@pytest.mark.parametrize(
    ("how", "variables", "aside"),
    [
        ({}, {}, False),
        ({}, {"opsweave_in_process": True}, False),
        ({}, {"opsweave_in_process": "yes"}, False),
        ({}, {"opsweave_in_process": "false"}, True),
        ({}, {"opsweave_in_process": False}, True),
        ({"transport": "ssh"}, {}, True),
        ({"become": True}, {}, True),
        ({"asynchronous": 60}, {}, True),
    ],
)
def test_it_steps_aside_where_one_could_tell(how, variables, aside):
    assert door(**how)._needs_a_process(variables) is aside


def test_the_environment_is_restored(monkeypatch):
    monkeypatch.setenv("OPSWEAVE_TEST_A", "before")
    monkeypatch.delenv("OPSWEAVE_TEST_B", raising=False)
    with pytest.raises(KeyError), environment({"OPSWEAVE_TEST_A": "in", "OPSWEAVE_TEST_B": 5}):
        assert (os.environ["OPSWEAVE_TEST_A"], os.environ["OPSWEAVE_TEST_B"]) == ("in", "5")
        raise KeyError
    assert os.environ["OPSWEAVE_TEST_A"] == "before" and "OPSWEAVE_TEST_B" not in os.environ


def test_progress_is_told_now_and_then():
    now, said = [0.0], []
    progress = Progress(said.append, lambda: now[0])
    for done in range(1, 101):
        now[0] += 0.25  # exact in binary
        progress("node", done, 100)
    assert len(said) == 100 * 0.25 / PATIENCE
    assert said[0] == "node: 20 of 100, 4 a second"


def test_short_work_is_silent():
    said = []
    Progress(said.append, lambda: 1.0)("node", 1, 2)
    assert not said
