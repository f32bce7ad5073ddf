# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Install what the tests of pages need: a headless Chromium by the machine's packages, and ECharts by npm."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

sys.path.insert(1, str(Path(__file__).resolve().parent.parent))

from common import BUILD, LOGS, ROOT, run, tail  # noqa: E402
from tests.browser.chrome import found  # noqa: E402

PLACE = BUILD / "browser"
SCRIPT = PLACE / "node_modules" / "echarts" / "dist" / "echarts.min.js"
LISTS = ("package.json", "package-lock.json")


def script(log: Path) -> bool:
    """Whether ECharts is there; npm fetches the version that is pinned, where there is a browser to use it."""
    fresh = SCRIPT.is_file() and all((PLACE / one).read_bytes() == wanted(one) for one in LISTS)
    if fresh or found() is None or shutil.which("npm") is None:
        return fresh
    PLACE.mkdir(parents=True, exist_ok=True)
    for one in LISTS:
        (PLACE / one).write_bytes(wanted(one))
    command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    return run(command, log, dict(os.environ), PLACE) == 0 and SCRIPT.is_file()


def wanted(name: str) -> bytes:
    return (ROOT / "tests" / "browser" / name).read_bytes()


def chromium(log: Path) -> bool:
    """Debian's package, where one may install packages."""
    if found() is None and shutil.which("apt-get"):
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]):
            if run([*sudo, *command], log, env):
                break
    return found() is not None


def main() -> int:
    log = LOGS / "browser-install.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text("")
    for there, what in ((chromium, "Chromium"), (script, "ECharts")):
        if not there(log):
            print(f"{what} could not be installed:\n{tail(log, 10)}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
