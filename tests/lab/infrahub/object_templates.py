# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Object templates: what a node takes over when it is made, and the components that are made below it.

Later nothing binds the two: a template that changes or goes leaves the values where they are.
"""

from __future__ import annotations

from typing import Any

from . import links, nodes
from .features import Feature
from .hooks import Hook, hook
from .schema_generated import POOLED
from .schema_kind import Kind, far_key, key_of
from .store import Change, Node, View

LINK = "object_template"
COPIED = ("Attribute", "Generic", "Profile")
GROUPS = ("member_of_groups", "subscriber_of_groups")


class Making(Hook):
    def before_create(self, change: Change, kind: Kind, data: dict[str, Any]) -> dict[str, Any]:
        link = kind.relationships.get(LINK)
        if link is None or data.get(LINK) is None:
            return data
        template = links.peer(change, kind.kind, link, data[LINK])
        return {**values(change, kind, template), **peers(change, kind, template, COPIED), **data}

    def stored(self, change: Change, kind: Kind, node: Node, before: Node | None) -> None:
        if before is None and LINK in kind.relationships:
            for ident in node.peers(key_of(kind.relationships[LINK])):
                template = change.view.get(ident)
                if template is not None:
                    grow(change.view, change.by, node, template)


def values(change: Change, kind: Kind, template: Node, inner: bool = False) -> dict[str, Any]:
    """The attributes of a node as the template has them; a component leaves out what is its kind's default anyway."""
    shape, found = change.schema.kinds[template.kind], {}
    for name, field in kind.attributes.items():
        held = template.attrs.get(name)
        pool = next(iter(template.peers(f">{name}{POOLED}".lower())), None)
        if pool is not None:
            found[name] = {"from_pool": {"id": pool}}
        elif name not in shape.attributes or held is None or held.value is None or held.is_from_profile:
            continue  # the node has the template's profiles too, and takes their values from them
        elif not (inner and held.is_default and held.value == field["default_value"]):
            found[name] = {"value": held.value, "source": held.source or template.id}
    return found


def peers(change: Change, kind: Kind, template: Node, kinds: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, link in change.schema.kinds[template.kind].relationships.items():
        group = name.removesuffix("_for_instances")
        target = group if group in GROUPS and group != name else name
        held = [{"id": ident} for ident in template.peers(key_of(link))]
        if held and link["kind"] in kinds and target in kind.relationships:
            found[target] = held if link["cardinality"] == "many" else held[0]
    return found


def grow(view: View, by: str | None, node: Node, template: Node) -> None:
    """The components that the template has, below a node that was given none of them."""
    shape = view.schema.kinds[template.kind]
    for name, link in view.schema.kinds[node.kind].relationships.items():
        key = key_of(link)
        if link["kind"] != "Component" or name not in shape.relationships or node.peers(key):
            continue
        for ident in template.peers(key_of(shape.relationships[name])):
            part = view.get(ident)
            if part is not None:
                grow(view, by, component(view, by, node, part, far_key(key)), part)


def component(view: View, by: str | None, node: Node, template: Node, up: str) -> Node:
    kind, change = view.schema.kinds[template.kind.removeprefix("Template")], Change(view, by)
    found = {**values(change, kind, template, inner=True), **peers(change, kind, template, ("Attribute", "Profile"))}
    parent = kind.by_key[up]
    found[parent["name"]] = {"id": node.id} if parent["cardinality"] == "one" else [{"id": node.id}]
    return nodes.create(view, kind.kind, found, by).node


hook("CoreNode", Making())
OBJECT_TEMPLATES = Feature()
