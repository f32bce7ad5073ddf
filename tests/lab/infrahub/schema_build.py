# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""From what clients loaded to the kinds that the server uses: inheritance, hierarchies, derived fields."""

from __future__ import annotations

import copy
from typing import Any

from .schema_fields import COLOURS, RESTRICTED
from .schema_generated import add_profiles, add_templates
from .schema_kind import Kind

INHERITED = (
    "human_friendly_id", "display_label", "display_labels", "default_filter", "menu_placement",
    "uniqueness_constraints",
    "icon", "order_by",
)  # fmt: skip


class Invalid(Exception):
    """The schema makes no sense; the text is the server's."""


def build(raw: dict[str, dict[str, Any]]) -> dict[str, Kind]:
    """The kinds before validation; ``finish`` follows it."""
    kinds = {
        name: Kind(one["category"], one["entry"], one["attributes"].values(), one["relationships"].values())
        for name, one in raw.items()
    }
    for kind in kinds.values():
        relations(kind)
    for kind in kinds.values():
        if kind.is_generic:
            identify(kind)
            weigh(kind)
    inherit(kinds)
    hierarchy(kinds)
    for kind in kinds.values():
        identify(kind)
        labels(kind)
    add_templates(kinds)
    add_profiles(kinds)
    add_hierarchy(kinds)
    for kind in kinds.values():
        branch_support(kinds, kind)
    return kinds


def finish(kinds: dict[str, Kind]) -> None:
    """What is added to kinds that are valid."""
    add_groups(kinds)
    for kind in kinds.values():
        labels(kind)
        dropdowns(kind)
        branch_support(kinds, kind)
        weigh(kind)


def weigh(kind: Kind) -> None:
    """A place among the others for each field that was given none."""
    for place, one in enumerate((*kind.attributes.values(), *kind.relationships.values()), 1):
        one["order_weight"] = one["order_weight"] or place * 1000


def relations(kind: Kind) -> None:
    for one in kind.relationships.values():
        one["identifier"] = one["identifier"] or "__".join(sorted([kind.kind, one["peer"]])).lower()
        if one["deprecation"]:
            one["optional"] = True
        if one["cardinality"] == "one":
            one["min_count"] = 0 if one["optional"] else one["min_count"] or 1
            one["max_count"] = 1 if one["optional"] else one["max_count"] or 1
        if one["on_delete"] is None:
            one["on_delete"] = "cascade" if one["kind"] == "Component" else "no-action"
    for field in kind.attributes.values():
        if field["deprecation"]:
            field["optional"] = True


def identify(kind: Kind) -> None:
    """The human-friendly id from what is unique, and both among the uniqueness constraints."""
    entry = kind.entry
    for one in entry["uniqueness_constraints"] or []:
        name = one[0].split("__")[0]
        if len(one) == 1 and name in kind.attributes:
            kind.attributes[name]["unique"] = True
    unique = [name for name, field in kind.attributes.items() if field["unique"]]
    listed = [one[0] for one in entry["uniqueness_constraints"] or [] if len(one) == 1]
    missing = sorted([f"{name}__value"] for name in unique if f"{name}__value" not in listed)
    if missing:
        entry["uniqueness_constraints"] = (entry["uniqueness_constraints"] or []) + missing
    if not entry["human_friendly_id"] and unique:
        entry["human_friendly_id"] = [f"{unique[0]}__value"]
    wanted: list[str] = []
    for text in entry["human_friendly_id"] or []:
        first = text.split("__")[0]
        if first not in kind.attributes and first not in kind.relationships:
            return
        part = f"{first}__value" if first in kind.attributes else first
        if part not in wanted:
            wanted.append(part)
    if wanted and not any(set(one) == set(wanted) for one in entry["uniqueness_constraints"] or []):
        entry["uniqueness_constraints"] = [*(entry["uniqueness_constraints"] or []), wanted]
        if len(wanted) == 1 and wanted[0].endswith("__value"):
            kind.attributes[wanted[0].split("__")[0]]["unique"] = True


def inherit(kinds: dict[str, Kind]) -> None:
    used: dict[str, list[str]] = {}
    for kind in kinds.values():
        if kind.category != "nodes":
            continue
        parents = kind.entry["inherit_from"] or []
        if parents or kind.namespace == "Builtin" or kind.namespace not in RESTRICTED:
            used.setdefault("CoreNode", []).append(kind.kind)
            kind.generics.append("CoreNode")
        hierarchical = []
        for name in parents:
            generic = kinds.get(name)
            if generic is None or not generic.is_generic:
                raise Invalid(f"{kind.kind} Unable to find the generic {name}")
            if generic.entry["hierarchical"]:
                hierarchical.append(name)
            used.setdefault(name, []).append(kind.kind)
            if name not in kind.generics:
                kind.generics.append(name)
            take(kind, generic)
        if len(hierarchical) > 1:
            raise Invalid(f"{kind.kind} Only one generic with hierarchical support is allowed per node {hierarchical}")
        if hierarchical and kind.entry["hierarchy"] is None:
            kind.entry["hierarchy"] = hierarchical[0]
    for kind in kinds.values():
        if kind.is_generic:
            kind.entry["used_by"] = sorted(set(used.get(kind.kind, [])))


def take(kind: Kind, generic: Kind) -> None:
    for name in INHERITED:
        if generic.entry[name] and not kind.entry[name]:
            kind.entry[name] = copy.deepcopy(generic.entry[name])
    for mine, theirs, what in (
        (kind.attributes, generic.attributes, "attribute"),
        (kind.relationships, generic.relationships, "relationship"),
    ):
        for name, one in theirs.items():
            if name not in mine:
                mine[name] = {**copy.deepcopy(one), "id": None, "inherited": True}
                if one["branch"] == generic.entry["branch"] != kind.entry["branch"]:
                    mine[name]["branch"] = None  # it lives where the kind lives
            elif not mine[name]["inherited"] and one["allow_override"] == "none":
                raise Invalid(f"{kind.kind}'s {what} {name} inherited from {generic.kind} cannot be overriden")


def hierarchy(kinds: dict[str, Kind]) -> None:
    for kind in kinds.values():
        if kind.category != "nodes":
            continue
        entry = kind.entry
        if not entry["hierarchy"]:
            if entry["parent"] is not None or entry["children"] is not None:
                raise Invalid(f"{kind.kind} Hierarchy must be provided if either parent or children is defined.")
            continue
        for end in ("parent", "children"):
            if entry[end] is None:
                entry[end] = entry["hierarchy"]
            elif entry[end] and entry[end] not in kinds:
                raise Invalid(f"{kind.kind} Unable to find the node '{entry[end]}' provided in '{end}'.")


def add_hierarchy(kinds: dict[str, Kind]) -> None:
    for kind in kinds.values():
        entry = kind.entry
        top = kind.kind if entry.get("hierarchical") else entry.get("hierarchy")
        if not top or (kind.category not in ("nodes", "generics")):
            continue
        fixed = top == "BuiltinIPPrefix"
        up = kind.kind if kind.is_generic else entry["parent"] or entry["hierarchy"]
        down = kind.kind if kind.is_generic else entry["children"] or entry["hierarchy"]
        free = kind.is_generic or up == kind.kind or kinds[up].is_generic
        kind.relationships["parent"] = link(
            "parent", up, "Hierarchy", "one", "parent__child", direction="outbound", hierarchical=top, read_only=fixed,
            optional=free, min_count=0 if free else 1, max_count=1,
        )  # fmt: skip
        kind.relationships["children"] = link(
            "children",
            down,
            "Hierarchy",
            "many",
            "parent__child",
            direction="inbound",
            hierarchical=top,
            read_only=fixed,
        )


def link(name: str, peer: str, kind: str, cardinality: str, identifier: str, **more: Any) -> dict[str, Any]:
    plain = Kind("nodes", {"namespace": "", "name": ""}, (), [{
        "name": name, "peer": peer, "kind": kind, "cardinality": cardinality, "identifier": identifier,
        "branch": "aware",
        "on_delete": "no-action", **more,
    }])  # fmt: skip
    return plain.relationships[name]


def add_groups(kinds: dict[str, Kind]) -> None:
    for kind in kinds.values():
        if "CoreGroup" in kind.generics or kind.kind in ("CoreGroup", "LineageOwner", "LineageSource"):
            continue
        for name, identifier in (("subscriber_of_groups", "group_subscriber"), ("member_of_groups", "group_member")):
            if name not in kind.relationships:
                kind.relationships[name] = link(name, "CoreGroup", "Group", "many", identifier)


def labels(kind: Kind) -> None:
    kind.entry["label"] = kind.entry["label"] or spoken(kind.entry["name"])
    for one in [*kind.attributes.values(), *kind.relationships.values()]:
        one["label"] = one["label"] or spoken(one["name"])


def spoken(name: str) -> str:
    return " ".join(word.title() if word.islower() else word for word in name.split("_"))


def dropdowns(kind: Kind) -> None:
    for field in kind.attributes.values():
        if field["kind"] != "Dropdown" or not field["choices"]:
            continue
        choices = [{"name": c} if isinstance(c, str) else dict(c) for c in field["choices"]]
        choices.sort(key=lambda c: c["name"], reverse=True)
        taken = [choice["color"] for choice in choices if choice.get("color")]
        field["choices"] = []
        for choice in choices:
            if not choice.get("color"):
                choice["color"] = next((c for c in COLOURS if c not in taken), "#ff0000")
                taken.append(choice["color"])
            label, text = choice.get("label") or spoken(choice["name"]), choice.get("description") or ""
            field["choices"].append(
                {"name": choice["name"], "description": text, "color": choice["color"], "label": label}
            )


def branch_support(kinds: dict[str, Kind], kind: Kind) -> None:
    """Attributes live where their kind lives; a relationship lives on branches if either end does."""
    mine = kind.entry["branch"]
    for field in kind.attributes.values():
        field["branch"] = field["branch"] or mine
    for one in kind.relationships.values():
        if one["branch"] is None:
            peer = kinds[one["peer"]].entry["branch"] if one["peer"] in kinds else mine
            one["branch"] = mine if peer == mine else "local" if "local" in (mine, peer) else "aware"
