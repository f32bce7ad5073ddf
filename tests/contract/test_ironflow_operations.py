# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Every method of the Ironflow SDK of either era, REST and ConnectRPC, on the server of its version.

The rows are in ``ironflow_rows/``. Answers are what the SDK's models say, and what our modules see. ``-rP`` prints
what is called of each.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Iterator

import pytest

from tests.lab.ironflow.lab import behaviours
from tests.lab.ironflow.table import load

from .conftest import CALLED_IRONFLOW, SDKS, Pair, emptied, running
from .walk import Row, carried_out

PLACE = Path(__file__).with_name("ironflow_rows")
GROUPS = sorted(path.stem for path in PLACE.glob("[a-z]*.py"))
OLD = "0.33.1"
COUNTS = {"0.33.1": (158, 0), "0.53.0": (138, 115)}
META = {"capabilities", "health", "ready", "watch_config", "watch_kv"}  # what the base of the client has


def rows(group: str) -> dict[str, tuple[Row, ...]]:
    """The scenarios of a file by their names; each begins with an empty server."""
    told = vars(import_module(f"{__package__}.ironflow_rows.{group}"))
    found = {name.lower(): value for name, value in told.items() if name.isupper() and isinstance(value, tuple)}
    return {name: value for name, value in found.items() if isinstance(value[0], Row)}


def eras(name: str) -> list[str]:
    """The versions that a scenario is for, by what its name begins with."""
    return [version for version in SDKS if not name.startswith("new_" if version == OLD else "old_")]


SCENARIOS = [pytest.param(group, name, id=f"{group}-{name}") for group in GROUPS for name in rows(group)]


@pytest.fixture(scope="module", params=SDKS, ids=lambda version: f"sdk {version}")
def walker(request: pytest.FixtureRequest) -> Iterator[Pair]:
    """The SDK and the server of one version."""
    for pair in running("ironflow", SDKS[request.param], ironflow_version=request.param):
        CALLED_IRONFLOW.begin(request.param, methods(pair))
        yield pair


def methods(pair: Pair) -> set[str]:
    """What the SDK has; over ConnectRPC only the newer one is walked, since in the older one it doubles REST."""
    procedures = set(pair.sdk("procedures")) if pair.version != OLD else set()
    meta = META if pair.version != OLD else {name for name in META if "_" not in name}
    return {*pair.sdk("methods"), *procedures, *meta}


@pytest.mark.parametrize(("group", "name"), SCENARIOS)
def test_what_the_sdk_gets_is_what_we_see(walker: Pair, group: str, name: str) -> None:
    if walker.version not in eras(name):
        pytest.skip("of the other era")
    pair = emptied(walker)
    for done in carried_out(pair, rows(group)[name], methods(pair)):
        CALLED_IRONFLOW.add(pair.version, done)


def test_the_sdk_is_whole(walker: Pair) -> None:
    known = methods(walker) - META
    procedures = {name for name in known if "/" in name}
    assert (len(known - procedures), len(procedures)) == COUNTS[walker.version]


def test_no_method_is_without_a_row(walker: Pair) -> None:
    """Unless the stand-in does not know yet how it behaves: then the table says so."""
    named = {one.method for group in GROUPS for scenario in rows(group).values() for one in scenario if not one.refused}
    left = sorted(name for name in methods(walker) - named if name in behaviours())
    assert not left, "these have no row"
    unknown = sorted(named - {operation["name"] for operation in load()})
    assert not unknown, "there are no such operations"
