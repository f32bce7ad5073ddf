# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The maps from the SDKs to our plugins, row by row, with what the contract tests have called of each side."""

from __future__ import annotations

from collections import Counter
from typing import Any, Iterable

import yaml

from ansible_collections.opsweave.platform.plugins.module_utils.infino.operations import door
from ansible_collections.opsweave.platform.plugins.module_utils.infino.operations_more import ALL
from ansible_collections.opsweave.platform.plugins.module_utils.ironflow.operations import table as ironflow
from tests.lab.ironflow.lab import behaviours

from .ours import Ours
from .sdk import ROOT, Sdk

MAP = ROOT / "docs" / "sdk_map.yml"
TABLE = ROOT / "build" / "infrahub-rows.txt"
INFINO_TABLE = ROOT / "build" / "infino-rows.txt"
IRONFLOW_MAP = ROOT / "docs" / "ironflow_map.yml"
IRONFLOW_TABLE = ROOT / "build" / "ironflow-rows.txt"
WIDTH = 52
HOLE = "-"  # not called; scripts/stages.py looks for it
DRAWN_OTHERWISE = ("to_echarts_option",)  # by older SDKs, so that there is nothing to compare


class Called:
    """What was called in a session: of each of the SDK's clients its methods, and of ours the modules."""

    def __init__(self) -> None:
        self.sdk: dict[str, Counter[str]] = {}
        self.ours: set[str] = set()

    def add(self, ours: Ours) -> None:
        for noun in ours.called:
            door, _blank, name = noun.rpartition(" ")
            self.ours.add("inventory infrahub" if noun == "inventory" else f"{door} infrahub_{name}".strip())

    def table(self) -> list[str]:
        document = yaml.safe_load(MAP.read_text(encoding="utf-8"))
        names = {short: pair[0] for short, pair in document["classes"].items()}
        head = f"{'Infrahub SDK':{WIDTH}}" + "".join(f"{client:>8}" for client in self.sdk) + "  our modules (* called)"
        return [head, *(self.row(row, names) for row in document["rows"] if row.get("ours"))]

    def row(self, row: dict[str, Any], names: dict[str, str]) -> str:
        methods = [(short, name) for short, _dot, name in (one.partition(".") for one in row["sdk"])]
        cells = []
        for counts in self.sdk.values():
            known = sum(f"{names[short]}.{name}" in counts for short, name in methods)
            cells.append(f"{known}/{len(methods)}")
        modules = ", ".join(name + "*" * (name in self.ours) for name in row["ours"])
        return f"{shortened(row['sdk']):{WIDTH}}" + "".join(f"{cell:>8}" for cell in cells) + f"  {modules}"


class CalledInfino:
    """Of each version of the Infino SDK the methods that were called and did not fail, and of ours the modules."""

    def __init__(self) -> None:
        self.sdk: dict[str, set[str]] = {}
        self.ours: set[str] = set()

    def add(self, version: str, sdk: Sdk, ours: Ours) -> None:
        self.sdk.setdefault(version, set()).update(sdk.called)
        self.ours |= {f"infino_{noun}" for noun in ours.called}

    def table(self) -> list[str]:
        versions = sorted(self.sdk, reverse=True)
        head = f"{'Infino SDK':32}" + "".join(f"{version:>8}" for version in versions) + "  our plugins (* called)"
        rows = []
        for one in ALL:
            cells = "".join(f"{self.cell(one.name, version, versions[0]):>8}" for version in versions)
            doors = ", ".join(text + "*" * (door(text)[1] in self.ours) for text in one.doors) or one.instead
            rows.append(f"{one.name:32}{cells}  {doors}")
        return [head, *rows]

    def cell(self, name: str, version: str, newest: str) -> str:
        if name in self.sdk[version]:
            return "yes"
        return "other" if name in DRAWN_OTHERWISE and version != newest else HOLE


class CalledIronflow:
    """Of each version of the Ironflow SDK its methods, those that were called, and the plugins that saw the same."""

    def __init__(self) -> None:
        self.methods: dict[str, set[str]] = {}
        self.sdk: dict[str, set[str]] = {}

    def begin(self, version: str, methods: set[str]) -> None:
        self.methods[version], self.sdk[version] = methods, set()

    def add(self, version: str, done: str) -> None:
        """A method, or a method and the noun of the module that saw what it answered."""
        self.sdk[version].add(done)

    def table(self) -> list[str]:
        versions = sorted(self.sdk, reverse=True)
        head = f"{'Ironflow SDK':48}" + "".join(f"{version:>9}" for version in versions) + "  our plugins (* see it)"
        rows = []
        for name, plugins in self.plugins().items():
            cells = "".join(f"{self.cell(name, version):>9}" for version in versions)
            pairs = (done.partition(" ") for called in self.sdk.values() for done in called)
            seen = {noun for method, _blank, noun in pairs if method == name}
            doors = ", ".join(one + "*" * (one.replace("ironflow_", "") in seen) for one in plugins)
            rows.append(f"{name:48}{cells}  {doors}".rstrip())
        return [head, *rows]

    def plugins(self) -> dict[str, list[str]]:
        """Of each method those that the map names."""
        told = yaml.safe_load(IRONFLOW_MAP.read_text(encoding="utf-8"))["operations"]
        lines = {name: row for group in told.values() for name, row in group.items()}
        plain = {name: {} if isinstance(row, str) else row for name, row in lines.items()}
        named = {name: [one for one in row if one != "via"] for name, row in plain.items()}
        for name in ironflow.names():
            named.setdefault(name, named.get(ironflow.operation(name).span.instead.removeprefix("use "), []))
        return named

    def cell(self, name: str, version: str) -> str:
        if name not in self.methods[version]:
            return ""
        if name in self.sdk[version]:
            return "yes"
        return HOLE if name in behaviours() else "not yet"


def shortened(methods: Iterable[str]) -> str:
    text = ", ".join(methods)
    return text if len(text) < WIDTH else f"{text[: WIDTH - 5]} ..."
