# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a test says of the servers that it can run on; a real one is named by variables (tests/live/real.py)."""

from __future__ import annotations

import os

import pytest

from tests.live.real import DRIVER, given

MARKS = {
    "lab_only(reason)": "needs what only a stand-in has, such as its journal, faults, or a schema without any kinds",
    "needs_worker(reason)": "on a real Infrahub this needs the worker driver",
}


def pytest_configure(config: pytest.Config) -> None:
    for name, meaning in MARKS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not given():
        return
    worker = os.environ.get(DRIVER) == "worker"
    for item in items:
        for name in ("lab_only", *(() if worker else ("needs_worker",))):
            for mark in item.iter_markers(name):
                item.add_marker(pytest.mark.skip(reason=f"{name}: {mark.args[0]}"))
