# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The inventory that a plugin makes of a source, on a stand-in in this process."""

from __future__ import annotations

import yaml
from ansible import constants
from ansible.inventory.data import InventoryData
from ansible.parsing.dataloader import DataLoader
from ansible.plugins.doc_fragments import constructed, inventory_cache

from ansible_collections.opsweave.platform.plugins.module_utils import entry
from ansible_collections.opsweave.platform.plugins.plugin_utils import client as plugin_client
from tests.unit.pages import Page


class Source:
    """``source(sql=...)`` is the inventory of a source with these settings; ``play`` has its server."""

    def __init__(self, plugin, play, folder, monkeypatch):
        self.plugin, self.play, self.folder = plugin, play, folder
        self.system = plugin.NAME.rpartition(".")[2]
        outside = plugin_client.Outside

        def send(*args, **how):
            return play.transport(*args, **how)

        monkeypatch.setattr(plugin_client, "Outside", lambda **how: outside(transport=send, **how))
        monkeypatch.chdir(folder)
        constants.config.initialize_plugin_configuration_definitions("inventory", plugin.NAME, self.options())

    def options(self):
        """As Ansible's loader would read them from the page."""
        made = dict(Page("inventory", self.system).options)
        for fragment in (constructed, inventory_cache):
            made.update(yaml.safe_load(fragment.ModuleDocFragment.DOCUMENTATION)["options"])
        return made

    def __call__(self, use_cache=True, **config):
        entry.CLIENTS.clear()
        self.play.server.journal.clear()
        path = self.folder / f"x.{self.system}.yml"
        path.write_text(yaml.safe_dump({"plugin": self.plugin.NAME, **config}))
        inventory, plugin = InventoryData(), self.plugin()
        plugin._load_name, plugin._redirected_names = plugin.NAME, [plugin.NAME]
        assert plugin.verify_file(str(path))
        plugin.parse(inventory, DataLoader(), str(path), cache=use_cache)
        if hasattr(plugin, "update_cache_if_changed"):
            plugin.update_cache_if_changed()
        return inventory
