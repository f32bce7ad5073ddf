# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Profiles: a node takes values from those that it has, the lowest priority first, where it has none of its own.

The real server does so a moment later when it is the profile that was written, and only with its workers: with its
local driver never. A value that no profile gives any more goes back to the default. Templates have profiles too.
"""

from __future__ import annotations

from typing import Any

from . import links
from .features import Feature
from .hooks import Hook, hook
from .schema_kind import Kind, key_of
from .store import Change, Edge, Node
from .values import NUMBERS

KEYS = ("=node__profile", "=template__profile")
UNRANKED = 1000


class Taking(Hook):
    def before_create(self, change: Change, kind: Kind, data: dict[str, Any]) -> dict[str, Any]:
        link = kind.relationships.get("profiles")
        if link is not None and "CoreProfile" not in kind.generics:
            for item in data.get("profiles") or []:
                giver = links.peer(change, kind.kind, link, item)
                change.given |= {name for name in kind.attributes if giver.value(name) is not None}
        return data

    def before_update(self, change: Change, kind: Kind, node: Node, data: dict[str, Any]) -> dict[str, Any]:
        made = dict(data)
        for name, said in data.items():
            field, held = kind.attributes.get(name), node.attrs.get(name)
            if field is None or held is None or not isinstance(said, dict):
                continue
            if "value" in said and said["value"] is None and not held.is_default:
                change.kept.add(name)  # null is a value at first; that it means the default shows when it is stored
            if held.is_from_profile and said.get("is_default") and field["kind"] in NUMBERS:
                made[name] = {**said, "is_default": None, "value": held.value}  # so the real one takes it
        for name, link in kind.relationships.items():
            if data.get(name) and any(lent(change, edge) for _ident, edge in node.peers(key_of(link)).items()):
                items = data[name] if isinstance(data[name], list) else [data[name]]
                own = [{"_relation__source": None, **item} for item in items]  # even one that the profile gives
                made[name] = own if isinstance(data[name], list) else own[0]
        return made

    def written(self, change: Change, kind: Kind, node: Node, _before: Node | None) -> None:
        # The real server looks at nothing where a node has neither profiles nor values of one, though peers may be.
        if holders(node) or any(held.is_from_profile for held in node.attrs.values()):
            take(change, kind, node)


class Giving(Hook):
    def stored(self, change: Change, _kind: Kind, node: Node, before: Node | None) -> None:
        later = Change(change.view, change.by)
        for ident in dict.fromkeys([*holders(node), *(holders(before) if before else ())]):
            other = later.get(ident)
            if other is not None:
                take(later, later.schema.kinds[other.kind], later.edit(other))
        later.commit()

    def deleted(self, change: Change, _kind: Kind, node: Node) -> None:
        for ident in holders(node):
            other = change.get(ident)
            if other is not None:
                take(change, change.schema.kinds[other.kind], change.edit(other), node.id)


def holders(profile: Node) -> list[str]:
    return [ident for key in KEYS for ident in profile.peers(key)]


def take(change: Change, kind: Kind, node: Node, gone: str | None = None) -> None:
    if "CoreProfile" in kind.generics:
        return
    found = [one for one in map(change.get, holders(node)) if one is not None and one.id != gone]
    found.sort(key=lambda one: (one.value("profile_priority") or UNRANKED, one.id))
    for name, field in kind.attributes.items():
        held = node.attrs.get(name)
        if held is None or name in change.kept or not (held.is_default or held.is_from_profile):
            continue
        giver = next((one for one in found if one.value(name) is not None), None)
        made = held.copy()
        if giver is not None:
            made.value, made.source, made.is_default, made.is_from_profile = giver.value(name), giver.id, False, True
        elif held.is_from_profile:
            made.value, made.source, made.is_default, made.is_from_profile = field["default_value"], None, True, False
        if not made.same(held) or made.is_from_profile != held.is_from_profile:
            made.updated_at, made.updated_by = change.at, change.by
            node.attrs[name] = made
    for name, link in kind.relationships.items():
        if any(name in change.schema.kinds[one.kind].relationships for one in found) or not found:
            take_peers(change, node, link, found)


def take_peers(change: Change, node: Node, link: dict[str, Any], found: list[Node]) -> None:
    """The peers that the first profile with any has, unless the node has its own."""
    key, theirs = key_of(link), key_of({**link, "identifier": f"profile_{link['identifier']}"})
    held = {ident: lent(change, edge) for ident, edge in node.peers(key).items()}
    giver = None if not all(held.values()) else next((one for one in found if one.peers(theirs)), None)
    wanted = list(giver.peers(theirs)) if giver else []
    for ident, given in held.items():
        if given and (giver is None or held[ident] != giver.id or ident not in wanted):
            links.part(change, node, link, ident)
    for ident in wanted:
        other = change.get(ident)
        if giver is not None and other is not None and held.get(ident) != giver.id:
            links.join(change, change.get(node.id) or node, link, other, {"_relation__source": giver.id})


def lent(change: Change, edge: Edge) -> str | None:
    """The profile that gave this peer."""
    source = change.get(edge.source) if edge.source else None
    return source.id if source and "CoreProfile" in change.schema.kinds[source.kind].generics else None


hook("CoreNode", Taking())
hook("CoreProfile", Giving())
PROFILES = Feature()
