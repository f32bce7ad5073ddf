# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The kinds that the server makes by itself: a profile for each kind, templates for those that ask for them."""

from __future__ import annotations

import copy
from typing import Any

from .schema_fields import RELATIONSHIP, RESTRICTED
from .schema_kind import Kind

PROFILES = {
    "name": "profiles", "identifier": "node__profile", "peer": "CoreProfile", "kind": "Profile", "cardinality": "many",
    "branch": "aware", "on_delete": "no-action",
}  # fmt: skip
POOLED = "_from_resource_pool"
NO_SUBTEMPLATE = {"CoreNode", "CoreGroup", "CoreProfile", "LineageOwner", "LineageSource", "CoreArtifactTarget"}


def own(kind: Kind) -> bool:
    return kind.namespace == "Builtin" or kind.namespace not in RESTRICTED


def add_profiles(kinds: dict[str, Kind]) -> None:
    made = []
    for kind in list(kinds.values()):
        if kind.category in ("nodes", "generics") and own(kind):
            if kind.entry["generate_profile"]:
                made.append(profile(kind, kinds))
            kind.relationships.setdefault("profiles", {**RELATIONSHIP, **PROFILES})
    for one in made:
        kinds[one.kind] = one
    for name in ("CoreProfile", "CoreNode", "LineageSource"):
        generic = kinds.get(name)
        if generic:
            generic.entry["used_by"] = sorted({*generic.entry["used_by"], *(one.kind for one in made)})


def profile(kind: Kind, kinds: dict[str, Kind]) -> Kind:
    constrained = {part.split("__")[0] for one in kind.entry["uniqueness_constraints"] or [] for part in one}
    given = [
        {**copy.deepcopy(one), "id": None, "branch": kind.entry["branch"]}
        for one in kinds["CoreProfile"].attributes.values()
    ]
    for name, one in kind.attributes.items():
        if not one["read_only"] and not one["unique"] and name not in constrained:
            free = {"id": None, "optional": True, "unique": False, "default_value": None, "inherited": False}
            given.append({**copy.deepcopy(one), **free})
    links: list[dict[str, Any]] = [
        {**PROFILES, "name": "related_nodes", "peer": kind.kind},
    ]
    if f"Template{kind.kind}" in kinds:
        links.append({
            **PROFILES, "name": "related_templates", "peer": f"Template{kind.kind}", "identifier": "template__profile",
        })  # fmt: skip
    for name, one in kind.relationships.items():
        if not one["read_only"] and one["kind"] in ("Generic", "Attribute") and name not in constrained:
            links.append({
                **copy.deepcopy(one), "id": None, "optional": True, "min_count": 0,
                "identifier": f"profile_{one['identifier']}",
                "inherited": False, "allow_override": "any", "on_delete": "no-action",
            })  # fmt: skip
    made = Kind("profiles", {
        "name": kind.kind, "namespace": "Profile", "label": f"Profile {kind.entry['label']}",
        "description": f"Profile for {kind.kind}", "branch": kind.entry["branch"], "include_in_menu": False,
        "display_label": "profile_name__value", "inherit_from": ["LineageSource", "CoreProfile", "CoreNode"],
        "human_friendly_id": ["profile_name__value"], "default_filter": "profile_name__value",
    }, given, links)  # fmt: skip
    made.generics = ["LineageSource", "CoreProfile", "CoreNode"]
    return made


def add_templates(kinds: dict[str, Kind]) -> None:
    asked = [
        kind for kind in kinds.values() if kind.category == "nodes" and own(kind) and kind.entry["generate_template"]
    ]
    needed: dict[str, Kind] = {}
    for kind in asked:
        need(kinds, kind, needed)
        kind.relationships["object_template"] = {
            **RELATIONSHIP, "name": "object_template", "peer": f"Template{kind.kind}", "kind": "Template",
            "cardinality": "one",
            "identifier": "node__objecttemplate", "branch": "aware", "max_count": 1, "on_delete": "no-action",
        }  # fmt: skip
    made = [template(kind, needed) for kind in needed.values()]
    for one in made:
        kinds[one.kind] = one
    for name in ("CoreNode", "LineageSource", "CoreObjectTemplate", "CoreObjectComponentTemplate"):
        mine = [one.kind for one in made if name in one.generics]
        if name in kinds:
            kinds[name].entry["used_by"] = sorted({*kinds[name].entry["used_by"], *mine})


def need(kinds: dict[str, Kind], kind: Kind, needed: dict[str, Kind]) -> None:
    """The kind, its generics, and what hangs below it as a component."""
    if kind.kind in needed or kind.kind in NO_SUBTEMPLATE:
        return
    needed[kind.kind] = kind
    for name in kind.entry.get("inherit_from") or []:
        if name not in NO_SUBTEMPLATE:
            needed.setdefault(name, kinds[name])
    for one in kind.relationships.values():
        peer = kinds.get(one["peer"])
        if one["kind"] != "Component" or peer is None:
            continue
        for name in peer.entry.get("used_by") or []:
            need(kinds, kinds[name], needed)
        need(kinds, peer, needed)


def template(kind: Kind, needed: dict[str, Kind]) -> Kind:
    asked = bool(kind.entry.get("generate_template"))
    given = [
        {"name": "template_name", "kind": "Text", "branch": kind.entry["branch"], "unique": True, "order_weight": 1000}
    ]
    for one in kind.attributes.values():
        if not one["read_only"] and not one["unique"]:
            free = {"id": None, "unique": False, "optional": True if asked else one["optional"], "order_weight": None}
            given.append({**copy.deepcopy(one), **free})
    hfid, constraint = ["template_name__value"], ["template_name__value"]
    links = [] if kind.is_generic else [{
        "name": "related_nodes", "identifier": "node__objecttemplate", "peer": kind.kind, "kind": "Template",
        "cardinality": "many", "branch": "aware", "on_delete": "no-action",
    }]  # fmt: skip
    for name, one in kind.relationships.items():
        if one["peer"] in ("CoreGroup", "CoreProfile") or one["kind"] not in (
            "Component",
            "Parent",
            "Attribute",
            "Generic",
        ):
            continue
        inner = one["kind"] in ("Component", "Parent")
        peer = f"Template{one['peer']}" if inner and one["peer"] in needed else one["peer"]
        optional = one["kind"] != "Parent" if asked else one["optional"]
        links.append({
            **copy.deepcopy(one), "id": None, "peer": peer, "optional": optional,
            "min_count": 0 if optional else one["min_count"],
            "identifier": f"template_{one['identifier']}", "order_weight": None, "on_delete": "no-action",
        })  # fmt: skip
        if one["kind"] == "Parent" and not kind.is_generic:
            hfid.insert(0, f"{name}__template_name__value")
            constraint.append(name)
    links += for_instances(kind)
    above = "CoreObjectTemplate" if asked else "CoreObjectComponentTemplate"
    parents = ["LineageSource", "CoreNode", above]
    parents += [f"Template{name}" for name in kind.entry.get("inherit_from") or [] if name in needed]
    made = Kind("generics" if kind.is_generic else "templates", {
        "name": kind.kind, "namespace": "Template", "label": f"Object template {kind.entry['label']}",
        "description": f"Object template for {kind.kind}", "branch": kind.entry["branch"], "include_in_menu": False,
        "display_label": "template_name__value", "human_friendly_id": hfid, "generate_profile": False,
        "uniqueness_constraints": None if kind.is_generic else [constraint], "inherit_from": parents,
    }, given, links)  # fmt: skip
    if kind.is_generic:
        made.entry["used_by"] = sorted(f"Template{name}" for name in kind.entry["used_by"] if name in needed)
    else:
        made.generics = parents
    return made


def for_instances(kind: Kind) -> list[dict[str, Any]]:
    """What a template says of the nodes that are made from it, beside their values and peers."""
    branch = kind.entry["branch"]
    made: list[dict[str, Any]] = [
        {"name": f"{name}_of_groups_for_instances", "peer": "CoreGroup", "kind": "Generic", "cardinality": "many",
         "identifier": f"template_group_{name}_for_instances", "branch": branch}
        for name in ("member", "subscriber")
    ]  # fmt: skip
    made += [
        {"name": f"{name}{POOLED}", "peer": "CoreNumberPool", "kind": "Generic", "cardinality": "one",
         "identifier": f"{name}{POOLED}".lower(), "direction": "outbound", "branch": one["branch"], "max_count": 1}
        for name, one in kind.attributes.items()
        if one["kind"] == "Number" and not one["read_only"] and not one["unique"]
    ]  # fmt: skip
    if kind.entry["generate_profile"]:
        made.append({**PROFILES, "identifier": "template__profile"})
    return made
