# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A small network on a stand-in, and the inventory that the plugin makes of it."""

from __future__ import annotations

import pytest

from ansible_collections.opsweave.platform.plugins.inventory.infrahub import InventoryModule
from tests.unit.play import SITES
from tests.unit.plugins.module_utils.infrahub.network import device, network, port, site

from .parsing import Source

NAME = InventoryModule.NAME
EVIL = "{{ lookup('pipe', 'touch evil') }}"


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
    monkeypatch.setenv("INFRAHUB_ADDRESS", "http://localhost")
    monkeypatch.setenv("INFRAHUB_API_TOKEN", SITES["infrahub"].credentials["api_token"])
    source = Source(InventoryModule, play, tmp_path, monkeypatch)

    def parse(schema=None, nodes_of_it=(), **config):
        if schema:
            assert not play.task("infrahub_schema", {"schemas": [schema]}).get("failed")
            made = play.task("infrahub_nodes", {"nodes": list(nodes_of_it)})
            assert not made.get("failed"), made["msg"]
        return source(**config)

    parse.play = play
    return parse
