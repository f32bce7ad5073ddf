# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A small task that changes nothing: what it costs more than a task of an action that does nothing."""

from __future__ import annotations

from typing import Any, Iterator

import requests

from .ansible import Ansible, least
from .network import device
from .report import Row
from .setting import Setting

MANY = 50
SYSTEMS = {
    "infrahub_node": "INFRAHUB_ADDRESS",
    "infino_role": "INFINO_ENDPOINT",
    "ironflow_kv": "IRONFLOW_SERVER_URL",
    "ironflow_role": "IRONFLOW_SERVER_URL",
}
ROLE = {
    "name": "bench",
    "permissions": [{"resource_type": "record", "actions": ["read", "write"], "resources": ["logs-*", "web-*"]}],
}


def measure(setting: Setting) -> Iterator[Row]:
    setting.fill(1)
    ansible = Ansible(setting.folder("tasks"), setting.exports, setting.collections)
    value = {"bucket": "bench", "key": "mtu", "value": {"mtu": 9000}}
    node = {"kind": "BenchDevice", "data": device(0)}
    tasks: dict[str, dict[str, Any]] = {
        "nothing": {"opsweave.bench.nothing": {}},
        "infrahub_node": {"opsweave.platform.infrahub_node": node},
        "infino_role": {"opsweave.platform.infino_role": ROLE},
        "ironflow_kv": {"opsweave.platform.ironflow_kv": value},
        "ironflow_role": {"opsweave.platform.ironflow_role": {"name": "bench"}},
    }
    make(ansible, value)
    works = {
        f"{name} {count}": ansible.playbook(f"{name}-{count}", [task] * count)
        for name, task in tasks.items()
        for count in (1, MANY)
    }
    asked = {name: (sent(setting, name, works, MANY) - sent(setting, name, works, 1)) / (MANY - 1) for name in SYSTEMS}
    found = least(works, setting.rounds)
    each = {name: (found[f"{name} {MANY}"] - found[f"{name} 1"]) / (MANY - 1) for name in tasks}
    for name in SYSTEMS:
        yield Row(f"an unchanged {name} task; nothing", each[name], each["nothing"], 2.0, asked[name], 1)


def make(ansible: Ansible, value: dict[str, Any]) -> None:
    tasks = [
        {"opsweave.platform.ironflow_kv_bucket": {"name": "bench"}},
        {"opsweave.platform.ironflow_kv": value},
        {"opsweave.platform.infino_role": ROLE},
        {"opsweave.platform.ironflow_role": {"name": "bench"}},
    ]
    path = ansible.folder / "make.yml"
    ansible.playbook("make", tasks)
    ansible.run("ansible-playbook", str(path))


def sent(setting: Setting, name: str, works: dict[str, Any], count: int) -> int:
    """The requests that reach the system in one run."""
    journal = f"{setting.exports[SYSTEMS[name]]}/_lab/journal"
    requests.delete(journal, timeout=60).raise_for_status()
    works[f"{name} {count}"]()
    return len(requests.get(journal, timeout=60).json()["requests"])
