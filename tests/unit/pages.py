# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The pages of modules and plugins as they read: with their fragments put in."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
PLUGINS = "ansible_collections.opsweave.platform.plugins"
COLLECTION = "opsweave.platform"


def names(folder: str) -> list[str]:
    return sorted(path.stem for path in (ROOT / "plugins" / folder).glob("*.py"))


MODULES = names("modules")
OTHERS = [(folder, name) for folder in ("lookup", "inventory", "callback") for name in names(folder)]
FILTERS = [("filter", name) for name in names("filter")]


class Page:
    def __init__(self, folder: str, name: str) -> None:
        self.folder, self.name = folder, name
        self.code = import_module(f"{PLUGINS}.{folder}.{name}")
        self.text = yaml.safe_load(self.code.DOCUMENTATION)
        self.own: dict[str, Any] = self.text.get("options") or {}
        self.options = {**self.inherited(), **self.own}
        self.returns: dict[str, Any] = yaml.safe_load(getattr(self.code, "RETURN", "")) or {}

    def inherited(self) -> dict[str, Any]:
        """As Ansible puts fragments together: of two that say something of one option, the first counts."""
        found: dict[str, Any] = {}
        for name in self.text.get("extends_documentation_fragment") or ():
            if name.startswith(f"{COLLECTION}."):
                for option, text in (fragment(name.removeprefix(f"{COLLECTION}.")).get("options") or {}).items():
                    found[option] = {**text, **found.get(option, {})}
        return found

    @property
    def examples(self) -> list[dict[str, Any]]:
        """The tasks of a module's or a lookup's page."""
        return list(tasks(yaml.safe_load(self.code.EXAMPLES)))

    @property
    def spec(self) -> Any:
        return self.code.MODULE


def fragment(name: str) -> dict[str, Any]:
    """The fragment of a file, or after a dot one of its variants."""
    file, _dot, variant = name.partition(".")
    fragments = import_module(f"{PLUGINS}.doc_fragments.{file}").ModuleDocFragment
    return yaml.safe_load(getattr(fragments, (variant or "documentation").upper()))


def tasks(items: list[dict[str, Any]]) -> Any:
    for item in items:
        if "hosts" in item:
            yield from tasks(item.get("tasks") or [])
        elif "block" in item:
            yield from tasks(item["block"] + item.get("rescue", []) + item.get("always", []))
        else:
            yield item


def of_collection(task: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
    """The module of this collection that a task runs, and its arguments."""
    for name, args in task.items():
        if name.startswith(f"{COLLECTION}."):
            return name.removeprefix(f"{COLLECTION}."), args or {}
    return None
