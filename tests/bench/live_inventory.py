# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""An inventory of a real server's devices with their relations, against the same by the SDK's filters.

Each is a process of its own, whose start counts. ``OPSWEAVE_LIVE_COUNT`` says how many devices, by default 1,000.
"""

from __future__ import annotations

import json
import os
from typing import Any, Iterator

from tests.contract.sdk import Sdk, python_of

from .ansible import Ansible, least
from .inventory import listed_in
from .live_network import PORTS, SCHEMA, nodes
from .modules import Modules
from .report import Row
from .setting import Setting

COUNT = int(os.environ.get("OPSWEAVE_LIVE_COUNT", "1000"))
PATIENCE = 600
KIND, RELATIONS = "BenchliveDevice", ["ports", "site", "tags"]


def measure(setting: Setting) -> Iterator[Row]:
    modules = Modules(setting.collections, setting.folder("filling"), **setting.infrahub)
    patient: dict[str, Any] = {"api_timeout": PATIENCE}
    modules("infrahub_schema", schemas=[SCHEMA], **patient)
    modules("infrahub_nodes", nodes=list(nodes(COUNT)), **patient)
    ansible = Ansible(setting.folder("inventory"), setting.exports, setting.collections)
    path = ansible.folder / "infrahub.yml"
    listed = path.with_name("listed.json")
    source = {"plugin": "opsweave.platform.infrahub", "nodes": {KIND: {"include": RELATIONS}}}
    path.write_text(json.dumps({**source, "reserved_names": "prefix"}))
    variables = {**setting.exports, "INFRAHUB_TIMEOUT": str(PATIENCE)}

    def ours() -> None:
        ansible.run("ansible-inventory", "-i", str(path), "--list", "--output", str(listed))
        hosts = listed_in(listed)["_meta"]["hostvars"]
        same({name: [port["fact0"] for port in one["ports"]] for name, one in hosts.items()})

    def theirs() -> None:
        sdk = Sdk("infrahub", python_of("OPSWEAVE_SDK_PYTHON"), variables)
        same(sdk("with_peers", KIND, "ports", "fact0", also=RELATIONS))
        sdk.close()

    works: dict[str, Any] = {"ours": ours, "theirs": theirs}
    ours()  # the first use of a kind takes a real server seconds
    found = least(works, min(setting.rounds, 2))
    what = f"inventory of {COUNT} devices with their relations on a real server; the SDK's filters and prefetch"
    yield Row(what, found["ours"], found["theirs"], 0.5)


def same(facts: dict[str, list[str]]) -> None:
    if len(facts) != COUNT or not all(len(found) == PORTS and "0 of" in found[0] for found in facts.values()):
        raise SystemExit(f"{len(facts)} devices were read, or some without their ports")
