# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Run playbooks/site.yml and the suites of Infrahub on a real server in the clone, and say in one table what passed.

LIVE_DRIVER=worker runs what needs Infrahub's worker, KEEP=1 leaves the server running, LIVE_PORT chooses its port.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import time
from pathlib import Path

sys.path.insert(1, str(Path(__file__).resolve().parent.parent))

import demo  # noqa: E402
from build import build  # noqa: E402
from common import BUILD, INSTALLED, LOGS, ROOT, SOURCE, Failed, interpreters, tool  # noqa: E402
from result import Result, report  # noqa: E402
from stages import ROWS, pytest  # noqa: E402
from tests.lab.common.running import lab  # noqa: E402
from tests.live.install import Missing, install  # noqa: E402
from tests.live.place import DRIVERS, TOKEN, Place  # noqa: E402
from tests.live.real import ADDRESS, DRIVER  # noqa: E402
from tests.live.real import TOKEN as TOKEN_VARIABLE  # noqa: E402
from tests.live.services import Services, running  # noqa: E402

FOLDER = BUILD / "live"
# Each suite's files, and of what is in them the part that can be run on a real server.
SUITES: dict[str, tuple[str, ...]] = {
    "lives": ("tests/live",),
    "contract": ("tests/contract", "-k", "infrahub"),
    "integration": ("tests/integration/test_lives.py", "-k", "infrahub and own"),
}
WORKED = ("lives", "contract")  # the suites with something that needs the worker


def say(text: str) -> None:
    print(f"live: {text}", flush=True)


def site(sites: int, address: str) -> Result:
    """The playbook twice: Infrahub is the real one, Infino and Ironflow are stand-ins; nothing changes in the end."""
    result, folder = Result(), FOLDER / "site"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    options = argparse.Namespace(sites=sites, more=[])
    with lab(only="infino,ironflow") as exports:
        exports |= {"INFRAHUB_ADDRESS": address, "INFRAHUB_API_TOKEN": TOKEN}
        try:
            runs = [demo.play(number, options, exports, folder) for number in (1, 2)]
        except Failed as error:
            result.fail("playbooks/site.yml")
            result.excerpt = str(error)
            return result
    print(demo.table(runs), flush=True)
    result.passed += 1
    if wrong := demo.verdict(runs[1]) or ([] if runs[1].hosts else ["it reached no host"]):
        result.fail(f"the second run should have changed nothing: {'; '.join(wrong)}")
        result.excerpt = f"all it said is in {folder}"
    else:
        result.passed += 1
    return result


def suite(name: str, place: Place, more: list[str]) -> Result:
    log = LOGS / f"live-{name}.log"
    log.unlink(missing_ok=True)
    path, *options = SUITES[name]
    if place.driver == "worker":
        options += ["-m", "needs_worker"]
    variables = {ADDRESS: place.address, TOKEN_VARIABLE: TOKEN, DRIVER: place.driver}
    variables["OPSWEAVE_SDK_PYTHON"] = tool(".venv-sdk", "python")
    variables["ANSIBLE_COLLECTIONS_PATH"] = str(SOURCE if name == "lives" else INSTALLED)
    ROWS.unlink(missing_ok=True)
    result = pytest([path], [*options, "-v", "--durations=20", *more], log, **variables)
    result.notes = ROWS.read_text() if ROWS.exists() else ""
    return result


def everything(place: Place, options: argparse.Namespace) -> dict[str, Result]:
    """With the worker only what needs it, of which the integration has nothing."""
    names = [name for name in SUITES if place.driver == "local" or name in WORKED]
    steps = {name: lambda name=name: suite(name, place, options.more) for name in names}
    if place.driver == "local":
        steps = {"site": lambda: site(options.sites, place.address), **steps}
    results = {}
    for name, step in steps.items():
        if options.only and name not in options.only:
            continue
        say(f"{name} begins")
        start = time.monotonic()
        results[f"live-{name}"] = result = step()
        result.seconds = time.monotonic() - start
        say(f"{name}: {'FAILED' if result.failed else 'passed'} after {result.seconds:.0f} s")
    return results


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--sites", type=int, default=5, help="how many airports the playbook plans (default: %(default)s)"
    )
    parser.add_argument("--only", action="append", choices=["site", *SUITES], help="nothing but this; more than once")
    parser.add_argument("--stop", action="store_true", help="end a server that KEEP=1 left running")
    parser.add_argument("more", nargs="*", metavar="OPTION", help="more for pytest, after --")
    return parser.parse_args()


def chosen_place() -> Place:
    driver = os.environ.get("LIVE_DRIVER", "local")
    if driver not in DRIVERS:
        raise Missing(f"LIVE_DRIVER={driver} is none of {', '.join(DRIVERS)}")
    place = Place(FOLDER, ROOT / ".venv-live", driver)
    if port := os.environ.get("LIVE_PORT"):
        place.ports["infrahub"] = int(port)
    return place


def main() -> int:
    options, start = arguments(), time.monotonic()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    keep = bool(os.environ.get("KEEP"))
    try:
        place = chosen_place()
        if options.stop:
            place.prepare()
            Services(place, say).stop()
            return 0
        build()
        there = interpreters()
        install(place, there.get("3.12") or there.get("3.13"), say)
        say(f"installed after {time.monotonic() - start:.0f} s; starting the server ({place.driver} driver)")
        with running(Services(place, say), keep):
            results = everything(place, options)
    except (Missing, Failed, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 1
    report(results)
    if keep:
        say(
            f"runs on at {place.address}, token {TOKEN}, user admin, password infrahub; 'make live ARGS=--stop' ends it"
        )
    failed = sum(result.failed for result in results.values())
    passed = sum(result.passed for result in results.values())
    print(f"{passed} passed, {failed} failed on a real server in {time.monotonic() - start:.0f} s")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
