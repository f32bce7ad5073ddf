# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""``python -m tests.lab``: the three stand-ins in the foreground, on loopback ports, until they are told to stop."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import shlex
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import uvicorn

from .common.serve import listen, server
from .common.stand_in import StandIn

Made = tuple[StandIn, dict[str, str]]


# Each is imported when it is started, so that one can be had without the packages of the others.
def infrahub(address: str, _options: argparse.Namespace) -> Made:
    from .infrahub.lab import InfrahubLab

    made = InfrahubLab()
    return made, {"INFRAHUB_ADDRESS": address, "INFRAHUB_API_TOKEN": next(iter(made.tokens))}


def infino(address: str, _options: argparse.Namespace) -> Made:
    from .infino.lab import InfinoLab

    made = InfinoLab()
    return made, {
        "INFINO_ENDPOINT": address,
        "INFINO_ACCESS_KEY": made.access_key,
        "INFINO_SECRET_KEY": made.secret_key,
    }


def ironflow(address: str, options: argparse.Namespace) -> Made:
    from .ironflow.lab import IronflowLab

    made = IronflowLab(version=options.ironflow_version)
    return made, {
        "IRONFLOW_SERVER_URL": address,
        "IRONFLOW_API_KEY": made.api_key,
        "IRONFLOW_PLATFORM_KEY": made.platform_key,
    }


SYSTEMS: dict[str, Callable[[str, argparse.Namespace], Made]] = {
    "infrahub": infrahub,
    "infino": infino,
    "ironflow": ironflow,
}


def arguments(given: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.lab", description=__doc__)
    for name in SYSTEMS:
        parser.add_argument(f"--{name}-port", type=int, default=0, metavar="PORT", help="default: a free one")
    parser.add_argument("--ironflow-version", default="0.53.0", metavar="VERSION", help="default: %(default)s")
    parser.add_argument("--only", type=systems, default=tuple(SYSTEMS), metavar="SYSTEM,...", help="default: all")
    state = parser.add_mutually_exclusive_group()
    state.add_argument("--seeded", action="store_true", help="begin with a small sample data set")
    state.add_argument("--empty", dest="seeded", action="store_false", help="begin with nothing (default)")
    parser.add_argument("--exports", type=Path, metavar="FILE", help="write the export lines to this file too")
    parser.add_argument("--parent", type=int, metavar="PID", help="end when this process is gone")
    return parser.parse_args(given)


def systems(text: str) -> tuple[str, ...]:
    chosen = tuple(text.split(","))
    if unknown := [name for name in chosen if name not in SYSTEMS]:
        raise argparse.ArgumentTypeError(f"{unknown[0]!r} is none of {', '.join(SYSTEMS)}")
    return chosen


def start(options: argparse.Namespace) -> tuple[dict[socket.socket, StandIn], list[str]]:
    running: dict[socket.socket, StandIn] = {}
    lines: list[str] = []
    for name in options.only:
        port = getattr(options, f"{name}_port")
        try:
            listening = listen(port)
        except OSError as error:
            raise SystemExit(f"{name}: port {port}: {error.strerror}") from None
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        stand_in, exports = SYSTEMS[name](address, options)
        seed = getattr(stand_in, "seed", None)
        if options.seeded and seed:
            seed()
        running[listening] = stand_in
        lines += [f"export {key}={shlex.quote(value)}" for key, value in exports.items()]
    return running, lines


async def serve(running: dict[socket.socket, StandIn], parent: int | None, ready: Callable[[], None]) -> None:
    servers = [(server(stand_in), listening) for listening, stand_in in running.items()]
    for one, _skip in servers:
        # Each would take the signals for itself, and only one of them would hear.
        one.capture_signals = contextlib.nullcontext  # type: ignore[method-assign]

    def stop() -> None:
        for one, _skip in servers:
            one.should_exit = True

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    tasks = [asyncio.create_task(one.serve(sockets=[listening])) for one, listening in servers]
    watch = asyncio.create_task(until_gone(parent, stop))
    await started([one for one, _skip in servers])
    ready()
    await asyncio.gather(*tasks)
    watch.cancel()


async def started(servers: list[uvicorn.Server]) -> None:
    while not all(one.started or one.should_exit for one in servers):
        await asyncio.sleep(0.01)


async def until_gone(parent: int | None, stop: Callable[[], None]) -> None:
    while parent is not None and alive(parent):
        await asyncio.sleep(0.5)
    if parent is not None:
        stop()


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        # One that has ended and is not yet collected by its own parent still takes signals.
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return not Path("/proc/self").exists()  # where there is no /proc, the signal was the answer


def keep(path: Path, text: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        path.unlink()  # a file that stands there may be readable by others
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)


def main(given: list[str]) -> None:
    options = arguments(given)
    running, lines = start(options)

    def ready() -> None:
        if options.exports:
            keep(options.exports, "\n".join([*lines, ""]))
        print("\n".join([*lines, "ready"]), flush=True)

    asyncio.run(serve(running, options.parent, ready))


if __name__ == "__main__":
    main(sys.argv[1:])
