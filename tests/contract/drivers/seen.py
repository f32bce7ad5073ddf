# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The SDK's objects behind one face: what is asynchronous is waited for, and each method that is called is noted."""

from __future__ import annotations

import asyncio
import inspect
from collections import Counter
from enum import Enum
from types import TracebackType
from typing import Any

CALLED: Counter[str] = Counter()
LOOP = asyncio.new_event_loop()


class Seen:
    """Stands for an object of the SDK; its methods give their results at once, those of asynchronous clients too."""

    def __init__(self, target: Any) -> None:
        object.__setattr__(self, "target", target)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.target, name)
        if not inspect.ismethod(found):
            return seen(found)

        def call(*args: Any, **named: Any) -> Any:
            CALLED[f"{plain_name(self.target)}.{name}"] += 1
            return seen(waited(found(*map(bare, args), **{key: bare(value) for key, value in named.items()})))

        call.method = found  # type: ignore[attr-defined]  # for what takes a method, as a batch does
        return call

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self.target, name, bare(value))

    def __getitem__(self, key: Any) -> Any:
        return seen(self.target[key])

    def __iter__(self) -> Any:
        return map(seen, self.target)

    def __bool__(self) -> bool:
        return bool(self.target)

    def __len__(self) -> int:
        return len(self.target)

    def __enter__(self) -> Seen:
        enter = getattr(self.target, "__aenter__", None) or self.target.__enter__
        return Seen(waited(enter()))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        leave = getattr(self.target, "__aexit__", None) or self.target.__exit__
        waited(leave(kind, error, trace))


def plain_name(target: Any) -> str:
    """The same for the synchronous and the asynchronous of two classes."""
    return type(target).__name__.removesuffix("Sync").removesuffix("Async")


def waited(result: Any) -> Any:
    if inspect.isawaitable(result):
        return LOOP.run_until_complete(result)
    if inspect.isasyncgen(result):
        return LOOP.run_until_complete(collected(result))
    return list(result) if inspect.isgenerator(result) else result


async def collected(items: Any) -> list[Any]:
    return [item async for item in items]


def seen(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return type(value)(map(seen, value)) if type(value) in (list, tuple) else value
    ours = type(value).__module__.startswith("infrahub_sdk")
    return Seen(value) if ours and not isinstance(value, Enum) and not hasattr(value, "model_dump") else value


def bare(value: Any) -> Any:
    if isinstance(value, Seen):
        return value.target
    if hasattr(value, "method"):
        return value.method
    if isinstance(value, dict):
        return {key: bare(item) for key, item in value.items()}
    return [bare(item) for item in value] if isinstance(value, list) else value
