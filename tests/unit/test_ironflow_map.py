# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The map of Ironflow's operations to plugins: each operation is in it, and each plugin, and what lives ask for."""

from __future__ import annotations

import re

import pytest
import yaml

from ansible_collections.opsweave.platform.plugins.module_utils.ironflow.operations import table

from .lives.every import LIVES, numbered
from .pages import MODULES, OTHERS, ROOT, Page
from .play import LifePlay, spec_of

MAP = yaml.safe_load((ROOT / "docs" / "ironflow_map.yml").read_text(encoding="utf-8"))
ROWS = {name: row for group in MAP["operations"].values() for name, row in group.items()}
ANYTHING = "ironflow_call"
SOURCES = sorted((ROOT / "plugins").glob("*/ironflow*.py")) + [
    path
    for folder in ("resources", "actions")
    for path in sorted((ROOT / "plugins" / "module_utils" / "ironflow" / folder).glob("*.py"))
]
OURS = [life for life in LIVES if life.module.startswith("ironflow_")]


def plugins(name):
    """The plugins that the map names for an operation, those of what took its place where it has no line."""
    row = ROWS.get(name) or ROWS[instead(name)]
    return {} if isinstance(row, str) else {one: options for one, options in row.items() if one != "via"}


def instead(name):
    return table.operation(name).span.instead.removeprefix("use ")


def test_every_operation_has_a_line():
    moved = {name for name in table.names() if instead(name) in table.names()}
    assert len(table.names()) == 321
    assert ROWS.keys() == table.names().keys() - moved
    assert {instead(name) for name in moved} <= ROWS.keys()


@pytest.mark.parametrize("name", ROWS)
def test_what_a_line_names_exists(name):
    named = plugins(name)
    assert named or isinstance(ROWS[name], str), "say which plugin has it, or why none"
    assert ANYTHING not in named or len(named) == 1, "ironflow_call stands where no plugin is made for it"
    for one, options in named.items():
        kind, _blank, plugin = one.rpartition(" ")
        if kind == "eda":
            assert (ROOT / "extensions/eda/plugins/event_source" / f"{plugin}.py").exists(), one
            continue
        assert (ROOT / "plugins" / (kind or "modules") / f"{plugin}.py").exists(), one
        assert set(options) <= set(Page(kind or "modules", plugin).options), one
    if via := isinstance(ROWS[name], dict) and ROWS[name].get("via"):
        assert named.keys() <= plugins(via).keys(), f"{via} is not of these plugins"


def test_every_plugin_is_in_the_map():
    here = {name for name in MODULES if name.startswith("ironflow_")}
    here |= {f"{folder} {name}" for folder, name in OTHERS if name.startswith("ironflow")}
    named = {one for name in ROWS for one in plugins(name)} | set(MAP["several"])
    assert here - named == set(), "docs/ironflow_map.yml does not say which operations these have"


def test_what_a_plugin_asks_for_is_not_left_to_call():
    words = [set(re.findall(r"\"([A-Za-z/]+)\"", path.read_text(encoding="utf-8"))) for path in SOURCES]
    calls = [name for name in ROWS if ANYTHING in plugins(name) and table.operation(name).rpc]
    left = [name for name in calls if any(name in said or set(name.split("/")) <= said for said in words)]
    assert not left, "a plugin asks for these; docs/ironflow_map.yml should name it"


def test_the_methods_of_the_manual_are_reached():
    assert len(set(MAP["manual"])) == len(MAP["manual"]) == 95
    for method in MAP["manual"]:
        name = MAP["renamed"].get(method, method)
        assert plugins(name), f"{method} is reached by nothing"


@pytest.mark.parametrize("life", OURS, ids=numbered(OURS))
def test_what_a_life_asks_for_is_in_the_map(life):
    play = LifePlay(life)
    info = f"{life.module}_info"
    for stage in play.stages:
        asked = sent(play, life.module, stage.args)
        if stage.name == "create" and info in MODULES and not needs(info):
            asked |= sent(play, info, {})
        for name, module in asked:
            assert module in plugins(name) or module in MAP["several"] or helps(name), f"{module} asks for {name}"


def helps(name):
    """A listing by which names become ids is in the map of those whose things it lists."""
    return table.operation(name).reads and plugins(name) and ANYTHING not in plugins(name)


def sent(play, module, args):
    """The operations that a run of a module asks for, with its name. The version is asked for by all."""
    before = len(play.server.journal)
    play.task(module, args)
    found = set()
    for entry in play.server.journal[before:]:
        for operations, _parameters in play.server.table.find(entry.path):
            if entry.method in operations:
                found.add((operations[entry.method].name, module))
                break
    return {pair for pair in found if pair[0] != "capabilities"}


def needs(module):
    """Whether it cannot run without options of its own."""
    return any(field.required for field in spec_of(module).fields)
