# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A small task that changes nothing: what it costs more than a task of an action that does nothing.

Its server answers from stored bytes, so that only our side is measured.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any, Iterator

from .ansible import Ansible, least
from .network import device
from .report import Row
from .setting import Setting
from .stored import counted, stored

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
    value = {"bucket": "bench", "key": "mtu", "value": {"mtu": 9000}}
    make(Ansible(setting.folder("tasks-before"), setting.exports, setting.collections), value)
    node = {"kind": "BenchDevice", "data": device(0)}
    tasks: dict[str, dict[str, Any]] = {
        "nothing": {"opsweave.bench.nothing": {}},
        "infrahub_node": {"opsweave.platform.infrahub_node": node},
        "infino_role": {"opsweave.platform.infino_role": ROLE},
        "ironflow_kv": {"opsweave.platform.ironflow_kv": value},
        "ironflow_role": {"opsweave.platform.ironflow_role": {"name": "bench"}},
    }
    with ExitStack() as servers:
        at = {name: servers.enter_context(stored(setting.exports[name])) for name in sorted(set(SYSTEMS.values()))}
        ansible = Ansible(setting.folder("tasks"), {**setting.exports, **at}, setting.collections)
        works = {
            f"{name} {count}": ansible.playbook(f"{name}-{count}", [task] * count)
            for name, task in tasks.items()
            for count in (1, MANY)
        }
        asked = {name: (sent(at[SYSTEMS[name]], name, works, MANY) - sent(at[SYSTEMS[name]], name, works, 1))
                 / (MANY - 1) for name in SYSTEMS}  # fmt: skip
        found = least(works, setting.rounds)
        for address in at.values():
            counted(address)
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


def sent(address: str, name: str, works: dict[str, Any], count: int) -> int:
    """The requests that reach the system in one run, whose answers are known from then on."""
    works[f"{name} {count}"]()
    counted(address, learning=True)
    works[f"{name} {count}"]()
    return counted(address)
