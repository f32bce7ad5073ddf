# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""``ironflow-py`` of any version at the other end of a line: any method of its REST client by name, any RPC by its
service and method (``ProjectionService/GetProjection``) or by the client's name for it (``projections.get``)."""

from __future__ import annotations

import asyncio
import base64
import inspect
import os
from contextlib import aclosing
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from threading import Timer
from typing import Any

from ironflow import IronflowClient, IronflowRPC

from .ironflow_rpc import Methods
from .ironflow_shapes import wrong
from .line import serve

where = {"server_url": os.environ["IRONFLOW_SERVER_URL"], "api_key": os.environ["IRONFLOW_API_KEY"]}
client = IronflowClient(**where)
platform = IronflowClient(where["server_url"], os.environ["IRONFLOW_PLATFORM_KEY"])
methods = Methods(IronflowRPC(**where))


def emit(name: str, data: dict[str, Any], **more: Any) -> dict[str, Any]:
    """As this SDK does it: by REST where it has the route, else by ConnectRPC."""
    if hasattr(client, "events_create"):
        return dict(client.events_create({"name": name, "data": data, **more}))
    words = {"idempotency_key": "idempotencyKey"}
    message = {"event": name, "data": data, **{words.get(word, word): value for word, value in more.items()}}
    answer = methods.call("IronflowService/Emit", message)
    return {"event_id": answer["eventId"], "run_ids": answer.get("runIds", [])}


def rest(method: str, *args: Any, of_platform: bool = False, **named: Any) -> Any:
    """A body of bytes is given as ``{"base64": ...}``, and what comes as bytes is told so.

    Some want the environment named, in a header whose name differs by version. What a server of the SDK's
    own version answers must be what the SDK's models say.
    """
    call = getattr(platform if of_platform else client, method)
    for name, parameter in inspect.signature(call).parameters.items():
        if name.startswith("x_ironflow_environment") and parameter.default is parameter.empty:
            named.setdefault(name, "env_default")
    answer = call(*map(raw, args), **named)
    if hasattr(answer, "iter_bytes"):
        with answer:
            return {"base64": base64.b64encode(answer.read()).decode(), "headers": dict(answer.headers)}
    if alike() and (mistakes := wrong(call, answer)):
        raise TypeError(f"{method}: {'; '.join(mistakes)}")
    return answer


@cache
def alike() -> bool:
    return bool(client.capabilities().get("version") == version("ironflow-py"))


def raw(given: Any) -> Any:
    return base64.b64decode(given["base64"]) if isinstance(given, dict) and set(given) == {"base64"} else given


def watch(method: str, *args: Any, take: int = 1, **named: Any) -> list[Any]:
    """What a watch tells first."""

    async def listen() -> list[Any]:
        found = []
        async with aclosing(getattr(client, method)(*args, **named)) as told:
            while len(found) < take:
                found.append(asdict(await asyncio.wait_for(anext(told), 5)))
        return found

    return asyncio.run(listen())


def work(*args: Any, **named: Any) -> int:
    from .ironflow_worker import work as worker  # only newer ones have it

    return worker(*args, **named)


OWN = {
    "work": work,
    "emit": emit,
    "watch": watch,
    "version": lambda: version("ironflow-py"),
    "methods": lambda: sorted(name for name in vars(IronflowClient) if not name.startswith("_")),
    "procedures": lambda: {name: methods.names.get(name) for name in methods.generated},
}


def perform(method: str, *args: Any, then: list[Any] | None = None, **named: Any) -> Any:
    """``then`` is a call that is made meanwhile, once a watch or stream listens."""
    if then:
        later = Timer(0.3, perform, then)
        later.start()
        try:
            return perform(method, *args, **named)
        finally:
            later.join()
    if "/" in method or "." in method:
        return methods.call(method, *args, **named)
    return OWN[method](*args, **named) if method in OWN else rest(method, *args, **named)


if __name__ == "__main__":
    serve(perform)
