# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Lookups of Infrahub on a small network, with options as Ansible works them out."""

from __future__ import annotations

from importlib import import_module

import pytest
from ansible import constants

from ansible_collections.opsweave.platform.plugins.module_utils import entry
from ansible_collections.opsweave.platform.plugins.plugin_utils import burst, options
from ansible_collections.opsweave.platform.plugins.plugin_utils import client as plugin_client
from tests.unit.pages import COLLECTION, Page
from tests.unit.play import SITES
from tests.unit.plugins.module_utils.infrahub.network import device, network, port, site

PLUGINS = "ansible_collections.opsweave.platform.plugins.lookup"


@pytest.fixture
def infrahub(monkeypatch):
    """``infrahub("node", "ams", kind="NetSite")``: the answer of the lookup infrahub_node."""
    play = network()
    nodes = [site(), site("fra", floor=3), *(device(f"sw{n}", "ams", mtu=9000 + n) for n in range(40))]
    nodes += [port("sw0", "eth0", speed=1), port("sw0", "eth1", speed=2), device("evil", facts={"text": "{{ 1 }}"})]
    assert not play.task("infrahub_nodes", {"nodes": nodes}).get("failed")
    outside = plugin_client.Outside
    monkeypatch.setattr(plugin_client, "Outside", lambda **how: outside(transport=play.transport, **how))
    monkeypatch.setattr(plugin_client, "run_memo", lambda: play.memo)
    monkeypatch.setenv("INFRAHUB_ADDRESS", "http://localhost")
    monkeypatch.setenv("INFRAHUB_API_TOKEN", SITES["infrahub"].credentials["api_token"])
    entry.CLIENTS.clear()
    options.KNOWN.clear()
    burst.forget()
    monkeypatch.setattr(burst, "GAP", 0.9)  # the machine may be slow
    for noun in ("node", "query", "artifact"):
        name = f"{COLLECTION}.infrahub_{noun}"
        options_of = Page("lookup", f"infrahub_{noun}").options
        constants.config.initialize_plugin_configuration_definitions("lookup", name, options_of)

    def ask(noun, *terms, variables=None, **given):
        plugin = import_module(f"{PLUGINS}.infrahub_{noun}").LookupModule()
        plugin._load_name = f"{COLLECTION}.infrahub_{noun}"
        play.server.journal.clear()
        return plugin.run(list(terms), variables=variables or {}, **given)

    ask.play = play
    ask.requests = lambda: len(play.server.journal)
    return ask
