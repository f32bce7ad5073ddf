# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Run the stages of the tests, two at a time, and say what ran: 'test.py', or 'test.py STAGE [OPTION...]' for one."""

from __future__ import annotations

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Sequence

sys.path.insert(1, str(Path(__file__).resolve().parent.parent))

from build import build  # noqa: E402
from common import LOGS, Failed  # noqa: E402
from result import Result, report  # noqa: E402
from stages import STAGES, perform  # noqa: E402

LANES = 2


def say(text: str) -> None:
    """A line at once, since the other lane writes too."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def timed(name: str, more: Sequence[str]) -> Result:
    say(f"{name}: begins")
    start = time.monotonic()
    result = perform(name, more)
    result.seconds = time.monotonic() - start
    say(f"{name}: {'FAILED' if result.failed else 'passed'} after {result.seconds:.0f} s")
    return result


def main(arguments: Sequence[str]) -> int:
    names = [one for one in arguments[:1] if one in STAGES] or list(STAGES)
    if arguments and arguments[0] not in STAGES:
        print(f"{arguments[0]} is none of the stages: {', '.join(STAGES)}", file=sys.stderr)
        return 2
    start = time.monotonic()
    try:
        build()
    except Failed as error:
        print(error, file=sys.stderr)
        return 1
    with ThreadPoolExecutor(LANES) as lanes:
        running = {name: lanes.submit(timed, name, arguments[1:]) for name in names}
        results = {name: future.result() for name, future in running.items()}
    report(results)
    passed, failed = (sum(getattr(result, side) for result in results.values()) for side in ("passed", "failed"))
    skipped = sum(result.skipped.total() for result in results.values())
    print(f"full logs: {LOGS}")
    print(f"{passed} passed, {failed} failed, {skipped} skipped in {time.monotonic() - start:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
