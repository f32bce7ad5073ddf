# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Run Ansible's programs and take the time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Callable, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[2]
OURS = ROOT / "build" / "collections"
OTHER = ROOT / "tests" / "bench" / "collections"


class Ansible:
    """``folder`` takes playbooks, inventories and Ansible's own files."""

    def __init__(self, folder: Path, exports: Mapping[str, str], collections: Path = OURS) -> None:
        if not (collections / "ansible_collections" / "opsweave" / "platform").is_dir():
            raise SystemExit(f"the collection is not below {collections}; scripts/build.py puts it there")
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ANSIBLE_")}
        self.folder = folder
        self.env = {
            **kept,
            **exports,
            "ANSIBLE_COLLECTIONS_PATH": f"{collections}{os.pathsep}{OTHER}",
            "ANSIBLE_HOME": str(folder / "home"),
            "ANSIBLE_LOCALHOST_WARNING": "false",
            "ANSIBLE_INVENTORY_UNPARSED_WARNING": "false",
        }

    def run(self, program: str, *options: str) -> str:
        """Its output; a failure is shown and ends the bench."""
        command = [str(Path(sys.executable).with_name(program)), *options]
        done = subprocess.run(command, env=self.env, cwd=self.folder, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{' '.join(command)}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
        return done.stdout

    def playbook(self, name: str, tasks: Sequence[Mapping[str, Any]], **play: Any) -> Callable[[], None]:
        """Writes a playbook and gives what runs it, which ends the bench if anything changed."""
        path = self.folder / f"{name}.yml"
        whole = {"hosts": "localhost", "connection": "local", "gather_facts": False, **play, "tasks": list(tasks)}
        path.write_text(json.dumps([whole]))

        def run() -> None:
            told = self.run("ansible-playbook", str(path))
            if "changed=0 " not in told:
                raise SystemExit(f"{name}: something changed\n{told[-3000:]}")

        return run


def seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def least(works: Mapping[str, Callable[[], Any]], rounds: int) -> dict[str, float]:
    """The shortest time of each, taken in turns, so that what else the machine does meets all alike."""
    found: dict[str, float] = {}
    for _round in range(rounds):
        for name, work in works.items():
            found[name] = min(seconds(work), found.get(name, float("inf")))
    return found
