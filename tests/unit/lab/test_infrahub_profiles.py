# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The Infrahub stand-in gives values of profiles and templates, and takes them back, as the real server was seen to."""

from __future__ import annotations

import pytest

from .infrahub_client import Client

SCHEMA = {
    "version": "1.0",
    "generics": [{"name": "Thing", "namespace": "Test", "human_friendly_id": ["name__value"],
                  "attributes": [{"name": "name", "kind": "Text", "unique": True}],
                  "display_label": "name__value"}],
    "nodes": [
        {"name": "Device", "namespace": "Test", "inherit_from": ["TestThing"], "generate_template": True,
         "human_friendly_id": ["name__value"],
         "attributes": [{"name": "mtu", "kind": "Number", "optional": True, "default_value": 1500},
                        {"name": "status", "kind": "Text", "optional": True, "default_value": "on"},
                        {"name": "serial", "kind": "Text", "optional": True},
                        {"name": "role", "kind": "Text"}],
         "relationships": [{"name": "ports", "peer": "TestPort", "kind": "Component", "cardinality": "many",
                            "identifier": "device__port", "optional": True},
                           {"name": "tags", "peer": "BuiltinTag", "kind": "Attribute", "cardinality": "many",
                            "optional": True}]},
        {"name": "Port", "namespace": "Test", "generate_template": True,
         "human_friendly_id": ["device__name__value", "name__value"],
         "uniqueness_constraints": [["device", "name__value"]],
         "attributes": [{"name": "name", "kind": "Text"}, {"name": "speed", "kind": "Number", "optional": True}],
         "relationships": [{"name": "device", "peer": "TestDevice", "kind": "Parent", "cardinality": "one",
                            "identifier": "device__port", "optional": False}]},
    ],
}  # fmt: skip
READ = """query ($n: String) { TestDevice(name__value: $n) { edges { node { id
  mtu { value is_default is_from_profile source { display_label } }
  serial { value is_default is_from_profile source { display_label } }
  status { value is_default is_from_profile source { display_label } }
  tags { edges { node { display_label } } }
  member_of_groups { edges { node { display_label } } }
  object_template { node { display_label } }
  ports { edges { node { name { value } speed { value source { display_label } } } } } } } } }"""
UPDATE = "mutation ($d: TestDeviceUpdateInput!) { TestDeviceUpdate(data: $d) { ok } }"
OWN, DEFAULT = "own", "default"


@pytest.fixture
def client():
    made = Client()
    assert made.load(SCHEMA).status_code == 200
    return made


def create(client, kind, **data):
    text = f"mutation ($d: {kind}CreateInput!) {{ x: {kind}Create(data: $d) {{ object {{ id }} }} }}"
    return client.data(text, d=data)["x"]["object"]["id"]


def jumbo(client):
    return create(client, "ProfileTestDevice", profile_name={"value": "jumbo"}, profile_priority={"value": 100},
                  mtu={"value": 9000}, serial={"value": "p"}, status={"value": "up"})  # fmt: skip


def device(client, name="d", **data):
    return create(client, "TestDevice", name={"value": name}, role={"value": "leaf"}, **data)


def read(client, name="d"):
    return client.data(READ, n=name)["TestDevice"]["edges"][0]["node"]


def held(client, attribute, name="d"):
    """The value, and whose it is."""
    one = read(client, name)[attribute]
    source = one["source"]["display_label"] if one["source"] else None
    whose = DEFAULT if one["is_default"] else OWN if source is None else source
    assert one["is_from_profile"] is (whose == "jumbo")
    return one["value"], whose


@pytest.mark.parametrize(
    "attribute, given, seen",
    [
        ("mtu", {"value": 7}, (7, OWN)),
        ("mtu", {"value": 9000}, (9000, OWN)),  # a number that is written is one's own, though it is the same
        ("mtu", {"is_default": True}, (9000, OWN)),
        ("mtu", {"value": None}, (1500, DEFAULT)),
        ("status", {"value": "x"}, ("x", OWN)),
        ("status", {"value": "up"}, ("up", "jumbo")),  # a text that is the same is not
        ("status", {"is_default": True}, ("up", "jumbo")),
        ("status", {"value": None}, ("on", DEFAULT)),
        ("serial", {"value": None}, (None, OWN)),
        ("mtu", {"is_protected": True}, (9000, "jumbo")),
    ],
)
def test_what_is_written_over_a_profile(client, attribute, given, seen):
    ident = device(client, profiles=[{"id": jumbo(client)}])
    assert held(client, "mtu") == (9000, "jumbo") and held(client, "serial") == ("p", "jumbo")
    client.data(UPDATE, d={"id": ident, attribute: given})
    assert held(client, attribute) == seen


def test_a_default_after_null_is_the_profiles_again_at_the_next_write(client):
    ident = device(client, profiles=[{"id": jumbo(client)}])
    client.data(UPDATE, d={"id": ident, "mtu": {"value": None}})
    client.data(UPDATE, d={"id": ident, "role": {"value": "spine"}})
    assert held(client, "mtu") == (9000, "jumbo")


def test_an_own_value_goes_back_to_the_profiles(client):
    ident = device(client, profiles=[{"id": jumbo(client)}], mtu={"value": 7}, serial={"value": None})
    assert held(client, "mtu") == (7, OWN) and held(client, "serial") == (None, OWN)
    client.data(UPDATE, d={"id": ident, "mtu": {"is_default": True}})
    assert held(client, "mtu") == (9000, "jumbo")


def test_values_of_a_profile_that_is_gone_go_too(client):
    profile = jumbo(client)
    ident = device(client, profiles=[{"id": profile}])
    device(client, "other", profiles=[{"id": profile}])
    client.data(UPDATE, d={"id": ident, "profiles": []})
    assert held(client, "mtu") == (1500, DEFAULT) and held(client, "serial") == (None, DEFAULT)
    client.data("mutation ($i: String) { ProfileTestDeviceDelete(data: {id: $i}) { ok } }", i=profile)
    assert held(client, "mtu", "other") == (1500, DEFAULT) and held(client, "serial", "other") == (None, DEFAULT)


def test_a_profile_that_lets_a_node_go_takes_its_values_back(client):
    profile = jumbo(client)
    device(client, profiles=[{"id": profile}])
    client.data(
        "mutation ($i: String) { ProfileTestDeviceUpdate(data: {id: $i, related_nodes: []}) { ok } }", i=profile
    )
    assert held(client, "mtu") == (1500, DEFAULT)


def test_a_profile_gives_what_the_kind_demands(client):
    profile = create(client, "ProfileTestDevice", profile_name={"value": "jumbo"}, role={"value": "spine"})
    create(client, "TestDevice", name={"value": "d"}, profiles=[{"hfid": ["jumbo"]}])
    asked = client.data("{ TestDevice { edges { node { role { value source { id } } } } } }")
    assert asked["TestDevice"]["edges"][0]["node"]["role"] == {"value": "spine", "source": {"id": profile}}
    other = create(client, "ProfileTestDevice", profile_name={"value": "bare"})
    text = 'mutation ($p: String) { TestDeviceCreate(data: {name: {value: "e"}, profiles: [{id: $p}]}) { ok } }'
    assert client.error(text, p=other)[0].startswith("role is mandatory for TestDevice")


TAGS = """query ($n: String) { TestDevice(name__value: $n) { edges { node { tags { edges {
  node { display_label } properties { source { display_label } } } } } } } }"""


def tags(client, name="d"):
    edges = client.data(TAGS, n=name)["TestDevice"]["edges"][0]["node"]["tags"]["edges"]
    sources = [edge["properties"]["source"] for edge in edges]
    return {
        edge["node"]["display_label"]: source and source["display_label"]
        for edge, source in zip(edges, sources, strict=True)
    }


def test_peers_of_profiles(client):
    one, two = client.tag("one"), client.tag("two")
    first = create(client, "ProfileTestDevice", profile_name={"value": "first"}, tags=[{"id": one}])
    second = create(client, "ProfileTestDevice", profile_name={"value": "second"}, profile_priority={"value": 5},
                    tags=[{"id": two}])  # fmt: skip
    ident = device(client, profiles=[{"id": first}])
    assert tags(client) == {"one": "first"}
    for data, seen in (
        ({"profiles": [{"id": first}, {"id": second}]}, {"two": "second"}),
        ({"tags": [{"id": one}]}, {"one": None}),
        ({"tags": []}, {"two": "second"}),
        ({"tags": [{"id": two}]}, {"two": None}),  # one's own, though the profile gives it too
        ({"profiles": []}, {"two": None}),
    ):
        client.data(UPDATE, d={"id": ident, **data})
        assert tags(client) == seen, data
    device(client, "own", profiles=[{"id": first}], tags=[{"id": two}])
    assert tags(client, "own") == {"two": None}
    other = device(client, "other", profiles=[{"id": second}], tags=[])
    client.data(UPDATE, d={"id": other, "profiles": []})
    assert tags(client, "other") == {"two": "second"}  # so the real server leaves it
    client.data(UPDATE, d={"id": other, "profiles": [{"id": first}]})
    assert tags(client, "other") == {"one": "first"}
    client.data("mutation ($i: String) { ProfileTestDeviceDelete(data: {id: $i}) { ok } }", i=first)
    assert tags(client, "other") == {}


def tall(client):
    tag, group = client.tag("blue"), create(client, "CoreStandardGroup", name={"value": "racked"})
    made = create(client, "TemplateTestDevice", template_name={"value": "tall"}, mtu={"value": 4000},
                  role={"value": "spine"}, tags=[{"id": tag}],
                  member_of_groups_for_instances=[{"id": group}])  # fmt: skip
    for number, speed in ((0, 10), (1, None)):
        create(client, "TemplateTestPort", template_name={"value": f"tp{number}"}, name={"value": f"eth{number}"},
               speed={"value": speed}, device={"id": made})  # fmt: skip
    return made


@pytest.mark.parametrize("by", ["id", "hfid"])
def test_a_node_made_from_a_template(client, by):
    ident = tall(client)
    create(
        client, "TestDevice", name={"value": "d"}, object_template={"id": ident} if by == "id" else {"hfid": ["tall"]}
    )
    assert held(client, "mtu") == (4000, "tall") and held(client, "status") == ("on", "tall")
    assert held(client, "serial") == (None, DEFAULT)
    node = read(client)
    assert [one["node"] for one in node["ports"]["edges"]] == [
        {"name": {"value": "eth0"}, "speed": {"value": 10, "source": {"display_label": "tp0"}}},
        {"name": {"value": "eth1"}, "speed": {"value": None, "source": None}},
    ]
    assert node["tags"]["edges"] == [{"node": {"display_label": "blue"}}]
    assert node["member_of_groups"]["edges"] == [{"node": {"display_label": "racked"}}]
    create(client, "TestDevice", name={"value": "own"}, mtu={"value": 1}, object_template={"id": ident})
    assert held(client, "mtu", "own") == (1, OWN)


def test_a_template_binds_nothing_later(client):
    ident = tall(client)
    made = create(client, "TestDevice", name={"value": "d"}, object_template={"id": ident})
    client.data("mutation ($i: String) { TemplateTestDeviceUpdate(data: {id: $i, mtu: {value: 1}}) { ok } }", i=ident)
    client.data(UPDATE, d={"id": made, "object_template": None})
    assert held(client, "mtu") == (4000, "tall") and read(client)["object_template"]["node"] is None
    plain = device(client, "plain")
    client.data(UPDATE, d={"id": plain, "object_template": {"id": ident}})
    assert held(client, "mtu", "plain") == (1500, DEFAULT) and read(client, "plain")["ports"]["edges"] == []
    client.data("mutation ($i: String) { TemplateTestDeviceDelete(data: {id: $i}) { ok } }", i=ident)
    assert held(client, "mtu") == (4000, OWN)
    assert client.data("{ TemplateTestPort { count } TestPort { count } }") == {
        "TemplateTestPort": {"count": 2}, "TestPort": {"count": 2},
    }  # fmt: skip


def test_a_template_with_a_profile_and_a_pool(client):
    pool = create(client, "CoreNumberPool", name={"value": "n"}, node={"value": "TestDevice"},
                  node_attribute={"value": "mtu"}, start_range={"value": 10}, end_range={"value": 20})  # fmt: skip
    profile = create(client, "ProfileTestDevice", profile_name={"value": "jumbo"}, serial={"value": "p"})
    create(client, "TemplateTestDevice", template_name={"value": "t"}, role={"value": "x"}, profiles=[{"id": profile}],
           mtu_from_resource_pool={"id": pool})  # fmt: skip
    asked = client.data("{ TemplateTestDevice { edges { node { serial { value is_from_profile } } } } }")
    assert asked["TemplateTestDevice"]["edges"][0]["node"]["serial"] == {"value": "p", "is_from_profile": True}
    create(client, "TestDevice", name={"value": "d"}, object_template={"hfid": ["t"]})
    assert held(client, "serial") == ("p", "jumbo") and held(client, "mtu")[0] == 10


def test_what_the_generated_kinds_hold(client):
    told = client.call("GET", "/api/schema").json()
    (profile,) = [one for one in told["profiles"] if one["kind"] == "ProfileTestDevice"]
    (template,) = [one for one in told["templates"] if one["kind"] == "TemplateTestPort"]
    peers = {one["name"]: one["peer"] for one in profile["relationships"]}
    assert peers["related_templates"] == "TemplateTestDevice" and peers["related_nodes"] == "TestDevice"
    by_name = {one["name"]: (one["peer"], one["identifier"]) for one in template["relationships"]}
    assert by_name["speed_from_resource_pool"] == ("CoreNumberPool", "speed_from_resource_pool")
    assert by_name["member_of_groups_for_instances"] == ("CoreGroup", "template_group_member_for_instances")
    assert by_name["profiles"] == ("CoreProfile", "template__profile")
    assert next(one["unique"] for one in template["attributes"] if one["name"] == "template_name")
