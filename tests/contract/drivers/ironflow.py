# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""``ironflow-py`` of any version at the other end of a line: any method of its REST client by name, any of its
ConnectRPC client by area and name (``projections.register``) with a message in JSON, and emitting."""

from __future__ import annotations

import inspect
import json
import os
from importlib.metadata import version
from typing import Any

from ironflow import IronflowClient, IronflowRPC
from ironflow.rpc import v1

from .line import serve

where = {"server_url": os.environ["IRONFLOW_SERVER_URL"], "api_key": os.environ["IRONFLOW_API_KEY"]}
client, rpc = IronflowClient(**where), IronflowRPC(**where)


def emit(name: str, data: dict[str, Any], **more: Any) -> dict[str, Any]:
    """As this SDK does it: by REST where it has the route, else by ConnectRPC."""
    if hasattr(client, "events_create"):
        return dict(client.events_create({"name": name, "data": data, **more}))
    words = {"idempotency_key": "idempotencyKey"}
    message = {"event": name, "data": data, **{words.get(word, word): value for word, value in more.items()}}
    answer = rpc.events.emit(v1.TriggerRequest.from_json(json.dumps(message)))
    return {"event_id": answer.event_id, "run_ids": list(answer.run_ids)}


def secret(method: str, *args: Any) -> Any:
    """Secrets want the environment named, in a header whose name differs by version."""
    call = getattr(client, f"secrets_{method}")
    (header,) = (name for name in inspect.signature(call).parameters if name.startswith("x_ironflow"))
    return call(*args, **{header: "env_default"})


def over_rpc(path: str, message: dict[str, Any]) -> Any:
    """The message is made and the answer read by the SDK's own classes."""
    area, _skip, method = path.partition(".")
    call = getattr(getattr(rpc, area), method)
    kind = str(inspect.signature(call).parameters["request"].annotation).strip("'")
    return json.loads(call(getattr(v1, kind).from_json(json.dumps(message))).to_json())


OWN = {"emit": emit, "secret": secret, "version": lambda: version("ironflow-py")}


def perform(method: str, *args: Any, **named: Any) -> Any:
    if "." in method:
        return over_rpc(method, *args)
    return (OWN.get(method) or getattr(client, method))(*args, **named)


if __name__ == "__main__":
    serve(perform)
