# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of single nodes with more than plain values."""

from __future__ import annotations

from .infrahub_pools import SCHEMA
from .life import Life

VLANS = {"name": "vlans", "node": "IpamVlan", "node_attribute": "vid", "start_range": 100, "end_range": 199}
GROUP = {"kind": "CoreStandardGroup", "hfid": ["warm"], "relation": "members"}
TAGS = tuple(("infrahub_node", {"kind": "BuiltinTag", "data": {"name": name}}) for name in ("red", "blue"))
BOXES = {
    "version": "1.0",
    "nodes": [
        {
            "name": name,
            "namespace": "Life",
            "human_friendly_id": ["name__value"],
            "attributes": [
                {"name": "name", "kind": "Text", "unique": True},
                {"name": "wood", "kind": "Text", "optional": True},
            ],
        }
        for name in ("Box", "Crate")
    ],
}
RED = {"kind": "BuiltinTag", "data": {"name": "red"}}

LIVES = [
    Life(
        "infrahub_node",
        {
            "kind": "BuiltinTag",
            "data": {"name": "blue", "description": {"value": "Sky", "source": "admin", "is_protected": True}},
        },
        {
            "data": {
                "name": "blue",
                "description": {"value": "Sea {{ 1 + 1 }}", "owner": "admin", "is_protected": False},
            }
        },
    ),
    Life(
        "infrahub_node",
        {"kind": "CoreStandardGroup", "data": {"name": "warm", "members": [RED]}},
        {"data": {"name": "warm", "members": [{"kind": "BuiltinTag", "hfid": "red", "is_protected": True}]}},
    ),
    Life(
        "infrahub_node",
        {"kind": "IpamVlan", "data": {"name": "blue", "vid": {"from_pool": {"pool": "vlans", "identifier": "blue"}}}},
        {"data": {"name": "blue", "vid": 150}},
        before=(SCHEMA, ("infrahub_number_pool", VLANS)),
    ),
    Life(
        "infrahub_relationship",
        {**GROUP, "peers": [{"kind": "BuiltinTag", "hfid": ["red"]}]},
        {"peers": [{"kind": "BuiltinTag", "hfid": "blue"}, {"kind": "BuiltinTag", "hfid": "red"}], "exact": True},
        before=(*TAGS, ("infrahub_node", {"kind": "CoreStandardGroup", "data": {"name": "warm"}})),
        alike=({"exact": False, "peers": [{"kind": "BuiltinTag", "hfid": "blue"}]},),
    ),
    Life(
        "infrahub_node_convert",
        {"kind": "LifeBox", "hfid": ["one"], "target_kind": "LifeCrate", "fields": {"wood": {"value": "oak"}}},
        {},
        before=(
            ("infrahub_schema", {"schemas": [BOXES]}),
            ("infrahub_node", {"kind": "LifeBox", "data": {"name": "one"}}),
        ),
        fixed=True,
    ),
]
