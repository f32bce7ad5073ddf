# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Files that a task names: where they are looked for, and how they come to where the module runs."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from ansible.errors import AnsibleError

from ansible_collections.opsweave.platform.plugins.module_utils.core.spec import Field, ModuleSpec, System
from ansible_collections.opsweave.platform.plugins.plugin_utils.sources import placed

SPEC = ModuleSpec(
    System("test", (), lambda params, outside: None),
    (
        Field("src", "path", aliases=("file_path",), source=True),
        Field("files", "list", elements="path", source=True),
        Field("dest", "path"),
    ),
    lambda task: {},
)


class Action:
    """An action plugin with a folder ``files`` and another one that stands for the far side."""

    def __init__(self, root):
        self.root, self.far = root, root / "far"
        (root / "files").mkdir()
        self._task = SimpleNamespace(async_val=0)
        self._loader = SimpleNamespace(get_real_file=self.opened, cleanup_tmp_file=self.closed)
        self.removed, self.shut, self.rights = [], [], []

    def _find_needle(self, folder, path):
        for place in (self.root / folder / path, self.root / path):
            if place.exists():
                return str(place)
        raise AnsibleError("nowhere")

    def opened(self, path):
        return f"{path}.clear" if path.endswith(".vault") else path

    def closed(self, path):
        self.shut.append(path)

    def _make_tmp_path(self):
        self.far.mkdir()
        return str(self.far)

    def _remove_tmp_path(self, path):
        self.removed.append(path)

    def _low_level_execute_command(self, command):
        import subprocess

        subprocess.run(command, shell=True, check=True)

    def _transfer_file(self, local, remote):
        shutil.copy(local, remote)

    def _fixup_perms2(self, paths):
        self.rights += paths


@pytest.fixture
def action(tmp_path):
    return Action(tmp_path)


def test_it_is_found_as_copy_finds_it(action):
    (action.root / "files/a.yml").write_text("a")
    (action.root / "b.yml").write_text("b")
    with placed(action, SPEC, {"files": ["a.yml", "b.yml", "c.yml"], "dest": "a.yml"}, False) as args:
        assert args["files"] == [str(action.root / "files/a.yml"), str(action.root / "b.yml"), "c.yml"]
        assert args["dest"] == "a.yml", "where to write is not looked for"


def test_an_alias_counts_too(action):
    (action.root / "files/a.yml").write_text("a")
    with placed(action, SPEC, {"file_path": "a.yml"}, False) as args:
        assert args == {"file_path": str(action.root / "files/a.yml")}


def test_a_file_in_a_vault_is_opened_and_shut_again(action):
    (action.root / "files/a.vault").write_text("a")
    with placed(action, SPEC, {"src": "a.vault"}, False) as args:
        assert args["src"].endswith("a.vault.clear") and action.shut == []
    assert action.shut == [str(action.root / "files/a.vault.clear")]


def test_far_away_it_is_brought_along(action):
    (action.root / "files/a.yml").write_text("a")
    (action.root / "files/many/deep").mkdir(parents=True)
    (action.root / "files/many/deep/b.yml").write_text("b")
    (action.root / "files/many/other.txt").write_text("not read")
    with placed(action, SPEC, {"files": ["a.yml", "many", "nowhere.yml"]}, True) as args:
        one, many, nowhere = args["files"]
        assert one.startswith(str(action.far)) and Path(one).read_text() == "a"
        assert Path(many, "deep/b.yml").read_text() == "b" and nowhere == "nowhere.yml"
        assert one in action.rights and not list(action.far.rglob("*.txt"))
        assert action.removed == []
    assert action.removed == [str(action.far)]


def test_where_no_file_is_named_nothing_is_done(action):
    with placed(action, SPEC, {"dest": "x", "src": None}, True) as args:
        assert args == {"dest": "x", "src": None} and not action.far.exists()
