# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The house rules: imports go one way, files stay small and say what they are for, every module has its door."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PLUGINS = ROOT / "plugins"
SYSTEMS = {"infrahub", "infino", "ironflow"}
CONTROLLER = {"core", "entry", "plugin_utils", "ansible", *SYSTEMS}
MAY_IMPORT = {
    "core": {"core"},
    "http": {"core", "http"},
    "entry": {"core", "ansible"},
    **{system: {"core", "http", system} for system in SYSTEMS},
    "modules": {"core", "entry", *SYSTEMS},
    "plugin_utils": {"core", "entry", "plugin_utils", "ansible"},
    "action": {"core", "plugin_utils", *SYSTEMS},
    "inventory": CONTROLLER,
    "lookup": CONTROLLER,
    "callback": CONTROLLER,
    "filter": CONTROLLER,
    "doc_fragments": set(),
}
# Whoever needs another library asks these first; each is imported in one place, and may be missing on a target.
THIRD_PARTY = {
    "requests": {"module_utils/http/session.py"},
    "websocket": {"module_utils/http/socket.py"},
    "botocore": {"module_utils/infino/auth.py"},
    "jmespath": {"module_utils/core/path.py"},
    "yaml": {"module_utils/core/files.py"},
}  # fmt: skip
OUTSIDE = re.compile(r"(?<![\w.:-])(?:/(?:home|root|Users)/[\w.]|[A-Z]:\\Users\\)")
LATER = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")


def tracked():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    return sorted(Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file())


FILES = [path.relative_to("plugins") for path in tracked() if path.parts[0] == "plugins" and path.suffix == ".py"]
TRACKED = tracked()
SOURCES = [path for path in TRACKED if path.suffix == ".py"]
MODULES = sorted(path.stem for path in (PLUGINS / "modules").glob("*.py"))
every_file = pytest.mark.parametrize("path", FILES, ids=str)
every_source = pytest.mark.parametrize("path", SOURCES, ids=str)


def room(parts):
    parts = parts[1:] if parts[0] == "module_utils" else parts
    return parts[0].removesuffix(".py")


def tree(path):
    return ast.parse((PLUGINS / path).read_text(encoding="utf-8"))


def inner(path):
    """The rooms of this collection that a file imports from."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = (*path.parts[: len(path.parts) - node.level], *(node.module or "").split("."))
            if base[-1] in ("", "module_utils"):
                base = (*[part for part in base if part], node.names[0].name)
            yield room(base)


def outer(node):
    """The libraries that a statement imports, as their first names."""
    if isinstance(node, ast.ImportFrom) and not node.level:
        return {node.module.partition(".")[0]}
    if isinstance(node, ast.Import):
        return {alias.name.partition(".")[0] for alias in node.names}
    return set()


def libraries(path):
    found = set().union(*map(outer, ast.walk(tree(path))))
    return found - set(sys.stdlib_module_names) - {"__future__"}


@every_file
def test_imports_go_one_way(path):
    allowed = MAY_IMPORT[room(path.parts)]
    if path.parts[0] in ("modules", "action", "lookup", "inventory", "callback"):
        allowed = allowed - (SYSTEMS - {path.stem.partition("_")[0]})  # a page knows one system
    assert set(inner(path)) <= allowed


@every_file
def test_libraries_are_imported_where_they_belong(path):
    """Neither a vendor's SDK nor anything else that a user would have to install."""
    allowed = {"ansible"} if "ansible" in MAY_IMPORT[room(path.parts)] or path.parts[0] == "action" else set()
    allowed |= {name for name, places in THIRD_PARTY.items() if path.as_posix() in places}
    assert libraries(path) <= allowed


@every_file
def test_a_library_that_may_be_missing_is_imported_with_care(path):
    bold = set().union(*map(outer, tree(path).body)) & THIRD_PARTY.keys()
    assert not bold, f"{bold} may be missing: import it in a try, and raise MissingLibrary when it is needed"


@every_source
def test_files_are_small_and_say_what_they_are_for(path):
    text = (ROOT / path).read_text(encoding="utf-8")
    lines = text.splitlines()
    assert len(lines) <= 300
    assert max(map(len, lines), default=0) <= 120
    if lines and not {"modules", "doc_fragments"} & set(path.parts):
        assert ast.get_docstring(ast.parse(text)), "say in one sentence what the file is for"
    if lines:
        assert "GNU General Public License v3.0+" in "\n".join(lines[:4])


@every_file
def test_errors_are_caught_by_name_and_defined_in_one_place(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ExceptHandler):
            broad = node.type is None or getattr(node.type, "id", "") in ("Exception", "BaseException")
            assert not broad or path.as_posix() == "module_utils/entry.py", f"line {node.lineno} catches everything"
        if isinstance(node, ast.ClassDef) and path.as_posix() != "module_utils/core/errors.py":
            bases = {getattr(base, "id", "") for base in node.bases}
            assert not any(base.endswith(("Error", "Exception")) for base in bases), node.name


@pytest.mark.parametrize("path", TRACKED, ids=str)
def test_no_place_of_one_machine_and_nothing_left_for_later(path):
    content = (ROOT / path).read_bytes()
    if path.name == Path(__file__).name or b"\0" in content:
        return
    text = content.decode("utf-8")
    assert not OUTSIDE.findall(text)
    assert path.suffix != ".py" or not LATER.findall(text)


def test_init_files_are_empty():
    assert not [path for path in PLUGINS.rglob("__init__.py") if path.read_text(encoding="utf-8")]


def test_every_module_has_its_door_and_its_group():
    runtime = yaml.safe_load((ROOT / "meta/runtime.yml").read_text(encoding="utf-8"))
    doors = {name: f"opsweave.platform.{name.partition('_')[0]}" for name in MODULES}
    assert {name: entry["redirect"] for name, entry in runtime["plugin_routing"]["action"].items()} == doors
    for system in SYSTEMS:
        assert (PLUGINS / f"action/{system}.py").exists()
        assert runtime["action_groups"][system] == [name for name in MODULES if name.startswith(f"{system}_")]


def test_what_follows_from_the_files_is_not_stale():
    done = subprocess.run(
        [sys.executable, ROOT / "scripts/generate.py", "--check"], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_core_runs_where_neither_ansible_nor_requests_is():
    """Every file of core/, imported with nothing but the standard library."""
    names = [path.stem for path in FILES if path.parts[:2] == ("module_utils", "core")]
    code = "import importlib, sys; sys.path.insert(0, sys.argv[1]); "
    code += "[importlib.import_module('core.' + name) for name in sys.argv[2:]]; "
    code += "bad = {'ansible', 'requests', 'http'} & set(sys.modules); sys.exit(str(bad) if bad else 0)"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, str(PLUGINS / "module_utils"), *names],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
