# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""One lab for all tests of a system, empty for each; the vendor's SDK and our modules on it."""

from __future__ import annotations

from typing import Any, Iterator, NamedTuple

import pytest
import requests

from tests.lab.common.running import lab

from .ours import Ours
from .sdk import Sdk, python_of


class Pair(NamedTuple):
    """Both ways to one server. ``version`` is the server's, where there are more than one."""

    sdk: Sdk
    ours: Ours
    address: str
    version: str = ""


SDKS = {"0.53.0": "OPSWEAVE_SDK_PYTHON", "0.33.1": "OPSWEAVE_SDK_OLD_PYTHON"}
SERVERS = ("0.53.0", "0.33.1")


def running(system: str, variable: str, **options: Any) -> Iterator[Pair]:
    python = python_of(variable)
    with lab(only=system, **options) as exports:
        sdk = Sdk(system, python, exports)
        ours = Ours(system, exports)
        yield Pair(sdk, ours, ours.connection["api_url"], options.get("ironflow_version", ""))
        sdk.close()


def emptied(pair: Pair) -> Pair:
    requests.post(f"{pair.address}/_lab/reset", timeout=60).raise_for_status()
    pair.ours.begin()
    return pair


@pytest.fixture(scope="session")
def infino_lab() -> Iterator[Pair]:
    yield from running("infino", "OPSWEAVE_SDK_PYTHON")


@pytest.fixture
def infino(infino_lab: Pair) -> Pair:
    return emptied(infino_lab)


@pytest.fixture(scope="session")
def infrahub_lab() -> Iterator[Pair]:
    yield from running("infrahub", "OPSWEAVE_SDK_PYTHON")


@pytest.fixture
def infrahub(infrahub_lab: Pair) -> Pair:
    return emptied(infrahub_lab)


@pytest.fixture(
    scope="session",
    params=[(server, sdk) for server in SERVERS for sdk in SDKS],
    ids=lambda pair: f"server {pair[0]}, sdk {pair[1]}",
)
def ironflow_lab(request: pytest.FixtureRequest) -> Iterator[Pair]:
    server, sdk = request.param
    yield from running("ironflow", SDKS[sdk], ironflow_version=server)


@pytest.fixture
def ironflow(ironflow_lab: Pair) -> Pair:
    return emptied(ironflow_lab)
