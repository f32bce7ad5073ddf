# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A client of the Infrahub stand-in for its tests, and the schema that they load."""

from __future__ import annotations

from tests.lab.common.direct import Direct
from tests.lab.infrahub.lab import ADMIN_TOKEN, InfrahubLab

URL = "http://lab.test"
SCHEMA = {
    "version": "1.0",
    "generics": [
        {
            "name": "Place",
            "namespace": "Test",
            "hierarchical": True,
            "human_friendly_id": ["name__value"],
            "order_by": ["name__value"],
            "attributes": [{"name": "name", "kind": "Text", "unique": True}],
        },
    ],
    "nodes": [
        {"name": "Country", "namespace": "Test", "inherit_from": ["TestPlace"], "parent": "", "children": "TestCity"},
        {"name": "City", "namespace": "Test", "inherit_from": ["TestPlace"], "parent": "TestCountry", "children": ""},
        {
            "name": "Owner",
            "namespace": "Test",
            "default_filter": "name__value",
            "human_friendly_id": ["name__value"],
            "attributes": [{"name": "name", "kind": "Text", "unique": True}],
            "relationships": [{"name": "boxes", "peer": "TestBox", "cardinality": "many"}],
        },
        {
            "name": "Box",
            "namespace": "Test",
            "human_friendly_id": ["name__value"],
            "display_label": "{{ name__value }}!",
            "attributes": [
                {"name": "name", "kind": "Text", "unique": True, "parameters": {"min_length": 2}},
                {"name": "height", "kind": "Number", "optional": True, "parameters": {"min_value": 1, "max_value": 50}},
                {"name": "enabled", "kind": "Boolean", "default_value": True},
                {
                    "name": "role",
                    "kind": "Dropdown",
                    "optional": True,
                    "choices": [{"name": "leaf"}, {"name": "spine"}],
                },
                {"name": "tier", "kind": "Text", "optional": True, "enum": ["gold", "silver"]},
                {"name": "mgmt", "kind": "IPHost", "optional": True},
                {"name": "mac", "kind": "MacAddress", "optional": True},
                {"name": "meta", "kind": "JSON", "optional": True},
                {"name": "tags_list", "kind": "List", "optional": True},
                {
                    "name": "fqn",
                    "kind": "Text",
                    "read_only": True,
                    "optional": True,
                    "computed_attribute": {"kind": "Jinja2", "jinja2_template": "{{ name__value }}.net"},
                },
            ],
            "relationships": [
                {"name": "owner", "peer": "TestOwner", "cardinality": "one", "kind": "Attribute", "optional": False},
                {"name": "ports", "peer": "TestPort", "cardinality": "many", "kind": "Component"},
                {"name": "tags", "peer": "BuiltinTag", "cardinality": "many", "kind": "Attribute"},
            ],
        },
        {
            "name": "Port",
            "namespace": "Test",
            "human_friendly_id": ["box__name__value", "name__value"],
            "uniqueness_constraints": [["box", "name__value"]],
            "attributes": [{"name": "name", "kind": "Text"}],
            "relationships": [
                {"name": "box", "peer": "TestBox", "cardinality": "one", "kind": "Parent", "optional": False}
            ],
        },
        {
            "name": "Net",
            "namespace": "Test",
            "inherit_from": ["BuiltinIPPrefix"],
            "human_friendly_id": ["prefix__value"],
        },
        {
            "name": "Addr",
            "namespace": "Test",
            "inherit_from": ["BuiltinIPAddress"],
            "human_friendly_id": ["address__value"],
        },
    ],
}


class Client:
    def __init__(self) -> None:
        self.lab = InfrahubLab()
        self.send = Direct(self.lab)
        self.headers = {"X-INFRAHUB-KEY": ADMIN_TOKEN}

    def call(self, method, path, headers=None, **how):
        return self.send(method, URL + path, headers=self.headers if headers is None else headers, **how)

    def load(self, *documents, branch="main"):
        return self.call("POST", f"/api/schema/load?branch={branch}", json={"schemas": list(documents)})

    def ask(self, text, branch="main", at="", **variables):
        path = f"/graphql/{branch}" + (f"?at={at}" if at else "")
        return self.call("POST", path, json={"query": text, "variables": variables}).json()

    def data(self, text, branch="main", at="", **variables):
        reply = self.ask(text, branch, at, **variables)
        assert "errors" not in reply, reply
        return reply["data"]

    def error(self, text, branch="main", **variables):
        reply = self.ask(text, branch, **variables)
        assert len(reply["errors"]) == 1, reply
        found = reply["errors"][0]
        return found["message"], found["extensions"]["code"], found["extensions"]["http_status"]

    def tag(self, name, branch="main"):
        made = self.data(
            "mutation ($n: String) { t: BuiltinTagCreate(data: {name: {value: $n}}) { object { id } } }", branch, n=name
        )
        return made["t"]["object"]["id"]


def boxed() -> Client:
    """With the schema loaded, an owner and a box."""
    made = Client()
    assert made.load(SCHEMA).status_code == 200
    made.data('mutation { TestOwnerCreate(data: {name: {value: "ops"}}) { ok } }')
    made.data('mutation { TestBoxCreate(data: {name: {value: "box1"}, owner: {hfid: ["ops"]}}) { ok } }')
    made.lab.writes.clear()
    return made


def make_branch(client: Client, name: str) -> None:
    client.data("mutation ($n: String!) { BranchCreate(data: {name: $n}) { ok } }", n=name)
