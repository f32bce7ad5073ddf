# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Run ansible-playbook on the collection as it is installed, against a lab over ports, and read every task's result."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
import yaml

from tests.live.real import Real

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
ADDRESSES = {"infrahub": "INFRAHUB_ADDRESS", "infino": "INFINO_ENDPOINT", "ironflow": "IRONFLOW_SERVER_URL"}
CREDENTIALS = ("INFRAHUB_API_TOKEN", "INFINO_SECRET_KEY", "IRONFLOW_API_KEY", "IRONFLOW_PLATFORM_KEY")
PATIENCE = 600


class Text(str):
    """A text that Ansible must not take for a template."""


class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


Dumper.add_representer(Text, lambda dumper, text: dumper.represent_scalar("!unsafe", str(text)))


def plain(value: Any) -> Any:
    """A value for a playbook: what looks like a template there is marked as none."""
    if isinstance(value, dict):
        return {plain(name): plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return Text(value) if isinstance(value, str) and "{" in value else value


def installed() -> str:
    """Where the collection lies: as installed from its tarball, else the checkout."""
    places = [os.environ.get(name) for name in ("OPSWEAVE_COLLECTIONS", "ANSIBLE_COLLECTIONS_PATH")]
    places += [str(ROOT / "build/collections"), str(ROOT / "build/source")]
    for place in filter(None, places):
        if Path(place, "ansible_collections/opsweave/platform/galaxy.yml").exists():
            return place
        if Path(place, "ansible_collections/opsweave/platform/MANIFEST.json").exists():
            return place
    raise RuntimeError("the collection is nowhere; run scripts/build.py")


@dataclass
class Done:
    """What a run said: ``tasks`` are the results in order, each with play, task, action, host, result."""

    status: int
    output: str
    tasks: list[dict[str, Any]]

    def results(self, play: str | None = None) -> dict[str, dict[str, Any]]:
        """Each task's result by its name."""
        return {task["task"]: task["result"] for task in self.tasks if play in (None, task["play"])}


@dataclass
class Site:
    """A lab that runs, and a folder to work in."""

    exports: dict[str, str]
    folder: Path
    real: Real | None = None
    runs: int = field(default=0)

    def control(self, system: str, what: str, json_: Any = None, method: str = "POST") -> Any:
        reply = requests.request(method, f"{self.exports[ADDRESSES[system]]}/_lab/{what}", json=json_, timeout=30)
        reply.raise_for_status()
        return reply.json()

    def reset(self, *systems: str, version: str = "") -> None:
        """Empty; ``version`` is what the stand-in shall be until the next reset, where it has several."""
        for system in systems or ADDRESSES:
            if system == "infrahub" and self.real:
                self.real.reset()
            else:
                self.control(system, f"reset?version={version}" if version else "reset")

    def journal(self, system: str) -> dict[str, Any]:
        return self.control(system, "journal", method="GET")

    def secrets(self) -> list[str]:
        return [self.exports[name] for name in CREDENTIALS]

    def play(self, plays: list[dict[str, Any]], *flags: str, **variables: str) -> Done:
        self.runs += 1
        path = self.folder / f"play{self.runs}.yml"
        path.write_text(yaml.dump(plays, Dumper=Dumper, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return self.command("ansible-playbook", str(path), *flags, **variables)

    def command(self, program: str, *flags: str, cwd: Path = ROOT, **variables: str) -> Done:
        told = self.folder / f"told{self.runs}.jsonl"
        told.unlink(missing_ok=True)
        command = [str(Path(sys.executable).with_name(program)), *flags]
        sinks = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        env = self.environment(OPSWEAVE_TELL=str(told), **variables)
        done = subprocess.run(command, cwd=cwd, env=env, text=True, timeout=PATIENCE, check=False, **sinks)
        lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
        return Done(done.returncode, done.stdout, [json.loads(line) for line in lines])

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ANSIBLE_")}
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        ours = {
            "HOME": str(home),
            "ANSIBLE_HOME": str(home / ".ansible"),
            # "~" in these would be the home that the system knows, not ours.
            "ANSIBLE_REMOTE_TMP": str(home / "tmp"),
            "ANSIBLE_ASYNC_DIR": str(home / "async"),
            "ANSIBLE_COLLECTIONS_PATH": installed(),
            "ANSIBLE_CALLBACK_PLUGINS": str(HERE / "callback"),
            "ANSIBLE_ACTION_PLUGINS": str(HERE / "action"),
            "ANSIBLE_CALLBACKS_ENABLED": "opsweave_tell",
            "ANSIBLE_LOCALHOST_WARNING": "false",
            "ANSIBLE_INVENTORY_UNPARSED_WARNING": "false",
            "ANSIBLE_NOCOLOR": "1",
            "ANSIBLE_RETRY_FILES_ENABLED": "false",
            "LC_ALL": "C.UTF-8",
        }
        return {**kept, **self.exports, **ours, **more}


def play(name: str, tasks: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"name": name, "hosts": "localhost", "gather_facts": False, **more, "tasks": tasks}


def ours(module: str, args: dict[str, Any], name: str, **more: Any) -> dict[str, Any]:
    """A task of this collection's."""
    return {"name": name, f"opsweave.platform.{module}": plain(args), **more}


def control(site: Site, system: str, what: str, body: Any = None, method: str = "POST") -> dict[str, Any]:
    """A task that speaks to the lab itself."""
    url = f"{site.exports[ADDRESSES[system]]}/_lab/{what}"
    return {"name": f"lab {what}", "lab_control": {"url": url, "method": method, "body": body}}
