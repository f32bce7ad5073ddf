# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Sources written for opsmill.infrahub.inventory, with nothing changed but the plugin's name."""

from __future__ import annotations

import pytest
from ansible.errors import AnsibleParserError

from tests.unit.play import SITES

SOURCE = {
    "api_endpoint": "http://localhost",
    "token": SITES["infrahub"].credentials["api_token"],
    "timeout": 60,
    "branch": "main",
    "prefetch_relationships": True,
    "strict": False,
    "nodes": {
        "NetDevice": {
            "include": ["site.floor", "ports", "tags"],
            "exclude": ["facts"],
            "filters": {"site__name__value": "ams"},
        }
    },
    "compose": {"where": "site.hfid[0] | upper", "hostname": "name"},
    "groups": {"big": "mtu > 9000", "jumbo": "inventory_hostname is match('sw1')", "composed": "where == 'AMS'"},
    "keyed_groups": [{"key": "role", "prefix": "role"}, {"key": "site.hfid[0]", "separator": ""}],
}


@pytest.fixture
def source(world, monkeypatch):
    monkeypatch.delenv("INFRAHUB_ADDRESS")
    monkeypatch.delenv("INFRAHUB_API_TOKEN")
    return lambda **more: world(**{**SOURCE, **more})


def test_a_whole_source(source):
    made = source(hostnames=["name"])
    sw0, sw1 = made.hosts["sw0"].vars, made.hosts["sw1"].vars
    assert (sw1["name"], sw1["mtu"], sw1["active"], sw1["where"], sw1["hostname"]) == ("sw1", 9001, False, "AMS", "sw1")
    assert (sw1["site"]["floor"], sw1["site"]["hfid"], sw1["tags"]) == (None, ["ams"], [])
    assert {one["name"]: one["speed"] for one in sw0["ports"]} == {"eth0": 0, "eth1": 1} and "facts" not in sw0
    groups = {name: sorted(host.name for host in group.get_hosts()) for name, group in made.groups.items()}
    assert (groups["big"], groups["jumbo"], groups["composed"]) == (["sw1"], ["sw1"], ["evil", "sw0", "sw1"])
    assert groups["role_leaf"] == groups["ams"] == ["evil", "sw0", "sw1"]


@pytest.mark.parametrize(
    ("hostnames", "names"),
    [
        (["address", "name"], ["evil", "sw0", "sw1"]),
        (["backup.name", "site.nothing", "name"], ["evil", "sw0", "sw1"]),
        ([], ["evil", "sw0", "sw1"]),  # the kind declares no display label, so that each label is an id
        (["hfid.0", "mtu ~ '-' ~ name"], ["1500-evil", "9000-sw0", "9001-sw1"]),
    ],
)
def test_the_first_name_that_is_not_empty(source, hostnames, names):
    assert sorted(source(hostnames=hostnames).hosts) == names


def test_the_display_label(source):
    nodes = {"BuiltinTag": {"filters": {"name__value": "blue"}}}
    assert list(source(schema={"version": "1.0"}, nodes_of_it=[{"kind": "BuiltinTag", "data": {"name": "blue"}}],
                       nodes=nodes, hostnames=["display_label"]).hosts) == ["blue"]  # fmt: skip


def told(monkeypatch):
    from ansible.utils.display import Display

    texts = []
    monkeypatch.setattr(Display, "warning", lambda self, msg, *rest, **more: texts.append(msg))
    return texts


def test_one_warning_for_each_expression_that_fails(source, monkeypatch):
    texts = told(monkeypatch)
    made = source(compose={"a": "nothing.at.all", "b": "name"}, groups={"none": "nope > 1"}, hostnames=["name"])
    assert made.hosts["sw1"].vars["b"] == "sw1"
    mine = [text for text in texts if "could not be worked out" in text]
    assert len(mine) == 2
    assert mine[0].startswith("compose: a: nothing.at.all could not be worked out for sw0, sw1, evil: ")
    texts.clear()
    source(compose={"a": "nothing.at.all"}, strict_warnings=False)
    assert not [text for text in texts if "could not be worked out" in text]


def test_strict(source):
    with pytest.raises(Exception, match="Could not set a"):
        source(compose={"a": "nothing.at.all"}, strict=True)


def test_names_that_ansible_keeps_for_itself(source):
    compose = {"port": "mtu"}
    kept = source(compose=compose).hosts["sw1"].vars
    prefixed = source(reserved_names="prefix").hosts["sw1"].vars
    assert kept["name"] == prefixed["infrahub_name"] == "sw1" and "name" not in prefixed
    assert "tags" in kept and "infrahub_tags" in prefixed


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"nodes": None}, "give either nodes, or query and hosts_path"),
        ({"nodes": {"NetDevice": ["name"]}}, "nodes.NetDevice is a dictionary with include, exclude, filters"),
        ({"nodes": {"NetDevice": {"include": "name"}}}, "nodes.NetDevice.include is a list of dotted paths"),
    ],
)
def test_mistakes(source, more, words):
    with pytest.raises(AnsibleParserError) as caught:
        source(**more)
    assert words in str(caught.value)
