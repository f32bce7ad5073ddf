# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Where a real Infrahub lives in the clone, at which ports, and the variables that tell it so."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass, field
from pathlib import Path

TOKEN = "06438eb2-8019-4776-878c-0941b1f1d1ec"
AGENT_TOKEN = "44af444d-3b26-410d-9546-b758657e026c"
PASSWORD = "infrahub"
SECRET_KEY = "327f747f-efac-42be-9e73-999f08f86b92"
DRIVERS = ("local", "worker")
PORTS = ("infrahub", "prefect", "neo4j", "redis", "rabbitmq", "epmd", "erlang", "metrics")
HOST = "127.0.0.1"


def free_ports(count: int) -> list[int]:
    """Held all at once, so that they differ."""
    held = [socket.create_server((HOST, 0)) for _number in range(count)]
    try:
        return [one.getsockname()[1] for one in held]
    finally:
        for one in held:
            one.close()


@dataclass
class Place:
    """``folder`` holds what is installed and, below ``data``, ``log`` and ``run``, what one server leaves there."""

    folder: Path
    environment: Path  # the virtual environment of the server
    driver: str = "local"
    ports: dict[str, int] = field(default_factory=lambda: dict(zip(PORTS, free_ports(len(PORTS)))))

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.ports['infrahub']}"

    @property
    def prefect(self) -> str:
        return f"http://{HOST}:{self.ports['prefect']}/api"

    def prepare(self) -> None:
        for name in ("data/storage", "data/repositories", "data/prefect", "log", "run", "page/dist"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        # Without the built interface every unknown path is answered with a 500; one page is enough.
        (self.folder / "page/dist/index.html").write_text("<html><body>no interface</body></html>")

    def variables(self) -> dict[str, str]:
        """Of the caller's variables none that would steer the server."""
        steering = ("INFRAHUB_", "PREFECT_", "PYTHON", "VIRTUAL_ENV")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(steering)}
        path = os.pathsep.join((str(self.environment / "bin"), kept.get("PATH", os.defpath)))
        return {**kept, "PATH": path, **self.backing(), **self.server(), **self.workflows()}

    def backing(self) -> dict[str, str]:
        made = {}
        for name, service in (("DB", "neo4j"), ("CACHE", "redis"), ("BROKER", "rabbitmq"), ("WORKFLOW", "prefect")):
            made[f"INFRAHUB_{name}_ADDRESS"] = HOST
            made[f"INFRAHUB_{name}_PORT"] = str(self.ports[service])
        drivers = {"CACHE": "redis", "BROKER": "rabbitmq", "WORKFLOW": self.driver}
        return {**made, **{f"INFRAHUB_{name}_DRIVER": driver for name, driver in drivers.items()}}

    def server(self) -> dict[str, str]:
        return {
            "INFRAHUB_INITIAL_ADMIN_TOKEN": TOKEN,
            "INFRAHUB_INITIAL_ADMIN_PASSWORD": PASSWORD,
            "INFRAHUB_INITIAL_AGENT_TOKEN": AGENT_TOKEN,
            "INFRAHUB_API_TOKEN": AGENT_TOKEN,
            "INFRAHUB_SECURITY_SECRET_KEY": SECRET_KEY,
            "INFRAHUB_STORAGE_LOCAL_PATH": str(self.data / "storage"),
            "INFRAHUB_GIT_REPOSITORIES_DIRECTORY": str(self.data / "repositories"),
            "INFRAHUB_ADDRESS": self.address,
            "INFRAHUB_INTERNAL_ADDRESS": self.address,
            "INFRAHUB_FRONTEND_DIRECTORY": str(self.folder / "page"),
            "INFRAHUB_TELEMETRY_OPTOUT": "true",
            "INFRAHUB_PRODUCTION": "false",
            "INFRAHUB_LOG_LEVEL": "WARNING",
            # Shedding load is for production; on two cores a test's burst would be answered with 429.
            "INFRAHUB_API_BACKPRESSURE_ENABLED": "false",
        }

    def workflows(self) -> dict[str, str]:
        return {
            "PREFECT_HOME": str(self.data / "prefect"),
            "PREFECT_API_URL": self.prefect,
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "PREFECT_UI_ENABLED": "false",
            "PREFECT_LOGGING_LEVEL": "WARNING",
            # Whole schemas travel as parameters of flows, which are cut at 512 KiB otherwise.
            "PREFECT_SERVER_API_MAX_PARAMETER_SIZE": str(64 * 1024 * 1024),
            "DO_NOT_TRACK": "1",
        }
