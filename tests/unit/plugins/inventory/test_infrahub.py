# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The inventory plugin: types, nested relations in few requests, names, groups, cache, and text that is no template."""

from __future__ import annotations

import pytest
from ansible.errors import AnsibleParserError

from .conftest import EVIL


def test_types_are_kept_and_relations_are_dictionaries(world):
    hosts = world(nodes={"NetDevice": None}).hosts
    sw1 = hosts["sw1"].vars
    assert (sw1["mtu"], sw1["active"], sw1["address"], sw1["name"]) == (9001, False, None, "sw1")
    assert sw1["site"]["hfid"] == ["ams"] and sw1["site"]["kind"] == "NetSite"
    assert "pin" not in sw1 and "tags" not in sw1 and "infrahub_name" not in sw1


def test_what_is_shared_is_fetched_once(world):
    hosts = world(nodes={"NetDevice": {"include": ["site", "ports.speed"]}}).hosts
    assert hosts["sw2"].vars["site"]["floor"] == 3
    assert sorted(one["speed"] for one in hosts["sw2"].vars["ports"]) == [0, 1]
    asked = [one.path for one in world.play.server.journal if "graphql" in one.path]
    assert len(asked) == 2  # the devices with their ports, and the two sites


def test_peers_of_many_that_are_shared_are_fetched_once_too(world):
    hosts = world(nodes={"NetSite": {"include": ["devices", "devices.site.floor", "devices.tags"]}}).hosts
    assert hosts["fra"].vars["devices"][0]["site"]["floor"] == 3  # the site itself, read by its id
    asked = [one.path for one in world.play.server.journal if "graphql" in one.path]
    assert len(asked) == 2  # the sites with their own devices; no device has a tag


def test_filters_and_exclude(world):
    nodes = {"NetDevice": {"filters": {"site__name__value": "ams", "active__value": True}, "exclude": ["mtu", "site"]}}
    hosts = world(nodes=nodes).hosts
    assert list(hosts) == ["sw0"]
    assert not {"mtu", "site"} & hosts["sw0"].vars.keys()


def test_names_and_groups(world):
    made = world(
        nodes={"NetDevice": None, "NetSite": None},
        hostnames=["site.hfid.0", "'{}-{}'.format(kind | lower, name)"],
        keyed_groups=[{"key": "site.display_label", "prefix": "at"}],
        groups={"big": "mtu is defined and mtu > 9000"},
        compose={"twice": "mtu * 2"},
    )
    assert "netdevice-sw1" in made.hosts and "netsite-fra" in made.hosts
    assert {host.name for host in made.groups["big"].get_hosts()} == {"netdevice-sw1", "netdevice-sw2"}
    assert "at_ams" in made.groups or any(name.startswith("at_") for name in made.groups)
    assert int(made.hosts["netdevice-sw1"].vars["twice"]) == 18002  # before ansible-core 2.19 it is text


def test_two_nodes_of_one_name_are_an_error(world):
    with pytest.raises(AnsibleParserError, match='would both be the host "NetDevice"'):
        world(nodes={"NetDevice": None}, hostnames=["kind"])


@pytest.mark.parametrize(
    ("nodes", "words"),
    [
        ({"NetDevise": None}, 'no kind "NetDevise"; did you mean "NetDevice"'),
        ({"NetDevice": {"include": ["prots"]}}, 'no attribute or relation "prots"; did you mean "ports"'),
        ({"NetDevice": {"filters": {"nam__value": "x"}}}, 'no filter "nam__value"; did you mean "name__value"'),
        ({"NetDevice": {"inclue": []}}, 'no setting "inclue"; did you mean "include"'),
    ],
)
def test_mistakes_are_named(world, nodes, words):
    with pytest.raises(AnsibleParserError) as caught:
        world(nodes=nodes)
    assert words in str(caught.value)


def test_text_of_the_server_is_never_a_template(world, tmp_path):
    hosts = world(nodes={"NetDevice": None}, compose={"copy": "facts.text | default('')"}).hosts
    assert hosts["evil"].vars["facts"]["text"] == EVIL
    assert hosts["evil"].vars["copy"] == EVIL
    assert not (tmp_path / "evil").exists()


def test_the_cache_is_used_until_the_schema_changes(world, tmp_path):
    how = {"cache": True, "cache_plugin": "jsonfile", "cache_connection": str(tmp_path / "cache")}
    first = world(nodes={"NetDevice": None}, **how)
    again = world(nodes={"NetDevice": None}, **how)
    asked = [one.path for one in world.play.server.journal]
    assert asked == ["/api/schema/summary"]
    assert again.hosts["sw1"].vars["mtu"] == first.hosts["sw1"].vars["mtu"] == 9001
    assert list(world(nodes={"NetSite": None}, **how).hosts) == ["ams", "fra"]
    assert again.hosts["evil"].vars["facts"]["text"] == EVIL and not (tmp_path / "evil").exists()


@pytest.mark.parametrize(("given", "said"), [
    ({"hostname": ["name"]}, 'there is no setting "hostname"; did you mean "hostnames"'),
    ({"nodes": {"NetDevice": {"inlcude": ["site"]}}}, 'NetDevice has no setting "inlcude"; did you mean "incl'),
])  # fmt: skip
def test_a_misspelt_setting(world, given, said):
    with pytest.raises(AnsibleParserError, match=said):
        world(**{"nodes": {"NetDevice": None}, **given})
