# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""An inventory of a real server's devices with their sites, against the same by the SDK's filters."""

from __future__ import annotations

import json
from typing import Any, Iterator

from tests.contract.sdk import Sdk, python_of

from .ansible import Ansible, least
from .inventory import listed_in
from .report import Row
from .setting import Setting

COUNT = 1000


def measure(setting: Setting) -> Iterator[Row]:
    setting.fill(COUNT)
    ansible = Ansible(setting.folder("inventory"), setting.exports, setting.collections)
    path = ansible.folder / "infrahub.yml"
    listed = path.with_name("listed.json")
    wanted = {"include": ["site"]}
    path.write_text(json.dumps({"plugin": "opsweave.platform.infrahub", "nodes": {"BenchDevice": wanted}}))
    sdk = Sdk("infrahub", python_of("OPSWEAVE_SDK_PYTHON"), setting.exports)

    def ours() -> None:
        ansible.run("ansible-inventory", "-i", str(path), "--list", "--output", str(listed))
        hosts = listed_in(listed)["_meta"]["hostvars"]
        same({name: [one["site"]["city"]] for name, one in hosts.items()})

    def theirs() -> None:
        same(sdk("with_peers", "BenchDevice", "site", "city"))

    works: dict[str, Any] = {"ours": ours, "theirs": theirs}
    for work in works.values():  # the first use of a kind takes a real server seconds
        work()
    found = least(works, min(setting.rounds, 2))
    sdk.close()
    what = f"inventory of {COUNT} devices with their sites on a real server; the SDK's filters, include and prefetch"
    yield Row(what, found["ours"], found["theirs"], 0.5)


def same(cities: dict[str, list[str]]) -> None:
    if len(cities) != COUNT or not all(found[0].startswith("City ") for found in cities.values()):
        raise SystemExit(f"{len(cities)} devices were read, or sites without a city")
