# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Whether the kinds of a schema fit together; what does not is said in the server's words."""

from __future__ import annotations

import re
from typing import Any

from . import templates
from .schema_build import Invalid
from .schema_kind import Kind, Path
from .schema_write import name_error


def validate(kinds: dict[str, Kind]) -> None:
    for kind in kinds.values():
        if kind.category in ("nodes", "generics"):
            names(kind)
    for kind in kinds.values():
        for one in kind.relationships.values():
            if one["peer"] not in kinds:
                raise Invalid(f"Unable to find the schema '{one['peer']}' in the registry")
    for kind in kinds.values():
        if kind.category in ("nodes", "generics"):
            allowed(kinds, kind)
            computed(kinds, kind)
            defaults(kind)
            counts(kind)
            paths(kinds, kind)
            parents(kind)
    for kind in kinds.values():
        hidden(kinds, kind)


def names(kind: Kind) -> None:
    twice = sorted({name for name in kind.names if kind.names.count(name) > 1})
    if twice:
        raise Invalid(f"{kind.kind}: Names of attributes and relationships must be unique : {twice}")
    for what, all_names in (("attribute", kind.attributes), ("relationship", kind.relationships)):
        for name in all_names:
            error = name_error(kind.kind, what, name, kind.is_generic)
            if error:
                raise Invalid(error)


def allowed(kinds: dict[str, Kind], kind: Kind) -> None:
    for name in kind.entry.get("inherit_from") or []:
        limits = kinds[name].entry.get("restricted_namespaces")
        if limits is not None and kind.namespace not in limits:
            raise Invalid(f"{kind.kind}: namespace {kind.namespace} is not allowed by the generic {name}")


def hidden(kinds: dict[str, Kind], kind: Kind) -> None:
    """A relationship's two sides must agree on which kinds they join."""
    for one in kind.relationships.values():
        same = [o for o in kind.relationships.values() if o["identifier"] == one["identifier"] and o is not one]
        for other in same:
            if other["direction"] == one["direction"] and other["direction"] != "bidirectional":
                raise Invalid(
                    f"{kind.kind}: Names of identifiers must be unique for a given direction : ['{one['identifier']}']"
                )


def known(kinds: dict[str, Kind], kind: Kind, path: Path) -> bool:
    if path.relation is None:
        return path.attribute in kind.attributes
    link = kind.relationships.get(path.relation)
    return link is not None and (path.attribute is None or path.attribute in kinds[link["peer"]].attributes)


def paths(kinds: dict[str, Kind], kind: Kind) -> None:
    entry = kind.entry
    for constraint in entry["uniqueness_constraints"] or []:
        for text in constraint:
            path = kind.path(text)
            if not known(kinds, kind, path):
                raise Invalid(f"{kind.kind}: Requested unique constraint not found within node. (`{text}`)")
            if path.relation and kind.relationships[path.relation]["cardinality"] != "one":
                raise Invalid(f"{kind.kind}.uniqueness_constraints: {text} is invalid on schema {kind.kind}")
    label = entry["display_label"]
    if label and "{{" not in label and "{%" not in label:
        check(kinds, kind, "display_label", label)
    elif label:
        for name in variables(kind, label):
            if not known(kinds, kind, kind.path(name)):
                raise Invalid(f"{kind.kind}: display_label the '{name}' variable is not found within the schema path")
    for text in entry["display_labels"] or []:
        check(kinds, kind, "display_labels", text)
    for text in entry["human_friendly_id"] or []:
        path = check(kinds, kind, "human_friendly_id", text)
        if path.relation and (path.attribute is None or kind.relationships[path.relation]["cardinality"] != "one"):
            raise Invalid(f"{kind.kind}.human_friendly_id: {text} is invalid on schema {kind.kind}")
    for text in entry["order_by"] or []:
        if not text.startswith("node_metadata__"):
            check(kinds, kind, "order_by", re.sub("__(asc|desc)$", "", text))
    if entry["default_filter"]:
        check(kinds, kind, "default_filter", entry["default_filter"])


def check(kinds: dict[str, Kind], kind: Kind, where: str, text: str) -> Path:
    path = kind.path(text)
    if not known(kinds, kind, path) or "__" not in text:
        raise Invalid(f"{kind.kind}.{where}: {text} is invalid on schema {kind.kind}")
    return path


def variables(kind: Kind, template: str) -> tuple[str, ...]:
    try:
        return templates.variables(template)
    except templates.TemplateSyntaxError as error:
        raise Invalid(f"{kind.kind}: the template '{template}' is invalid: {error}") from error


def computed(kinds: dict[str, Kind], kind: Kind) -> None:
    for name, field in kind.attributes.items():
        how: dict[str, Any] = field["computed_attribute"] or {}
        if how.get("kind") == "Jinja2":
            for variable in variables(kind, how["jinja2_template"]):
                if not known(kinds, kind, kind.path(variable)):
                    text = f"the '{variable}' variable is not found within the schema path"
                    raise Invalid(f"{kind.kind}: Attribute '{name}' {text}")


def defaults(kind: Kind) -> None:
    for name, field in kind.attributes.items():
        value = field["default_value"]
        if value is None:
            continue
        allowed_values = field["enum"]
        if allowed_values and value not in allowed_values:
            raise Invalid(f"{kind.kind}: default value {value} must be one of {allowed_values!r} at {name}")
        choices = [c if isinstance(c, str) else c["name"] for c in field["choices"] or []]
        if choices and value not in choices:
            raise Invalid(f"{kind.kind}: default value {value} must be one of '{', '.join(sorted(choices))}' at {name}")


def counts(kind: Kind) -> None:
    for name, one in kind.relationships.items():
        if one["max_count"] and one["min_count"] > one["max_count"]:
            raise Invalid(f"{kind.kind}.{name}: min_count must be lower than or equal to max_count")


def parents(kind: Kind) -> None:
    above = [one for one in kind.relationships.values() if one["kind"] == "Parent"]
    if len(above) > 1:
        told = [one["name"] for one in above]
        only = "Only one relationship of type parent is allowed, but all the following are of type parent"
        raise Invalid(f"{kind.kind}: {only}: {told}")
    for one in above:
        if one["cardinality"] != "one":
            raise Invalid(f"{kind.kind}.{one['name']}: Relationship of type parent must be cardinality=one")
        if one["optional"]:
            raise Invalid(f"{kind.kind}.{one['name']}: Relationship of type parent must not be optional")
