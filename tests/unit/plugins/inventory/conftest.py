# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A small network on a stand-in, and the inventory that the plugin makes of it."""

from __future__ import annotations

import pytest
import yaml
from ansible import constants
from ansible.inventory.data import InventoryData
from ansible.parsing.dataloader import DataLoader
from ansible.plugins.doc_fragments import constructed, inventory_cache

from ansible_collections.opsweave.platform.plugins.inventory.infrahub import InventoryModule
from ansible_collections.opsweave.platform.plugins.module_utils import entry
from ansible_collections.opsweave.platform.plugins.plugin_utils import client as plugin_client
from tests.unit.pages import Page
from tests.unit.play import SITES
from tests.unit.plugins.module_utils.infrahub.network import device, network, port, site

NAME = InventoryModule.NAME
EVIL = "{{ lookup('pipe', 'touch evil') }}"


def options():
    """As Ansible's loader would read them from the page."""
    made = dict(Page("inventory", "infrahub").options)
    for fragment in (constructed, inventory_cache):
        made.update(yaml.safe_load(fragment.ModuleDocFragment.DOCUMENTATION)["options"])
    return made


@pytest.fixture
def world(tmp_path, monkeypatch):
    """A stand-in with sites and devices; ``world(config)`` gives the inventory that the plugin makes of it."""
    play = network()
    nodes = [site(), site("fra", floor=3)]
    nodes += [device(f"sw{n}", "ams" if n < 2 else "fra", mtu=9000 + n, active=n != 1) for n in range(3)]
    nodes += [
        device("evil", facts={"text": EVIL}),
        *(port(f"sw{n}", f"eth{p}", speed=p) for n in range(3) for p in range(2)),
    ]
    assert not play.task("infrahub_nodes", {"nodes": nodes}).get("failed")
    outside = plugin_client.Outside
    monkeypatch.setattr(plugin_client, "Outside", lambda **how: outside(transport=play.transport, **how))
    monkeypatch.setenv("INFRAHUB_ADDRESS", "http://localhost")
    monkeypatch.setenv("INFRAHUB_API_TOKEN", SITES["infrahub"].credentials["api_token"])
    monkeypatch.chdir(tmp_path)
    constants.config.initialize_plugin_configuration_definitions("inventory", NAME, options())

    def parse(schema=None, nodes_of_it=(), **config):
        if schema:
            assert not play.task("infrahub_schema", {"schemas": [schema]}).get("failed")
            made = play.task("infrahub_nodes", {"nodes": list(nodes_of_it)})
            assert not made.get("failed"), made["msg"]
        entry.CLIENTS.clear()
        play.server.journal.clear()
        path = tmp_path / "x.infrahub.yml"
        path.write_text(yaml.safe_dump({"plugin": NAME, **config}))
        inventory = InventoryData()
        plugin = InventoryModule()
        plugin._load_name, plugin._redirected_names = NAME, [NAME]
        plugin.parse(inventory, DataLoader(), str(path), cache=True)
        if hasattr(plugin, "update_cache_if_changed"):
            plugin.update_cache_if_changed()
        return inventory

    parse.play = play
    return parse
