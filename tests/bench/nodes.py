# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Many unchanged nodes: ``infrahub_nodes`` against a raw paged fetch of the same nodes from stored bytes."""

from __future__ import annotations

import cProfile
import json
import pstats
from typing import Any, Iterator

from .ansible import Ansible, least
from .modules import Modules
from .network import FLAT, Raw, bodies, device, devices
from .report import Row
from .setting import Setting
from .stored import counted, stored

COUNT, PAGE = 1000, 500


def measure(setting: Setting) -> Iterator[Row]:
    setting.fill(COUNT)
    with stored(setting.exports["INFRAHUB_ADDRESS"]) as address:
        exports = {**setting.exports, "INFRAHUB_ADDRESS": address}
        yield from in_process(setting, exports)
        yield from in_a_playbook(setting, exports)


def in_process(setting: Setting, exports: dict[str, str]) -> Iterator[Row]:
    """The module's run, from checked arguments to the result; then with Ansible's check of them."""
    address = exports["INFRAHUB_ADDRESS"]
    memo = setting.folder("memo")
    modules = Modules(setting.collections, memo, api_url=address, api_token=exports["INFRAHUB_API_TOKEN"])
    raw, nodes = Raw(exports), devices(COUNT)
    pages, hundreds = bodies(COUNT, PAGE, FLAT), bodies(COUNT, 100, FLAT)

    ours = modules.ready("infrahub_nodes", nodes=nodes)
    works = {
        "ours": ours,
        "checked": lambda: modules("infrahub_nodes", nodes=nodes),
        "raw": lambda: raw.fetch(pages),
        "hundreds": lambda: raw.fetch(hundreds),
    }
    for work in works.values():
        work()
    counted(address, learning=True)
    result = ours()
    if result["changed"]:
        raise SystemExit(f"infrahub_nodes changed something: {json.dumps(result)[:2000]}")
    requests = counted(address)
    least_of = least(works, setting.rounds * 3)
    counted(address)
    most = COUNT / 100 + 5
    what = f"{COUNT} unchanged nodes, the run"
    yield Row(f"{what}; raw pages of {PAGE}", least_of["ours"], least_of["raw"], 2.0, requests, most)
    yield Row(f"{what}; raw pages of 100", least_of["ours"], least_of["hundreds"])
    yield Row(f"{what} and its arguments; raw pages of {PAGE}", least_of["checked"], least_of["raw"])
    if setting.profile:
        profile(ours)


def profile(work: Any) -> None:
    with cProfile.Profile() as profiler:
        work()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(25)
    pstats.Stats(profiler).sort_stats("cumulative").print_stats(45)


def in_a_playbook(setting: Setting, exports: dict[str, str]) -> Iterator[Row]:
    """The whole task: what a play with it takes longer than one without, where the schema is known already."""
    ansible = Ansible(setting.folder("nodes"), exports, setting.collections)
    (ansible.folder / "nodes.json").write_text(json.dumps({"nodes": devices(COUNT)}))
    first = {"opsweave.platform.infrahub_node": {"kind": "BenchDevice", "data": device(0)}}
    asked = bodies(COUNT, PAGE, FLAT)
    tasks: dict[str, list[Any]] = {
        "none": [],
        "ours": [{"opsweave.platform.infrahub_nodes": {"nodes": "{{ nodes }}"}}],
        "raw": [{"opsweave.bench.fetch": {"bodies": asked}}],
        "raw, given": [{"opsweave.bench.fetch": {"bodies": asked, "nodes": "{{ nodes }}"}}],
    }
    works = {name: ansible.playbook(f"nodes-{name}", [first, *more], vars_files="nodes.json")
             for name, more in tasks.items()}  # fmt: skip
    for work in works.values():
        work()
    counted(exports["INFRAHUB_ADDRESS"], learning=True)
    found = least(works, setting.rounds)
    counted(exports["INFRAHUB_ADDRESS"])
    ours, raw, given = (found[name] - found["none"] for name in ("ours", "raw", "raw, given"))
    what = f"{COUNT} unchanged nodes, the task in a playbook"
    yield Row(f"{what}; a task of the raw fetch", ours, raw)
    yield Row(f"{what}; the same task, given the nodes too", ours, given)
