# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Our modules as a playbook would run them, in this process and over the network."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any, Mapping

import yaml
from ansible import constants
from ansible.inventory.data import InventoryData
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.parsing.dataloader import DataLoader
from ansible.plugins.doc_fragments import constructed, inventory_cache

from ansible_collections.opsweave.platform.plugins.module_utils.core.memo import Memo
from ansible_collections.opsweave.platform.plugins.module_utils.core.spec import Outside
from ansible_collections.opsweave.platform.plugins.module_utils.entry import CLIENTS, argument_spec, perform
from tests.unit.pages import Page

COLLECTION = "ansible_collections.opsweave.platform"


class Failed(Exception):
    """The module failed; the text is its message."""


class Ours:
    """``ours("kv", bucket="b", ...)`` is the result of the system's module; ``check=True`` runs it in check mode."""

    def __init__(self, system: str, exports: Mapping[str, str]) -> None:
        names = {"ADDRESS": "api_url", "ENDPOINT": "api_url", "SERVER_URL": "api_url", "API_TOKEN": "api_token"}
        names |= {"ACCESS_KEY": "api_access_key", "SECRET_KEY": "api_secret_key", "API_KEY": "api_key"}
        self.system = system
        mine = {name.partition("_")[2]: value for name, value in exports.items() if name.startswith(system.upper())}
        self.connection = {names[name]: value for name, value in mine.items() if name in names}
        self.called: set[str] = set()
        self.begin()

    def begin(self) -> None:
        """A new run of Ansible: what the last one learnt is forgotten."""
        self.memo = Memo()

    def __call__(self, noun: str, check: bool = False, **params: Any) -> dict[str, Any]:
        self.called.add(noun)
        spec = import_module(f"{COLLECTION}.plugins.modules.{self.system}_{noun}").MODULE
        checked = ArgumentSpecValidator(argument_spec(spec), **spec.all_rules).validate({**self.connection, **params})
        if checked.error_messages:
            raise Failed(checked.errors.msg)
        CLIENTS.clear()  # each task is a process of its own
        outside = Outside(memo=self.memo)
        given = checked.validated_parameters
        result = perform(spec, given, checked._no_log_values, check, diff_mode=True, outside=outside)
        if result.get("failed"):
            raise Failed(result.get("exception") or result["msg"])
        return result

    def lookup(self, noun: str, *terms: Any, **options: Any) -> list[Any]:
        """What the system's lookup answers in a template."""
        self.called.add(f"lookup {noun}")
        plugin = self.plugin("lookup", f"{self.system}_{noun}").LookupModule()
        plugin._load_name = f"opsweave.platform.{self.system}_{noun}"
        found: list[Any] = plugin.run(list(terms), variables={}, **{**self.connection, **options})
        return found

    def plugin(self, kind: str, name: str, *fragments: Any) -> Any:
        """The plugin's module, once Ansible knows its options."""
        options = dict(Page(kind, name).options)
        for fragment in fragments:
            options.update(yaml.safe_load(fragment.ModuleDocFragment.DOCUMENTATION)["options"])
        constants.config.initialize_plugin_configuration_definitions(kind, f"opsweave.platform.{name}", options)
        return import_module(f"{COLLECTION}.plugins.{kind}.{name}")

    def inventory(self, folder: Path, **source: Any) -> dict[str, dict[str, Any]]:
        """The variables of each host of the inventory that this source gives."""
        self.called.add("inventory")
        name, data, path = f"opsweave.platform.{self.system}", InventoryData(), folder / f"x.{self.system}.yml"
        path.write_text(yaml.safe_dump({"plugin": name, **self.connection, **source}))
        plugin = self.plugin("inventory", self.system, constructed, inventory_cache).InventoryModule()
        plugin._load_name, plugin._redirected_names = name, [name]
        plugin.parse(data, DataLoader(), str(path), cache=False)
        return {host: one.get_vars() for host, one in data.hosts.items()}

    def settled(self, noun: str, **params: Any) -> dict[str, Any]:
        """The result of a module that must find everything as it wants it, in check mode and out of it."""
        for check in (True, False):
            result = self(noun, check=check, **params)
            assert (result["changed"], result.get("diff", {}).get("before")) == (
                False, result.get("diff", {}).get("after"),
            ), result  # fmt: skip
        return result
