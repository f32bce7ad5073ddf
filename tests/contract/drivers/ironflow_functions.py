# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A worker of ``ironflow-py`` at the other end of a line: it registers three functions and carries out their runs."""

from __future__ import annotations

import asyncio
import os
from threading import Thread
from typing import Any

from ironflow.worker import Context, NonRetryableError, Worker, function

from .line import serve


@function(id="pay", name="Pay", triggers=[{"event": "order.paid"}], description="Books an order", secrets=["TOKEN"])
async def pay(ctx: Context) -> Any:
    net = await ctx.step.run("net", lambda: ctx.event.data["net"])
    await ctx.step.sleep("rest", "100ms")
    taxed = await ctx.step.invoke("tax", {"net": net})
    return {"gross": taxed["gross"], "token": len(ctx.secrets["TOKEN"]), "attempt": ctx.run.attempt}


@function(id="tax")
async def tax(ctx: Context) -> Any:
    return {"gross": ctx.event.data["net"] * 2}


@function(id="refuse")
async def refuse(ctx: Context) -> Any:
    raise NonRetryableError("no such order", code="NO_ORDER")


class Running:
    """A worker in a loop of its own."""

    def __init__(self) -> None:
        where = {"server_url": os.environ["IRONFLOW_SERVER_URL"], "api_key": os.environ["IRONFLOW_API_KEY"]}
        self.worker = Worker(
            functions=[pay, tax, refuse], worker_id="w-1", poll_wait=1, labels={"site": "ams"}, **where
        )
        self.loop = asyncio.new_event_loop()
        self.thread = Thread(target=self.loop.run_until_complete, args=(self.worker.start(),), daemon=True)

    def start(self) -> str:
        self.thread.start()
        return self.worker.worker_id

    def stop(self) -> str:
        asyncio.run_coroutine_threadsafe(self.worker.drain(5), self.loop).result(10)
        self.thread.join(10)
        return str(self.worker.state)


running = Running()


def perform(method: str) -> Any:
    return getattr(running, method)()


if __name__ == "__main__":
    serve(perform)
