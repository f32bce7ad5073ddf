# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""One lab for all tests of a system, empty for each; the vendor's SDK and our modules on it.

For Infrahub the lab can be a real server, which is then emptied as tests/live/real.py says.
"""

from __future__ import annotations

import contextlib
from secrets import token_hex
from typing import Any, Callable, Iterator, Mapping, NamedTuple

import pytest
import requests

from tests.lab.common.running import lab
from tests.live.real import given, real

from .ours import Ours
from .rows import INFINO_TABLE, IRONFLOW_TABLE, TABLE, Called, CalledInfino, CalledIronflow
from .sdk import Sdk, python_of


class Pair(NamedTuple):
    """Both ways to one server. ``version`` is the server's where there are more than one; of Infino it is the SDK's."""

    sdk: Sdk
    ours: Ours
    address: str
    reset: Callable[[], None]
    version: str = ""
    platform: str = ""  # a key of Ironflow's for the whole server


ASYNC = "OPSWEAVE_SDK_ASYNC"
SDKS = {"0.53.0": "OPSWEAVE_SDK_PYTHON", "0.33.1": "OPSWEAVE_SDK_OLD_PYTHON"}
SERVERS = ("0.53.0", "0.33.1")


def running(system: str, variable: str, more: Mapping[str, str] | None = None, **options: Any) -> Iterator[Pair]:
    with lab(only=system, **options) as exports:
        exports |= more or {}

        def reset() -> None:
            requests.post(f"{pair.address}/_lab/reset", timeout=60).raise_for_status()

        pair = paired(system, python_of(variable), exports, reset, options.get("ironflow_version", ""))
        yield pair
        pair.sdk.close()


def paired(system: str, python: str, exports: Mapping[str, str], reset: Callable[[], None], version: str = "") -> Pair:
    ours = Ours(system, exports)
    platform = exports.get("IRONFLOW_PLATFORM_KEY", "")
    return Pair(Sdk(system, python, exports), ours, ours.connection["api_url"], reset, version, platform)


def emptied(pair: Pair) -> Pair:
    pair.reset()
    pair.ours.begin()
    return pair


INFINO_SDKS = {"0.7.0": "OPSWEAVE_SDK_PYTHON", "0.6.0": "OPSWEAVE_SDK_OLD_PYTHON"}


@pytest.fixture(scope="session", params=INFINO_SDKS, ids=lambda version: f"sdk {version}")
def infino_lab(request: pytest.FixtureRequest) -> Iterator[Pair]:
    variable = INFINO_SDKS[request.param]
    python_of(variable, "infino_sdk")
    for pair in running("infino", variable):
        yield pair._replace(version=request.param)
        CALLED_INFINO.add(request.param, pair.sdk, pair.ours)


@pytest.fixture
def infino(infino_lab: Pair) -> Pair:
    return emptied(infino_lab)


CALLED, CALLED_INFINO, CALLED_IRONFLOW = Called(), CalledInfino(), CalledIronflow()


@pytest.fixture(scope="session", params=["sync"] if given() else ["sync", "async"])
def infrahub_lab(request: pytest.FixtureRequest) -> Iterator[Pair]:
    """With both clients of the SDK; a real server, which takes its time, answers one of them."""
    variables = {ASYNC: "1"} if request.param == "async" else {}
    with contextlib.contextmanager(real_pair)() if given() else lab_pair(variables) as pair:
        yield pair
        CALLED.sdk[request.param] = pair.sdk("called")
        CALLED.add(pair.ours)


def lab_pair(variables: Mapping[str, str]) -> contextlib.AbstractContextManager[Pair]:
    return contextlib.contextmanager(running)("infrahub", "OPSWEAVE_SDK_PYTHON", variables)


def real_pair() -> Iterator[Pair]:
    server = real()
    pair = paired("infrahub", python_of("OPSWEAVE_SDK_PYTHON"), server.exports, server.reset)
    yield pair
    pair.sdk.close()
    server.reset()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Row by row of the maps from the SDKs to our plugins, what was called of each."""
    for title, called, path in (
        ("Infrahub, row by row", CALLED, TABLE),
        ("Infino, method by method", CALLED_INFINO, INFINO_TABLE),
        ("Ironflow, method by method", CALLED_IRONFLOW, IRONFLOW_TABLE),
    ):
        if called.sdk:
            lines = called.table()
            path.parent.mkdir(exist_ok=True)
            path.write_text("\n".join(lines) + "\n")
            terminalreporter.section(title)
            for line in lines:
                terminalreporter.line(line)


@pytest.fixture
def infrahub(infrahub_lab: Pair) -> Pair:
    return emptied(infrahub_lab)


@pytest.fixture
def space() -> str:
    """A namespace that has no kinds yet, not on a real server either, where those of earlier tests stay."""
    return f"Lab{token_hex(3)}"


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
