# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A conversation in which the stand-in speaks first: whenever there is news, as well as when it is spoken to."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from typing import Any

from starlette.websockets import WebSocket

LEAVE = object()  # in place of a frame: the stand-in ends the conversation


class News:
    """Frames for one listener. ``rung`` is set where an event loop waits for them."""

    def __init__(self) -> None:
        self.frames: deque[Any] = deque()
        self.rung: asyncio.Event | None = None

    def tell(self, frame: Any) -> None:
        self.frames.append(frame)
        if self.rung:
            self.rung.set()


async def heard(talk: WebSocket, news: News) -> AsyncIterator[dict[str, Any]]:
    """The messages of the client, until it leaves. In between the news are told."""
    wire = talk.scope["lab.wire"]
    while True:
        while news.frames:
            frame = news.frames.popleft()
            if frame is LEAVE:
                await talk.close(1011, "going away")
                return
            await talk.send_json(frame)
        message = await wire.hear(talk.receive, news)
        if message is None:
            continue
        if message["type"] == "websocket.disconnect":
            return
        yield message
