# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A lab for each worker, as long as its tests run."""

from __future__ import annotations

import pytest

from tests.lab.common.running import lab

from .runner import Site


@pytest.fixture(scope="session")
def running(tmp_path_factory):
    with lab() as exports:
        yield Site(exports, tmp_path_factory.mktemp("ansible"))


@pytest.fixture
def site(running):
    """The lab, empty."""
    running.reset()
    return running
