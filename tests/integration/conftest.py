# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A lab for each worker, as long as its tests run; Infrahub can be a real one (tests/live/real.py)."""

from __future__ import annotations

import pytest

from tests.lab.common.running import lab
from tests.live.real import given, real

from .runner import Site


@pytest.fixture(scope="session")
def running(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ansible")
    if not given():
        with lab() as exports:
            yield Site(exports, folder)
        return
    server = real()
    with lab(only="infino,ironflow") as exports:
        yield Site({**exports, **server.exports}, folder, server)
    server.reset()


@pytest.fixture
def site(running):
    """The lab, empty."""
    running.reset()
    return running
