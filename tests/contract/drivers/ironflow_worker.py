# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The worker of a projection as ``ironflow-py`` from 0.44 on runs it: it adds up what orders come to."""

from __future__ import annotations

import asyncio
import logging
import os
from typing import Any

from ironflow._gen.projection_connect import ProjectionServiceClient
from ironflow.projection import create_projection
from ironflow.projection._runner import ProjectionRunner


def work(name: str, events: list[str], partition_key: str = "", seconds: float = 5.0) -> int:
    """Register the projection and work for it for so long; how many events were handled."""
    handled = []

    def add(state: dict[str, Any], event: Any, context: Any) -> dict[str, Any]:
        handled.append(event.id)
        return {"sum": state["sum"] + event.data["total"], "last": event.id}

    made = create_projection(
        name=name, events=events, handler=add, initial_state=lambda: {"sum": 0, "last": ""}, partition_key=partition_key
    )

    async def run() -> None:
        headers = {"Authorization": f"Bearer {os.environ['IRONFLOW_API_KEY']}"}
        client = ProjectionServiceClient(os.environ["IRONFLOW_SERVER_URL"])
        runner = ProjectionRunner(made, client, lambda: headers, logging.getLogger("worker"))
        runner.poll_min = runner.poll_max = 0.2
        running = asyncio.ensure_future(runner.run())
        await asyncio.wait((running,), timeout=seconds)
        await runner.stop()
        await running

    asyncio.run(run())
    return len(handled)
