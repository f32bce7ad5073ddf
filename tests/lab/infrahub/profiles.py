# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Profiles: a node takes values from those that it has, the lowest priority first, where it has none of its own.

The real server does so a moment later when it is the profile that was written. What a node once took from a profile it
keeps, there and here, when the profile goes.
"""

from __future__ import annotations

from .features import Feature
from .hooks import Hook, hook
from .schema_kind import Kind
from .store import Change, Node

KEY = "=node__profile"
UNRANKED = 1000


class Taking(Hook):
    def written(self, change: Change, kind: Kind, node: Node, _before: Node | None) -> None:
        if KEY in node.rels and "CoreProfile" not in kind.generics:
            take(change, kind, node)


class Giving(Hook):
    def stored(self, change: Change, _kind: Kind, node: Node, _before: Node | None) -> None:
        later = Change(change.view, change.by)
        for ident in node.peers(KEY):
            other = later.get(ident)
            if other is not None:
                take(later, later.schema.kinds[other.kind], later.edit(other))
        later.commit()


def take(change: Change, kind: Kind, node: Node) -> None:
    found = [one for one in map(change.get, node.peers(KEY)) if one is not None]
    found.sort(key=lambda one: (one.value("profile_priority") or UNRANKED, one.id))
    for name in kind.attributes:
        held = node.attrs.get(name)
        giver = next((one for one in found if one.value(name) is not None), None)
        if held is None or giver is None or not (held.is_default or held.is_from_profile):
            continue
        made = held.copy()
        made.value, made.source = giver.value(name), giver.id
        made.is_default, made.is_from_profile, made.updated_at = False, True, change.at
        node.attrs[name] = made


hook("CoreNode", Taking())
hook("CoreProfile", Giving())
PROFILES = Feature()
