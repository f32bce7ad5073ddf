# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The thread that sends: what it does when more comes than it can keep, or when it is broken."""

from __future__ import annotations

import threading
import time

import pytest

from ansible_collections.opsweave.platform.plugins.plugin_utils import posting
from ansible_collections.opsweave.platform.plugins.plugin_utils.posting import Post


def test_all_is_sent_in_its_order_and_in_batches():
    got = []
    post = Post(lambda batch: got.append(batch) or [], 3, 5.0)
    for number in range(7):
        post.put(number)
    assert post.close(5) is None
    assert got == [[0, 1, 2], [3, 4, 5], [6]]


def test_what_waits_a_pause_is_sent_before_the_end():
    got = []
    post = Post(lambda batch: got.append(batch) or [], 100, 0.05)
    post.put(1)
    until = time.monotonic() + 5
    while not got and time.monotonic() < until:
        time.sleep(0.01)
    assert got == [[1]] and post.close(5) is None


def test_more_than_can_wait(monkeypatch):
    monkeypatch.setattr(posting, "MOST", 5)
    gate = threading.Event()
    post = Post(lambda batch: [] if gate.wait(5) else batch, 1, 0.0)
    for number in range(20):
        post.put(number)
    gate.set()
    told = post.close(5)
    assert told is not None and " of 20 events were not sent: more than 5 waited" in told


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_bug_ends_the_thread_and_is_told():
    post = Post(lambda batch: 1 / 0, 10, 0.0)
    post.put("one")
    assert post.close(5) == "1 of 1 events were not sent: this is a bug in opsweave.platform, please report it"
