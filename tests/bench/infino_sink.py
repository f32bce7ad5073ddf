# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A stand-in for Infino that checks and answers all that it is sent, and keeps nothing: a gigabyte is no matter to it.

``python -m tests.bench.infino_sink`` prints its address, and ends when its standard input does.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.lab.common.serve import listen, serve
from tests.lab.infino.area import Call
from tests.lab.infino.lab import InfinoLab
from tests.lab.infino.records import Records

ROOT = Path(__file__).resolve().parents[2]
DATASET = "bench-upload"


class Forgetful(Records):
    def bulk(self, call: Call) -> Any:
        told = super().bulk(call)
        self.lab.datasets[call["dataset"]].records.clear()
        self.lab.writes.clear()
        return told


class Sink(InfinoLab):
    def __init__(self) -> None:
        super().__init__()
        self.areas = [Forgetful(self) if isinstance(area, Records) else area for area in self.areas]
        self.datasets.add(DATASET)


@contextlib.contextmanager
def sink() -> Iterator[str]:
    """The address of one, in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.infino_sink"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None and process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.stdin.close()


def leave() -> None:
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    listening = listen()
    print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
    threading.Thread(target=leave, daemon=True).start()
    asyncio.run(serve({listening: Sink()}))
