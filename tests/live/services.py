# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The processes that a real Infrahub is made of: started in order, waited for, and ended by their own ids."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import requests

from .install import BROKER, HERE
from .place import HOST, Place

OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch")
MEMORY = ("-Xms512m", "-Xmx1536m", "-XX:+UseSerialGC")
# The last started ends first.
ORDER = ("worker", "infrahub", "prefect", "rabbitmq", "redis", "neo4j")
GRACE = 10.0


class Services:
    """``start`` begins with empty data and gives control back when the server answers; ``stop`` ends what runs."""

    def __init__(self, place: Place, say: Callable[[str], None]) -> None:
        self.place, self.say = place, say
        self.env = place.variables()

    def start(self) -> None:
        self.stop()
        shutil.rmtree(self.place.data, ignore_errors=True)
        self.place.prepare()
        ports, data = self.place.ports, self.place.data
        begun = time.monotonic()
        self.neo4j()
        quiet = ("--save", "", "--appendonly", "no")
        self.spawn("redis", ["redis-server", "--port", ports["redis"], "--bind", HOST, *quiet, "--dir", data])
        prefect = ["uvicorn", "--factory", "infrahub.prefect_server.app:create_infrahub_prefect"]
        self.spawn("prefect", [*prefect, "--host", HOST, "--port", ports["prefect"], "--log-level", "warning"])
        if self.place.driver == "worker":
            self.rabbitmq()
            self.wait("rabbitmq", 120, lambda: listens(ports["rabbitmq"]))
        self.wait("redis", 30, lambda: listens(ports["redis"]))
        self.wait("neo4j", 180, lambda: listens(ports["neo4j"]))
        self.wait("prefect", 240, lambda: answers(f"{self.place.prefect}/health"))
        app = "infrahub.server:app" if self.place.driver == "worker" else "live_app:app"
        where = ["--host", HOST, "--port", ports["infrahub"], "--log-level", "warning", "--no-access-log"]
        self.spawn("infrahub", ["uvicorn", app, *where], PYTHONPATH=str(HERE))
        self.wait("infrahub", 600, lambda: answers(f"{self.place.address}/api/config"))
        if self.place.driver == "worker":
            # It serves numbers about itself on a port of its own, by default the server's.
            pool = ["prefect", "worker", "start", "--type", "infrahubasync", "--pool", "infrahub-worker"]
            self.spawn("worker", pool, INFRAHUB_METRICS_PORT=str(ports["metrics"]))
            self.wait("worker", 240, self.worker_is_online)
        self.say(f"Infrahub answers at {self.place.address} after {time.monotonic() - begun:.0f} s")

    def neo4j(self) -> None:
        there = self.place.folder / "neo4j"
        opened = [f"--add-opens={name}=ALL-UNNAMED" for name in OPENED]
        java = ["java", *MEMORY, "-cp", f"{there / 'classes'}:{there / 'lib'}/*", *opened, "EmbeddedNeo4j"]
        self.spawn("neo4j", [*java, self.place.data / "neo4j", self.place.ports["neo4j"]])

    def rabbitmq(self) -> None:
        ports, home, log = self.place.ports, self.place.data / "rabbitmq", self.place.folder / "log" / "rabbitmq"
        home.mkdir()
        log.mkdir(exist_ok=True)
        settings = {f"listeners.tcp.local = {HOST}:{ports['rabbitmq']}", "default_user = infrahub"}
        (home / "rabbitmq.conf").write_text("\n".join([*settings, "default_pass = infrahub", ""]))
        self.spawn(
            "rabbitmq",
            [BROKER if BROKER.exists() else "rabbitmq-server"],
            HOME=str(home),
            RABBITMQ_NODENAME=f"live{ports['rabbitmq']}@localhost",
            RABBITMQ_CONFIG_FILE=str(home / "rabbitmq.conf"),
            RABBITMQ_MNESIA_BASE=str(home),
            RABBITMQ_LOG_BASE=str(log),
            RABBITMQ_ENABLED_PLUGINS_FILE=str(home / "plugins"),
            RABBITMQ_DIST_PORT=str(ports["erlang"]),
            RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-kernel inet_dist_use_interface {127,0,0,1}",
            **self.mapper(),
        )

    def mapper(self) -> dict[str, str]:
        """Erlang's port mapper, one of this broker's own."""
        return {"ERL_EPMD_ADDRESS": HOST, "ERL_EPMD_PORT": str(self.place.ports["epmd"])}

    def worker_is_online(self) -> bool:
        asked = f"{self.place.prefect}/work_pools/infrahub-worker/workers/filter"
        reply = requests.post(asked, json={}, timeout=5)
        return reply.ok and any(one["status"] == "ONLINE" for one in reply.json())

    def spawn(self, name: str, command: Sequence[object], **more: str) -> None:
        words = [str(word) for word in command]
        with (self.place.folder / "log" / f"{name}.log").open("ab") as out:
            sinks: Mapping[str, object] = {"stdin": subprocess.DEVNULL, "stdout": out, "stderr": out}
            env = {**self.env, **more}
            words[0] = shutil.which(words[0], path=env["PATH"]) or words[0]
            process = subprocess.Popen(words, env=env, cwd=self.place.folder, start_new_session=True, **sinks)
        self.note(name).write_text(f"{process.pid}\n{birth(process.pid)}")

    def wait(self, name: str, seconds: float, ready: Callable[[], bool]) -> None:
        until = time.monotonic() + seconds
        while not good(ready):
            if self.pid(name) is None or time.monotonic() > until:
                log = self.place.folder / "log" / f"{name}.log"
                last = "\n".join(log.read_text(errors="replace").splitlines()[-5:])
                state = "is not ready in time" if self.pid(name) else "ended"
                raise RuntimeError(f"{last}\n{name} {state}; all it said is in {log}")
            time.sleep(0.5)

    def note(self, name: str) -> Path:
        return self.place.folder / "run" / name

    def pid(self, name: str) -> int | None:
        """Of the process if it runs; another that has its number by now was born at another time."""
        with contextlib.suppress(FileNotFoundError):
            number, _line, born = self.note(name).read_text().partition("\n")
            if born and birth(int(number)) == born:
                return int(number)
        return None

    def stop(self) -> None:
        for name in ORDER:
            self.end(name)

    def end(self, name: str) -> None:
        pid = self.pid(name)
        if pid:
            os.kill(pid, signal.SIGTERM)
            until = time.monotonic() + GRACE
            while self.pid(name) and time.monotonic() < until:
                time.sleep(0.2)
            # uvicorn may wait for ever for a request that hangs.
            if self.pid(name):
                os.killpg(pid, signal.SIGKILL)
            if name == "rabbitmq" and shutil.which("epmd"):
                quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
                subprocess.run(["epmd", "-kill"], check=False, env={**os.environ, **self.mapper()}, **quiet)
        self.note(name).unlink(missing_ok=True)


def birth(pid: int) -> str:
    """When a process began, as text; empty when there is none, or only what its parent has not yet taken note of."""
    asked = ["ps", "-o", "stat=,lstart=", "-p", str(pid)]
    told = subprocess.run(asked, check=False, stdout=subprocess.PIPE, text=True).stdout.strip()
    state, _space, began = told.partition(" ")
    return "" if state.startswith("Z") else began.strip()


def listens(port: int) -> bool:
    with socket.create_connection((HOST, port), 2):
        return True


def answers(url: str) -> bool:
    return requests.get(url, timeout=5).ok


def good(ready: Callable[[], bool]) -> bool:
    try:
        return ready()
    except (OSError, requests.RequestException):
        return False


@contextlib.contextmanager
def running(services: Services, keep: bool) -> Iterator[None]:
    """The server while something is done with it; whatever happens it is stopped, unless it is to be kept."""
    try:
        services.start()
        yield
    finally:
        if not keep:
            services.stop()
