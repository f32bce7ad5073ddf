# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Run unit, integration and sanity on each supported pair of ansible-core and Python that this machine allows."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(1, str(Path(__file__).resolve().parent.parent))

import stages  # noqa: E402
from build import build  # noqa: E402
from common import LOGS, ROOT, Failed, ask, interpreters, tail, tool  # noqa: E402
from result import Result  # noqa: E402

# requirements/demo.in says which ansible-core goes with a Python; the last pair is the newest of both that are there.
OLDEST, MIDDLE, NEWEST = "3.10", "3.11", ("3.14", "3.13", "3.12")
PARTS = {"unit": stages.unit, "integration": stages.integration, "sanity": stages.sanity}


def environment(version: str, python: Path) -> str:
    """The environment of a pair below .venv-matrix/, made or brought up to date."""
    name = f".venv-matrix/{version}"
    lists = [ROOT / "requirements" / f"{one}.txt" for one in ("demo", "test")]
    stamp, wanted = ROOT / name / "done", "".join(path.read_text() for path in lists)
    if not stamp.exists() or stamp.read_text() != wanted:
        subprocess.run([str(python), "-m", "venv", str(ROOT / name)], check=True)
        install = [tool(name, "python"), "-m", "pip", "install", "--quiet"]
        subprocess.run([*install, *(f"--requirement={path}" for path in lists)], check=True)
        stamp.write_text(wanted)
    return name


def core(name: str) -> str:
    code = "from ansible.release import __version__; print(__version__)"
    return ask([tool(name, "python"), "-c", code])


def pair(version: str, python: Path, parts: list[str]) -> list[str]:
    """Runs a pair and prints a line for each part; gives what failed."""
    name = environment(version, python)
    label = f"ansible-core {core(name)} on Python {version}"
    failures = []
    for part in parts:
        log = LOGS / f"matrix-{version}-{part}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text("")
        start = time.monotonic()
        try:
            result = PARTS[part](log, (), name)
        except (Failed, OSError) as error:
            result = Result(failed=1, problems=[str(error)])
        counts = f"{result.passed} passed, {result.failed} failed, {result.skipped.total()} skipped"
        print(f"{label}: {part}: {counts} in {time.monotonic() - start:.0f} s", flush=True)
        for reason, count in result.skipped.items():
            print(f"    skipped: {count} x {reason}")
        if result.failed or not result.passed:
            failures.append(f"{label}: {part}")
            print(
                (result.excerpt or tail(log))
                + "".join(f"\n    {problem}" for problem in result.problems)
                + f"\n    log: {log}"
            )
    return failures


def main(parts: list[str]) -> int:
    if unknown := [part for part in parts if part not in PARTS]:
        print(f"{unknown[0]} is none of: {', '.join(PARTS)}", file=sys.stderr)
        return 2
    there = interpreters()
    newest = next((version for version in NEWEST if version in there), NEWEST[0])
    wanted = {OLDEST: "2.16", MIDDLE: "2.19", newest: "the newest"}
    failures: list[str] = []
    missing = []
    build()
    for version, what in wanted.items():
        if version in there:
            failures += pair(version, there[version], parts or list(PARTS))
        else:
            missing.append(f"not run: {what} ansible-core on Python {version}, which is not on this machine")
    print("\n".join([*missing, f"{len(wanted) - len(missing)} pairs run, {len(failures)} parts failed", *failures]))
    return 1 if failures or len(missing) == len(wanted) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
