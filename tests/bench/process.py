# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A stand-in in a process of its own, which tells its address first and ends when its standard input does."""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from tests.lab.common.serve import listen, serve
from tests.lab.common.stand_in import StandIn

ROOT = Path(__file__).resolve().parents[2]


@contextlib.contextmanager
def running(module: str, *arguments: str) -> Iterator[str]:
    """The address of the stand-in that a module of the bench keeps."""
    command = [sys.executable, "-m", f"tests.bench.{module}", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None and process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.stdin.close()


def stay(stand_in: StandIn) -> None:
    listening = listen()
    print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
    threading.Thread(target=leave, daemon=True).start()
    asyncio.run(serve({listening: stand_in}))


def leave() -> None:
    sys.stdin.read()
    os._exit(0)
