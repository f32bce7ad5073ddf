# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lab as a process of its own, for tests that reach it over a port: always ready when given, always stopped."""

from __future__ import annotations

import contextlib
import os
import selectors
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60.0


@contextlib.contextmanager
def lab(**options: object) -> Iterator[dict[str, str]]:
    """The exports of ``python -m tests.lab``; its options with underscores: ``lab(only="infino", seeded=True)``."""
    command = [sys.executable, "-m", "tests.lab", "--parent", str(os.getpid()), *flags(options)]
    with tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors)
        try:
            yield exports(process, errors)
        finally:
            end(process)


def flags(options: dict[str, object]) -> list[str]:
    made: list[str] = []
    for name, value in options.items():
        if value is not None and value is not False:
            made += [f"--{name.replace('_', '-')}", *([] if value is True else [str(value)])]
    return made


def exports(process: subprocess.Popen[bytes], errors: IO[str]) -> dict[str, str]:
    assert process.stdout is not None
    text, deadline = b"", time.monotonic() + PATIENCE
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while not text.endswith(b"ready\n"):
            left = deadline - time.monotonic()
            part = os.read(process.stdout.fileno(), 65536) if left > 0 and selector.select(left) else b""
            if not part:
                process.kill()
                process.wait()
                errors.seek(0)
                raise RuntimeError(f"the lab did not start: {text.decode()}{errors.read()[-2000:]}")
            text += part
    words = [shlex.split(line) for line in text.decode().splitlines()]
    return dict(line[1].split("=", 1) for line in words if line[0] == "export")


def end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    assert process.stdout is not None
    process.stdout.close()
