# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""One browser, and one dashboard as a page; without a browser or ECharts the tests are skipped, and say so."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.play import Play

from . import chrome
from .board import planted, report

ROOT = Path(__file__).resolve().parents[2]
NEEDED = "OPSWEAVE_BROWSER"  # set where their absence is a failure


def absent(what: str) -> None:
    """No reason to fail, unless the tests were asked for by name."""
    text = f"{what} is not there; 'make test-browser' installs it"
    (pytest.fail if os.environ.get(NEEDED) else pytest.skip)(text)


@pytest.fixture(scope="session")
def echarts() -> Path:
    given = os.environ.get("OPSWEAVE_ECHARTS")
    path = Path(given or ROOT / "build/browser/node_modules/echarts/dist/echarts.min.js")
    if not path.is_file():
        absent("the script of ECharts")
    return path


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    program = chrome.found()
    if program is None:
        absent("Chromium")
    assert program is not None
    with chrome.running(program) as address:
        yield address


@pytest.fixture
def tab(address: str) -> Iterator[chrome.Page]:
    page = chrome.Page(address)
    yield page
    page.close()


@pytest.fixture(scope="session")
def site() -> Play:
    return planted()


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where pictures are left for a person to look at."""
    folder = ROOT / "build" / "browser" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def written(site: Play, echarts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page, with ECharts in it."""
    dest = tmp_path_factory.mktemp("report") / "report.html"
    report(site, dest, echarts_src=str(echarts))
    return dest
