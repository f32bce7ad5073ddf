# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Send what happens in a play without holding it up: a thread sends it in batches, and whoever waits for it at the
end waits for a limited time."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from typing import Any

from ..module_utils.core.errors import PlatformError, Unreachable
from .client import sentence

"".encode("idna")  # else the thread loads this codec, and a worker that is forked meanwhile would wait for ever

MOST = 5_000  # what may wait; of more, the newest are left out
TRIES = 3  # refused batches in a row before nothing more is sent
AGAIN = 2.0  # seconds until a server that was not there is tried again
END = object()


class Post:
    """``send`` takes a list of what was put, and gives a sentence for each of it that was refused.

    A server that is not there is tried again until the end. Since an answer may be lost, ``send`` must do no harm
    when it is given the same list twice.
    """

    def __init__(self, send: Callable[[list[Any]], list[str]], batch: int, pause: float) -> None:
        self.send, self.batch, self.pause = send, batch, pause
        self.waiting: queue.Queue[Any] = queue.Queue()
        self.over = threading.Event()
        self.given = self.sent = self.failed = 0
        self.reasons: dict[str, None] = {}
        self.finished = False
        self.thread = threading.Thread(target=self._run, name="opsweave-post", daemon=True)
        self.thread.start()

    def put(self, one: Any) -> None:
        self.given += 1
        if self.waiting.qsize() < MOST:
            self.waiting.put(one)
        else:
            self._because(f"more than {MOST} waited")

    def close(self, patience: float) -> str | None:
        """Send what waits, for so many seconds at most; a sentence if something was not sent."""
        self.waiting.put(END)
        self.over.set()
        self.thread.join(patience)
        if self.thread.is_alive():
            self._because(f"there was no time for more after {patience:g} s")
        elif not self.finished:
            self._because("this is a bug in opsweave.platform, please report it")
        missing = self.given - self.sent
        return f"{missing} of {self.given} events were not sent: {'; '.join(list(self.reasons))}" if missing else None

    def _because(self, why: str) -> None:
        if len(self.reasons) < TRIES:
            self.reasons[why] = None

    def _run(self) -> None:
        more = True
        while more and self.failed < TRIES:
            batch, more = self._gather()
            if batch and not self._delivered(batch):
                break
        self.finished = True

    def _gather(self) -> tuple[list[Any], bool]:
        """What has come within the pause after the first, and whether more may come."""
        found = [self.waiting.get()]
        until = time.monotonic() + self.pause
        while found[-1] is not END and len(found) < self.batch:
            try:
                left = 0.0 if self.over.is_set() else max(0.0, until - time.monotonic())
                found.append(self.waiting.get(timeout=left) if left else self.waiting.get_nowait())
            except queue.Empty:
                break
        return [one for one in found if one is not END], found[-1] is not END

    def _delivered(self, batch: list[Any]) -> bool:
        """False where the play is over and the server is still not there."""
        last = False
        while True:
            try:
                refused = self.send(batch)
            except Unreachable as error:
                if last:
                    self._because(sentence(error))
                    return False
                last = self.over.wait(AGAIN)
            except PlatformError as error:
                self.failed += 1
                self._because(sentence(error))
                return True
            else:
                self.failed = 0
                self.sent += len(batch) - len(refused)
                for text in refused:
                    self._because(text)
                return True
