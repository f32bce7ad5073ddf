# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Run playbooks/site.yml twice on the lab with the installed collection, and show in one table what each run did."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(1, str(Path(__file__).resolve().parent.parent))

from build import build  # noqa: E402
from common import BUILD, COLLECTION, INSTALLED, ROOT, Failed, environ, tail, tool  # noqa: E402
from tests.lab.common.running import lab  # noqa: E402

FOLDER = BUILD / "demo"
COLUMNS = ("created", "updated", "deleted", "unchanged", "requests", "seconds")
OPERATIONS = {"create": "created", "update": "updated", "delete": "deleted", "none": "unchanged"}
SYSTEMS = {"infrahub": "Infrahub", "infino": "Infino", "ironflow": "Ironflow"}
REST = "Ansible itself"
BAD = (("changed", "changed"), ("failed", "failures"), ("unreachable", "unreachable"))


@dataclass
class Run:
    """What one run of the playbook came to; the table has a row for each system, and one for all else."""

    seconds: float
    hosts: dict[str, dict[str, int]]
    rows: dict[str, dict[str, float]] = field(default_factory=dict)

    def total(self, what: str) -> int:
        return sum(host[what] for host in self.hosts.values())


def play(number: int, options: argparse.Namespace, exports: dict[str, str], folder: Path = FOLDER) -> Run:
    installed = INSTALLED / COLLECTION
    report, log = folder / f"run{number}.json", folder / f"run{number}.log"
    env = environ(
        ".venv",
        **exports,
        ANSIBLE_COLLECTIONS_PATH=str(INSTALLED),
        ANSIBLE_CALLBACK_PLUGINS=str(ROOT / "tests" / "demo" / "callback"),
        ANSIBLE_CALLBACKS_ENABLED="opsweave_report",
        ANSIBLE_LOCALHOST_WARNING="false",
        ANSIBLE_INVENTORY_UNPARSED_WARNING="false",
        OPSWEAVE_REPORT=str(report),
    )
    command = [tool(".venv", "ansible-playbook"), "-i", str(installed / "inventory" / "infrahub.yml")]
    variables = json.dumps({"sites": options.sites, "build_dir": str(folder)})
    command += [str(installed / "playbooks" / "site.yml"), "--extra-vars", variables, *options.more]
    start = time.monotonic()
    with log.open("w") as out:
        sinks = {"stdin": subprocess.DEVNULL, "stdout": out, "stderr": subprocess.STDOUT}
        status = subprocess.run(command, check=False, env=env, cwd=folder, **sinks).returncode
    seconds = time.monotonic() - start
    if status or not report.exists():
        raise Failed(f"{tail(log)}\nrun {number} of the playbook ended with status {status}; all it said is in {log}")
    return read(json.loads(report.read_text()), seconds)


def read(report: dict[str, Any], seconds: float) -> Run:
    run = Run(seconds, report["hosts"], {name: dict.fromkeys(COLUMNS, 0) for name in (*SYSTEMS.values(), REST)})
    for task in report["tasks"]:
        row = run.rows[system(task["action"])]
        row["requests"] += task["requests"]
        row["seconds"] += task["end"] - task["start"]
        for operation, count in task["operations"].items():
            row[OPERATIONS[operation]] += count
    # What no task took: starting, reading the inventory, and what lies between tasks.
    run.rows[REST]["seconds"] += seconds - sum(row["seconds"] for row in run.rows.values())
    return run


def system(action: str) -> str:
    prefix = action.removeprefix("opsweave.platform.").partition("_")[0]
    return SYSTEMS.get(prefix, REST) if action.startswith("opsweave.platform.") else REST


def table(runs: list[Run]) -> str:
    """A line for each system and run; Ansible's own tasks (templates, files) count no resources."""
    lines = [f"{'':16}{'run':>4}" + "".join(f"{name:>11}" for name in COLUMNS)]
    for name in (*SYSTEMS.values(), REST):
        for number, run in enumerate(runs, start=1):
            row = run.rows[name]
            cells = [f"{row[column]:.1f}" if column == "seconds" else str(int(row[column])) for column in COLUMNS]
            if name == REST:
                cells[:-1] = ["-"] * (len(cells) - 1)
            lines.append(f"{name if number == 1 else '':16}{number:>4}" + "".join(f"{cell:>11}" for cell in cells))
    return "\n".join(lines)


def verdict(second: Run) -> list[str]:
    """What is wrong with the second run: it should change nothing on any host."""
    found = []
    for host, counts in second.hosts.items():
        bad = [f"{what}={counts[key]}" for what, key in BAD if counts[key]]
        if bad:
            found.append(f"{host}: {', '.join(bad)}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, default=100, help="how many airports to plan (default: %(default)s)")
    parser.add_argument("more", nargs="*", metavar="OPTION", help="more for ansible-playbook, after --")
    options = parser.parse_args()
    start = time.monotonic()
    try:
        build()
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True)
        with lab() as exports:
            runs = []
            for number in (1, 2):
                print(f"run {number} of playbooks/site.yml with {options.sites} sites ...", flush=True)
                runs.append(play(number, options, exports))
    except (Failed, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"\n{table(runs)}\n")
    for number, run in enumerate(runs, start=1):
        print(f"run {number}: {run.seconds:.1f} s, {len(run.hosts)} hosts, changed={run.total('changed')}")
    print(f"results, logs and reports: {FOLDER}  ({time.monotonic() - start:.0f} s in all)")
    wrong = verdict(runs[1])
    if not runs[1].hosts:
        wrong = ["the second run reached no host"]
    for line in wrong:
        print(f"the second run should have changed nothing: {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
