# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Many unchanged nodes: ``infrahub_nodes`` against a raw paged fetch of the same nodes from stored bytes."""

from __future__ import annotations

import cProfile
import json
import pstats
from functools import partial
from typing import Any, Iterator

from .ansible import Ansible, least
from .modules import Modules
from .network import FLAT, Raw, bodies, device, devices
from .report import Row
from .setting import Setting
from .stored import counted, stored

COUNTS, PAGE = (1000, 10_000), 500
COUNT, MANY = COUNTS
RATIO, GROWTH, MEGABYTES = 1.5, 12, 100


def measure(setting: Setting) -> Iterator[Row]:
    setting.fill(MANY)
    with stored(setting.exports["INFRAHUB_ADDRESS"]) as address:
        exports = {**setting.exports, "INFRAHUB_ADDRESS": address}
        yield from in_process(setting, exports)
        yield from in_a_playbook(setting, exports)
        yield memory(setting, exports)


def in_process(setting: Setting, exports: dict[str, str]) -> Iterator[Row]:
    """The module's run, from checked arguments to the result; then with Ansible's check of them."""
    address = exports["INFRAHUB_ADDRESS"]
    modules = Modules(
        setting.collections, setting.folder("memo"), api_url=address, api_token=exports["INFRAHUB_API_TOKEN"]
    )
    raw = Raw(exports)
    works: dict[str, Any] = {}
    requests: dict[int, int] = {}
    for count in COUNTS:
        nodes = devices(count)
        works |= {
            f"ours {count}": modules.ready("infrahub_nodes", nodes=nodes),
            f"checked {count}": partial(modules, "infrahub_nodes", nodes=nodes),
            f"raw {count}": partial(raw.fetch, bodies(count, PAGE, FLAT)),
        }
    for work in works.values():
        work()
    counted(address, learning=True)
    for count in COUNTS:
        result = works[f"ours {count}"]()
        if result["changed"]:
            raise SystemExit(f"infrahub_nodes changed something: {json.dumps(result)[:2000]}")
        requests[count] = counted(address)
    found: dict[str, float] = {}
    for count in COUNTS:  # what is short is measured often, or other work on the machine decides
        some = {name: work for name, work in works.items() if name.endswith(f" {count}")}
        found |= least(some, setting.rounds * 3 * MANY // count)
    counted(address)
    for count in COUNTS:
        what, most = f"{count} unchanged nodes, the run", count / 100 + 5
        ours, other = found[f"ours {count}"], found[f"raw {count}"]
        yield Row(f"{what}; raw pages of {PAGE}", ours, other, RATIO, requests[count], most)
        yield Row(f"{what} and its arguments; raw pages of {PAGE}", found[f"checked {count}"], other)
    yield Row(f"{MANY} unchanged nodes; {COUNT}", found[f"ours {MANY}"], found[f"ours {COUNT}"], GROWTH)
    if setting.profile:
        profile(works[f"ours {MANY}"])


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


def memory(setting: Setting, exports: dict[str, str]) -> Row:
    """The most that a worker held, where the play has the nodes as a variable in both cases."""
    ansible = Ansible(setting.folder("memory"), exports, setting.collections)
    (ansible.folder / "nodes.json").write_text(json.dumps({"nodes": devices(MANY)}))
    first = {"opsweave.platform.infrahub_node": {"kind": "BenchDevice", "data": device(0)}}
    peaks = {}
    for name, weighed in (("ours", {"nodes": "{{ nodes }}"}), ("nothing", None)):
        path = ansible.folder / f"{name}.kb"
        task = {"opsweave.bench.weigh": {"to": str(path), **({"infrahub_nodes": weighed} if weighed else {})}}
        ansible.playbook(f"weigh-{name}", [first, task], vars_files="nodes.json")()
        peaks[name] = int(path.read_text())
    more = (peaks["ours"] - peaks["nothing"]) / 1024
    what = f"{MANY} unchanged nodes, MB of the worker above one that does nothing"
    return Row(what, peaks["ours"] / 1024**2, peaks["nothing"] / 1024**2, None, more, MEGABYTES)
