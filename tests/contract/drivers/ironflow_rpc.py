# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Any RPC method of ``ironflow-py`` by service and name, its messages as JSON.

The client that its users see has most methods; the others are called as the generated clients below it have them, over
the same connections.
"""

from __future__ import annotations

import importlib
import inspect
import itertools
import json
import os
import pkgutil
import re
from operator import attrgetter
from typing import Any, Callable, Iterator

from ironflow import IronflowRPC, _gen
from ironflow.rpc import _client as typed

NAMED = re.compile(r"# rpc: ironflow\.v1\.(\w+/\w+)\n\s+def (\w+)")
SHORT = 5.0  # seconds that a stream is listened to


class Methods:
    """``call("PubSubService/Publish", {...})`` is the answer as JSON, of a stream the first ``take`` messages.

    Where the client sends a stream, ``message`` is a list.
    """

    def __init__(self, rpc: IronflowRPC) -> None:
        self.rpc = rpc
        self.generated = dict(self.below())
        self.names = dict(self.above())

    def above(self) -> Iterator[tuple[str, str]]:
        """The client's names of the methods that it has, such as ``projections.get``."""
        for area, space in vars(self.rpc).items():
            if type(space).__module__ == typed.__name__:
                for procedure, method in NAMED.findall(inspect.getsource(type(space))):
                    yield procedure, f"{area}.{method}"

    def below(self) -> Iterator[tuple[str, Callable[..., Any]]]:
        for name in (one.name for one in pkgutil.iter_modules(_gen.__path__) if one.name.endswith("_connect")):
            module = importlib.import_module(f"{_gen.__name__}.{name}")
            (client,) = (one for key, one in vars(module).items() if key.endswith("ServiceClientSync"))
            made = client(self.rpc._server_url, **self.rpc._client_kwargs())
            service = client.__name__.removesuffix("ClientSync")
            for procedure in re.findall(r"name=\"(\w+)\",\n\s+service_name", inspect.getsource(client)):
                yield f"{service}/{procedure}", getattr(made, snake(procedure))

    def call(self, procedure: str, message: Any = None, take: int = 1) -> Any:
        if "." in procedure:
            (procedure,) = (one for one, name in self.names.items() if name == procedure)
        shown = self.names.get(procedure)
        method = attrgetter(shown)(self.rpc) if shown else self.generated[procedure]
        kind, many = asked(self.generated[procedure])
        limit = {"timeout": SHORT} if shown else {"timeout_ms": int(SHORT * 1000)}
        if many:  # which the client does not wrap yet, so that it sends no key of its own
            limit = {**limit, "headers": {"authorization": f"Bearer {os.environ['IRONFLOW_API_KEY']}"}}
            answer = method(iter([read(kind, one) for one in message]), **limit)
        else:
            answer = method(read(kind, message or {}), **limit)
        return written(answer) if hasattr(answer, "to_json") else [*map(written, taken(answer, take))]


def taken(messages: Any, count: int) -> list[Any]:
    """The first messages of a stream, which is closed then."""
    try:
        return list(itertools.islice(messages, count))
    finally:
        messages.close()


def asked(method: Callable[..., Any]) -> tuple[type[Any], bool]:
    """The type of what a method sends, and whether it sends many."""
    told = inspect.signature(method).parameters["request"].annotation
    name = told.removeprefix("Iterator[").removesuffix("]")
    return getattr(inspect.getmodule(method), name), name != told


def read(kind: type[Any], message: Any) -> Any:
    return kind.from_json(json.dumps(message))


def written(message: Any) -> Any:
    return json.loads(message.to_json())


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()
