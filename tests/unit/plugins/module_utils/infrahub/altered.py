# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A stand-in whose answers to some questions are changed on the way: for states that it never is in for long."""

from __future__ import annotations

import json
from typing import Any, Callable

from tests.unit.play import Play


class Altered:
    """``change`` is called with the JSON of each answer to a request that holds the word, and how many came before."""

    def __init__(self, play: Play, word: str, change: Callable[[Any, int], Any]) -> None:
        self.inner, self.word, self.change, self.met = play.transport, word, change, 0
        play.transport = self

    def __call__(self, method: str, url: str, **how: Any) -> Any:
        reply = self.inner(method, url, **how)
        if self.word in (how.get("data") or b"").decode() + url:
            told = reply.json()
            self.change(told, self.met)
            reply._content = json.dumps(told).encode()
            self.met += 1
        return reply
