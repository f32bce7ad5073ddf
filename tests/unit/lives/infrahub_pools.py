# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of Infrahub's pools."""

from __future__ import annotations

from .life import Life

KINDS = {
    "version": "1.0",
    "nodes": [
        {"name": "Prefix", "namespace": "Ipam", "inherit_from": ["BuiltinIPPrefix"]},
        {"name": "IPAddress", "namespace": "Ipam", "inherit_from": ["BuiltinIPAddress"]},
        {
            "name": "Vlan",
            "namespace": "Ipam",
            "human_friendly_id": ["name__value"],
            "attributes": [
                {"name": "name", "kind": "Text", "unique": True},
                {"name": "vid", "kind": "Number", "optional": True},
            ],
        },
    ],
}
for kind, attribute in zip(KINDS["nodes"], ("prefix", "address")):
    kind["human_friendly_id"] = [f"{attribute}__value", "ip_namespace__name__value"]
SCHEMA = ("infrahub_schema", {"schemas": [KINDS]})
NETS = tuple(
    ("infrahub_node", {"kind": "IpamPrefix", "data": {"prefix": net, "member_type": holds}})
    for net, holds in (("10.20.0.0/24", "address"), ("10.30.0.0/16", "prefix"), ("10.40.0.0/16", "prefix"))
)
ADDRESSES = {"name": "loopbacks", "resources": ["10.20.0.0/24"], "default_address_type": "IpamIPAddress"}
PREFIXES = {"name": "racks", "resources": ["10.30.0.0/16"], "default_prefix_type": "IpamPrefix"}

LIVES = [
    Life(
        "infrahub_ip_address_pool",
        {**ADDRESSES, "description": "Like {{ 1 + 1 }}", "default_prefix_length": 32},
        {"description": "Others", "unset": ["default_prefix_length"]},
        before=(SCHEMA, *NETS),
    ),
    Life(
        "infrahub_ip_prefix_pool",
        {**PREFIXES, "default_prefix_length": 28},
        {"resources": ["10.40.0.0/16", "10.30.0.0/16"], "default_member_type": "address"},
        before=(SCHEMA, *NETS),
        alike=({"resources": ["10.30.0.0/16", " 10.40.0.0/16"], "ip_namespace": "default"},),
    ),
    Life(
        "infrahub_number_pool",
        {"name": "vlans", "node": "IpamVlan", "node_attribute": "vid", "start_range": 100, "end_range": 199},
        {"end_range": 299, "description": "More"},
        before=(SCHEMA,),
    ),
    Life(
        "infrahub_pool_allocation",
        {"pool": "loopbacks", "identifier": "sw1", "data": {"description": "Of sw1"}},
        {},
        before=(SCHEMA, *NETS, ("infrahub_ip_address_pool", ADDRESSES)),
        fixed=True,
    ),
    Life(
        "infrahub_pool_allocation",
        {"pool": "racks", "identifier": "r1", "prefix_length": 27, "member_type": "address"},
        {},
        before=(SCHEMA, *NETS, ("infrahub_ip_prefix_pool", PREFIXES)),
        fixed=True,
    ),
]
