# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""``infino-sdk`` at the other end of a line: any method of its client, by name."""

from __future__ import annotations

import asyncio
import json
import os
from typing import Any, Callable

from infino_sdk import InfinoSDK
from infino_sdk.lib import RetryConfig

from .line import serve

WHO = (os.environ["INFINO_ACCESS_KEY"], os.environ["INFINO_SECRET_KEY"], os.environ["INFINO_ENDPOINT"])
client = InfinoSDK(*WHO)


def made(maker: Callable[..., Any], *more: Any) -> Any:
    """What a client that is made this way is told of the server; it is closed again."""
    one = maker(*WHO, *more)
    try:
        return one.ping()
    finally:
        one.close()


def websocket_connect(path: str, headers: dict[str, str], said: Any) -> list[Any]:
    """What the server says in a conversation, to its end."""

    async def talk() -> list[Any]:
        heard = []
        async with await client.websocket_connect(path, headers=headers) as connection:
            await connection.send(json.dumps(said))
            async for text in connection:
                heard.append(json.loads(text))
                kinds = {heard[-1].get("type"), heard[-1].get("content", {}).get("type")}
                if kinds & {"EOM", "result", "error"}:
                    return heard
        return heard

    return asyncio.run(talk())


OWN: dict[str, Callable[..., Any]] = {
    "InfinoSDK": lambda: made(InfinoSDK),
    "new": lambda: made(InfinoSDK.new),
    "new_with_retry": lambda: made(InfinoSDK.new_with_retry, RetryConfig()),
    "close": lambda: made(InfinoSDK),
    "websocket_connect": websocket_connect,
}


def perform(method: str, *args: Any, **named: Any) -> Any:
    """What a method returns; ``methods`` are the names of all that are public."""
    if method == "methods":
        return [name for name in dir(client) if not name.startswith("_") and callable(getattr(client, name))]
    return (OWN.get(method) or getattr(client, method))(*args, **named)


if __name__ == "__main__":
    serve(perform)
