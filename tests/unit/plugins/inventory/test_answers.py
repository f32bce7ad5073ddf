# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Hosts from any GraphQL query, from an instant, and which files are sources of the plugin."""

from __future__ import annotations

import pytest
from ansible.errors import AnsibleParserError

from ansible_collections.opsweave.platform.plugins.inventory.infrahub import InventoryModule

QUERY = """query ($site: String) { NetDevice(site__name__value: $site) { edges { node {
  id name { value } mtu { value } site { node { id name { value } } } ports { edges { node { id speed { value } } } }
} } } }"""


@pytest.mark.parametrize("path", ["NetDevice", "NetDevice.edges", "NetDevice.edges[].node"])
def test_what_graphql_wraps_is_taken_off(world, path):
    names = ["'{}.{}'.format(name, site.name)"]
    made = world(query=QUERY, hosts_path=path, graph_variables={"site": "ams"}, hostnames=names)
    assert sorted(made.hosts) == ["evil.ams", "sw0.ams", "sw1.ams"]
    found = made.hosts["sw1.ams"].vars
    assert (found["mtu"], found["site"]["name"]) == (9001, "ams")
    assert sorted(one["speed"] for one in found["ports"]) == [0, 1]


def test_a_dictionary_in_pages(world):
    query = {"NetDevice": {"edges": {"node": {"id": None, "name": ["value"]}}}}
    assert len(world(query=query, hosts_path="NetDevice", paginate=True).hosts) == 4


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ({"query": QUERY}, "give hosts_path"),
        ({"query": QUERY, "hosts_path": "NetDevise"}, 'data has no key "NetDevise"; did you mean "NetDevice"'),
        ({"query": "{ NetDevice { count } }", "hosts_path": "NetDevice.count"}, "leads to no list of nodes"),
        ({"query": 'mutation { BuiltinTagDelete(data: {id: "x"}) { ok } }', "hosts_path": "x"}, "query is a mutation"),
        ({"query": QUERY, "hosts_path": "NetDevice", "nodes": {"NetDevice": None}}, "give either nodes, or query"),
    ],
)
def test_mistakes(world, config, words):
    with pytest.raises(AnsibleParserError) as caught:
        world(**config)
    assert words in str(caught.value)


def test_an_instant(world):
    with pytest.raises(AnsibleParserError):
        world(nodes={"NetDevice": None}, at="2001-01-01T00:00:00Z")
    asked = [one for one in world.play.server.journal if "/graphql" in one.path]
    assert asked


@pytest.mark.parametrize(
    ("name", "text", "mine"),
    [
        ("x.infrahub.yml", "plugin: opsweave.platform.infrahub\n", True),
        ("devices.yaml", "---\n# of ours\nplugin: 'opsweave.platform.infrahub'  # yes\n", True),
        ("devices.yml", '{"plugin": "opsweave.platform.infrahub", "nodes": {}}', True),
        ("infrahub.yml", "all:\n  hosts:\n    a:\n", False),
        ("infrahub.yml", "plugin: opsweave.platform.infrahub_other\n", False),
        ("infrahub.json", '{"plugin": "opsweave.platform.infrahub"}', False),
    ],
)
def test_which_files_are_sources(tmp_path, name, text, mine):
    (tmp_path / name).write_text(text)
    assert InventoryModule().verify_file(str(tmp_path / name)) is mine
