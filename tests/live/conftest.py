# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The real server that the variables name; without one there is nothing to run here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .real import ADDRESS, Real, given, real


@pytest.fixture(scope="session")
def running() -> Iterator[Real]:
    if not given():
        pytest.skip(f"no real server is named by {ADDRESS}; 'make live' starts one")
    server = real()
    yield server
    server.reset()


@pytest.fixture
def server(running: Real) -> Real:
    """The server, without what earlier tests left."""
    running.reset()
    return running
