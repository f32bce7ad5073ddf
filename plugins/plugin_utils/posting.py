# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Send what happens in a play without holding it up: a thread sends it in batches, and whoever waits for it at the
end waits for a limited time."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from typing import Any

from ..module_utils.core.errors import PlatformError
from .client import sentence

MOST = 10_000  # what may wait; of more, the newest are left out and counted
TRIES = 3  # batches in a row that may fail before nothing more is sent
END = object()


class Post:
    """``send`` takes a list of what was put and says which of it was refused. Nothing here raises anything."""

    def __init__(self, send: Callable[[list[Any]], list[str]], batch: int, pause: float) -> None:
        self.send, self.batch, self.pause = send, batch, pause
        self.waiting: queue.Queue[Any] = queue.Queue(MOST)
        self.left_out = self.sent = self.lost = 0
        self.troubles: list[str] = []
        self.failed, self.over = 0, False
        self.thread = threading.Thread(target=self._run, name="opsweave-post", daemon=True)
        self.thread.start()

    def put(self, one: Any) -> None:
        try:
            self.waiting.put_nowait(one)
        except queue.Full:
            self.left_out += 1

    def close(self, patience: float) -> list[str]:
        """Send what waits, for so many seconds at most; what was not sent, in sentences."""
        until = time.monotonic() + patience
        try:
            self.waiting.put(END, timeout=patience)
            self.thread.join(max(0.0, until - time.monotonic()))
        except queue.Full:
            pass  # then it is still alive, and told of as such
        said = list(dict.fromkeys(self.troubles))
        if not self.over and not self.thread.is_alive():
            said.append("sending ended with a bug in opsweave.platform, please report it")
        elif not self.over:
            said.append(f"not everything was sent within {patience:g} s; some {self.waiting.qsize()} events were left")
        if self.lost or self.left_out:
            said.append(f"{self.lost + self.left_out} events were not sent, {self.sent} were")
        return said

    def _run(self) -> None:
        more = True
        while more:
            batch, more = self._gather()
            if not batch:
                continue
            if self.failed >= TRIES:
                self.lost += len(batch)
                continue
            try:
                self.troubles += self.send(batch)
                self.sent += len(batch)
                self.failed = 0
            except PlatformError as error:
                self._missed(batch, sentence(error))
        self.over = True

    def _gather(self) -> tuple[list[Any], bool]:
        """What has come within the pause after the first, and whether more may come."""
        found = [self.waiting.get()]
        until = time.monotonic() + self.pause
        while found[-1] is not END and len(found) < self.batch:
            try:
                found.append(self.waiting.get(timeout=max(0.0, until - time.monotonic())))
            except queue.Empty:
                break
        return [one for one in found if one is not END], found[-1] is not END

    def _missed(self, batch: list[Any], why: str) -> None:
        self.failed += 1
        self.lost += len(batch)
        self.troubles.append(why)
