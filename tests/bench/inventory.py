# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Many hosts: the inventory plugin against a raw concurrent fetch and the same hosts from a JSON file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Iterator

from .ansible import Ansible, least
from .network import NESTED, Raw, bodies
from .report import Row
from .setting import Setting
from .stored import counted, stored

COUNT, PAGE, THREADS = 10000, 500, 2
GROUPED = {"keyed_groups": [{"key": "site.display_label", "separator": ""}, {"key": "role", "prefix": "role"}]}


def measure(setting: Setting) -> Iterator[Row]:
    setting.fill(COUNT)
    with stored(setting.exports["INFRAHUB_ADDRESS"]) as address:
        exports = {**setting.exports, "INFRAHUB_ADDRESS": address}
        ansible = Ansible(setting.folder("inventory"), exports, setting.collections)
        raw, asked = Raw(exports), bodies(COUNT, PAGE, NESTED)
        works: dict[str, Any] = {"raw": lambda: raw.fetch(asked, THREADS)}
        for name, more in (("plain", {}), ("grouped", GROUPED)):
            works |= {f"ours {name}": ours(ansible, name, more), f"json {name}": as_json(ansible, name)}
        raw.fetch(asked)
        counted(address, learning=True)
        works["ours plain"]()
        requests = counted(address)
        found = least(works, min(setting.rounds, 3))  # each takes seconds
        counted(address)
    for name, target in (("plain", 1.5), ("grouped", None)):
        against = found["raw"] + found[f"json {name}"]
        what = f"inventory of {COUNT} hosts, {name}; raw fetch and JSON file"
        yield Row(what, found[f"ours {name}"], against, target, requests)


def ours(ansible: Ansible, name: str, more: dict[str, Any]) -> Any:
    path = ansible.folder / name / "infrahub.yml"
    path.parent.mkdir(exist_ok=True)
    nodes = {"BenchDevice": {"include": ["site"]}}
    path.write_text(json.dumps({"plugin": "opsweave.platform.infrahub", "nodes": nodes, **more}))
    output = str(path.with_name("listed.json"))
    return lambda: ansible.run("ansible-inventory", "-i", str(path), "--list", "--output", output)


def as_json(ansible: Ansible, name: str) -> Any:
    """The same hosts, variables and groups as ours has, in a file that Ansible reads by itself."""
    folder = ansible.folder / name
    ansible.run("ansible-inventory", "-i", str(folder / "infrahub.yml"), "--list", "--output", str(folder / "all.json"))
    listed = listed_in(folder / "all.json")
    variables = listed.pop("_meta")["hostvars"]
    if len(variables) != COUNT or not all("city" in one["site"] for one in variables.values()):
        raise SystemExit(f"the inventory has {len(variables)} hosts, or sites without a city")
    groups = {group: {"hosts": dict.fromkeys(one["hosts"], {})} for group, one in listed.items() if one.get("hosts")}
    path = folder / "hosts.json"
    path.write_text(json.dumps({"all": {"hosts": variables, "children": groups}}))
    output = str(folder / "from-json.json")
    return lambda: ansible.run("ansible-inventory", "-i", str(path), "--list", "--output", output)


def listed_in(path: Path) -> Any:
    """What ansible-inventory told, with texts as they are: it marks those that are no templates."""

    def text(value: dict[str, Any]) -> Any:
        return value["__ansible_unsafe"] if value.keys() == {"__ansible_unsafe"} else value

    return json.loads(path.read_text(), object_hook=text)
