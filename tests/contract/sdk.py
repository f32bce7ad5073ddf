# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A vendor's SDK in a process of its own, run by the Python of an environment of its own."""

from __future__ import annotations

import json
import os
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, Mapping

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENTS = {"OPSWEAVE_SDK_PYTHON": ".venv-sdk", "OPSWEAVE_SDK_OLD_PYTHON": ".venv-sdk-old"}


class Refused(Exception):
    """The SDK raised an error; ``status`` is the server's where the SDK tells it."""

    def __init__(self, text: str, status: int | None) -> None:
        super().__init__(text)
        self.status = status


def python_of(variable: str, package: str = "") -> str:
    """The Python that has the SDK; without it the test is skipped."""
    python = Path(os.environ.get(variable) or ROOT / ENVIRONMENTS[variable] / "bin" / "python")
    there = python.exists() and (not package or importable(str(python), package))
    if not there:
        what = package or "the vendors' SDKs"
        pytest.skip(f"{ENVIRONMENTS[variable]} does not have {what}; 'make contract' installs it")
    return str(python)


@lru_cache(None)
def importable(python: str, package: str) -> bool:
    return subprocess.run([python, "-c", f"import {package}"], check=False, capture_output=True).returncode == 0


class Sdk:
    """``sdk("get_record", "d", "1")`` is what the driver's ``perform`` returns for this, or raises ``Refused``."""

    def __init__(self, driver: str, python: str, exports: Mapping[str, str]) -> None:
        # Nothing of ours may steer the SDK: neither variables nor what pytest put in its path.
        env = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.called: set[str] = set()
        self.process = subprocess.Popen(
            [python, "-m", f"tests.contract.drivers.{driver}"],
            cwd=ROOT,
            env={**env, **exports, "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def __call__(self, *call: Any, **named: Any) -> Any:
        print(json.dumps({"call": call, "with": named}), file=self.lines, flush=True)
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, f"the driver ended at {call[0]} with status {self.process.wait()}"
        answer = json.loads(line)
        if "error" in answer:
            raise Refused(answer["error"], answer["status"])
        self.called.add(str(call[0]))
        return answer["result"]

    @property
    def lines(self) -> IO[str]:
        assert self.process.stdin is not None
        return self.process.stdin

    def close(self) -> None:
        self.process.communicate(timeout=30)
