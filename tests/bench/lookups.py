# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Lookups of many nodes: each by itself in one template, against one raw query each; and all as one list of terms."""

from __future__ import annotations

from typing import Any, Iterator

from .ansible import Ansible, least
from .network import FLAT, Raw, device
from .report import Row
from .setting import Setting
from .stored import counted, stored

COUNT = 1000
PLUGIN = "opsweave.platform.infrahub_node"
ONE = (
    "query ($hfid: [String]) { BenchDevice(hfid: $hfid, order: {disable: true}) "
    f"{{ edges {{ node {{ {FLAT} }} }} }} }}"
)


def measure(setting: Setting) -> Iterator[Row]:
    setting.fill(COUNT)
    with stored(setting.exports["INFRAHUB_ADDRESS"]) as address:
        exports = {**setting.exports, "INFRAHUB_ADDRESS": address}
        ansible = Ansible(setting.folder("lookups"), exports, setting.collections)
        names = [device(number)["name"] for number in range(COUNT)]
        raw, asked = Raw(exports), [{"query": ONE, "variables": {"hfid": [name]}} for name in names]
        each = "".join(f"{{{{ lookup('{PLUGIN}', '{name}', kind='BenchDevice').mtu }}}}\n" for name in names)
        every = f"{{% for one in query('{PLUGIN}', names, kind='BenchDevice') %}}{{{{ one.mtu }}}}\n{{% endfor %}}"
        expected = [str(device(number)["mtu"]) for number in range(COUNT)]
        works: dict[str, Any] = {
            "raw": lambda: raw.fetch(asked),
            "none": rendered(ansible, "none", "none\n", names),
            "each": rendered(ansible, "each", each, names, expected),
            "list": rendered(ansible, "list", every, names, expected),
        }
        requests = {}
        for name, work in works.items():
            counted(address, learning=True)
            work()
            requests[name] = counted(address, learning=True)
        found = least(works, setting.rounds)
        counted(address)
    for name, how, most in (("each", "in one template", None), ("list", "as one list of terms", COUNT / 100 + 2)):
        what = f"{COUNT} lookups of {COUNT} nodes {how}; a raw query each"
        yield Row(what, found[name] - found["none"], found["raw"], 1.2, requests[name], most)


def rendered(ansible: Ansible, name: str, text: str, names: list[str], expected: list[str] | None = None) -> Any:
    """A play that renders a template, with what shall come of it."""
    (ansible.folder / f"{name}.j2").write_text(text)
    made = ansible.folder / f"{name}.txt"
    task = {"ansible.builtin.template": {"src": str(made.with_suffix(".j2")), "dest": str(made), "mode": "0600"}}
    run = ansible.playbook(name, [{**task, "changed_when": False}], vars={"names": names})

    def work() -> None:
        run()
        if expected is not None and made.read_text().split() != expected:
            raise SystemExit(f"the template {name} made something else of what it looked up")

    return work
