# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the entries of a schema hold: their fields with defaults, and what a client may write."""

from __future__ import annotations

from typing import Any

ATTRIBUTE: dict[str, Any] = {
    "id": None, "name": None, "kind": None, "enum": None, "computed_attribute": None, "choices": None, "regex": None,
    "max_length": None, "min_length": None, "label": None, "description": None, "read_only": False, "unique": False,
    "optional": False, "branch": None, "order_weight": None, "ordered": True, "default_value": None, "inherited": False,
    "state": "present", "allow_override": "any", "deprecation": None, "display": "default", "parameters": None,
}  # fmt: skip
RELATIONSHIP: dict[str, Any] = {
    "id": None, "name": None, "peer": None, "kind": "Generic", "label": None, "description": None, "identifier": None,
    "cardinality": "many", "min_count": 0, "max_count": 0, "common_parent": None, "common_relatives": None,
    "order_weight": None, "optional": True, "branch": None, "inherited": False, "direction": "bidirectional",
    "hierarchical": None, "state": "present", "on_delete": None, "allow_override": "any", "read_only": False,
    "deprecation": None, "display": "default",
}  # fmt: skip
BASE: dict[str, Any] = {
    "id": None, "name": None, "namespace": None, "description": None, "label": None, "branch": "aware",
    "default_filter": None,
    "human_friendly_id": None, "display_label": None, "display_labels": None, "include_in_menu": True,
    "menu_placement": None,
    "icon": None, "order_by": None, "uniqueness_constraints": None, "documentation": None, "state": "present",
}  # fmt: skip
NODE: dict[str, Any] = {
    **BASE, "inherit_from": [], "generate_profile": True, "generate_template": False, "hierarchy": None, "parent": None,
    "children": None,
}  # fmt: skip
GENERIC: dict[str, Any] = {
    **BASE, "hierarchical": False, "generate_profile": True, "used_by": [], "restricted_namespaces": None,
}  # fmt: skip

# Given by the server; a client that sends them is warned, and they are ignored.
READ_ONLY = {
    "node": {"kind", "hash", "hierarchy"},
    "generic": {"kind", "hash", "used_by"},
    "attribute": {"inherited"},
    "relationship": {"inherited", "hierarchical"},
}
ATTRIBUTE_KINDS = (
    "Text", "TextArea", "Number", "List", "NumberPool", "ID", "Dropdown", "DateTime", "Email", "Password",
    "HashedPassword",
    "URL", "File", "MacAddress", "Color", "Bandwidth", "IPHost", "IPNetwork", "IPAddress", "Boolean", "Checkbox",
    "JSON", "Any",
)  # fmt: skip
CHOICES = {
    ("attribute", "kind"): ATTRIBUTE_KINDS,
    ("relationship", "kind"): (
        "Generic", "Attribute", "Component", "Parent", "Group", "Hierarchy", "Profile", "Template",
    ),
    ("relationship", "cardinality"): ("one", "many"),
    ("relationship", "direction"): ("bidirectional", "outbound", "inbound"),
    ("relationship", "on_delete"): ("no-action", "cascade"),
    ("", "branch"): ("aware", "agnostic", "local"),
    ("", "state"): ("present", "absent"),
    ("", "display"): ("default", "extra"),
    ("", "allow_override"): ("none", "any"),
}  # fmt: skip
PARAMETERS: dict[str, dict[str, Any]] = {
    "Text": {"regex": None, "min_length": None, "max_length": None},
    "TextArea": {"regex": None, "min_length": None, "max_length": None},
    "Number": {"min_value": None, "max_value": None, "excluded_values": None},
    "List": {"regex": None},
    "NumberPool": {"end_range": 9223372036854775807, "start_range": 1, "number_pool_id": None},
}
RESTRICTED = {
    "Account", "Branch", "Builtin", "Core", "Deprecated", "Diff", "Infrahub", "Internal", "Lineage", "Schema",
    "Profile",
    "Template",
}  # fmt: skip
RESERVED = {
    "any", "attribute", "attributes", "attr", "attrs", "relationship", "relationships", "rel", "rels", "save", "hfid",
    "node_metadata",
}  # fmt: skip
COLOURS = (
    "#ed6a5a", "#f4f1bb", "#9bc1bc", "#5ca4a9", "#e6ebe0", "#52489c", "#4062bb", "#59c3c3", "#56638a", "#5d737e",
    "#55505c", "#592941", "#498467", "#e5d0e3", "#748cab", "#018e42", "#50808e", "#7b2d26", "#9799ca", "#51bbfe",
)  # fmt: skip
