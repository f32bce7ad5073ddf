# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The filters and orders of a kind's query: which there are, of which type, and values checked against the schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..core.errors import PlanError, UnknownName
from ..core.words import unknown
from .schema import GROUPS, Kind, Schema
from .values import SECRETS, graphql_type, sent, yes_or_no

NODE = {
    "ids": "[ID]",
    "hfid": "[String]",
    "any__value": "String",
    "any__values": "[String]",
    "any__source__id": "ID",
    "any__owner__id": "ID",
    "any__is_protected": "Boolean",
    "partial_match": "Boolean",
}
LABEL = {"display_label__value": "String", "display_label__values": "[String]", "display_label__isnull": "Boolean"}
MOMENTS = ("", "__before", "__after")
METADATA = {f"node_metadata__{verb}_at{when}": "DateTime" for verb in ("created", "updated") for when in MOMENTS}
METADATA |= {f"node_metadata__{verb}_by__id": "ID" for verb in ("created", "updated")}
METADATA |= {f"node_metadata__{verb}_by__ids": "[ID]" for verb in ("created", "updated")}
PROPERTIES = {"source__id": "ID", "owner__id": "ID", "is_protected": "Boolean"}
USUAL = ("__value", "__values", "__ids")
DIRECTIONS = {"asc": "ASC", "desc": "DESC"}
OF_NODES = ("node_metadata__created_at", "node_metadata__updated_at", "display_label__value")


def checked(schema: Schema, kind: Kind, filters: Mapping[str, Any]) -> dict[str, tuple[str, Any]]:
    """Each filter with the GraphQL type of its variable and its value in that type."""
    allowed = dict(known(schema, kind))
    partial = bool(filters.get("partial_match"))
    made = {}
    for name, value in filters.items():
        if name not in allowed:
            meant = [one for one in allowed if one.startswith(f"{name}__") and one.endswith(USUAL)]
            raise UnknownName(unknown(f"{kind.name} has no filter", name, meant or allowed))
        type_, attribute = allowed[name]
        made[name] = type_, typed(type_, None if partial else attribute, value, f"filters.{name}")
    return made


def known(schema: Schema, kind: Kind) -> Iterator[tuple[str, tuple[str, Any]]]:
    """The filters of a kind: the type of each, and the attribute that its value is one of."""
    for name, type_ in {**NODE, **LABEL, **METADATA}.items():
        if name != "hfid" or kind.hfid:
            yield name, (type_, None)
    yield from of_attributes(kind, "")
    for name, _attribute in readable(kind):
        yield f"{name}__isnull", ("Boolean", None)
    for name, relation in kind.relations.items():
        yield f"{name}__ids", ("[ID]", None)
        yield f"{name}__isnull", ("Boolean", None)
        for label, type_ in LABEL.items():
            yield f"{name}__{label}", (type_, None)
        yield from of_attributes(schema.kind(relation["peer"]), f"{name}__", groups=name in GROUPS)


def of_attributes(kind: Kind, prefix: str, groups: bool = False) -> Iterator[tuple[str, tuple[str, Any]]]:
    for name, attribute in readable(kind):
        type_ = graphql_type(attribute["kind"])
        yield f"{prefix}{name}__value", (type_, attribute)
        yield f"{prefix}{name}__values", (f"[{type_}]", attribute)
        for part, property_type in {} if groups else PROPERTIES.items():
            yield f"{prefix}{name}__{part}", (property_type, None)


def readable(kind: Kind) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Attributes that hold no secret: by asking for one value after the other, a filter would tell it."""
    return ((name, one) for name, one in kind.attributes.items() if one["kind"] not in SECRETS)


def typed(type_: str, attribute: Any, value: Any, place: str) -> Any:
    """A wrongly typed variable makes the server fail with no word why."""
    if type_.startswith("["):
        if not isinstance(value, list):
            raise PlanError(f"{place} takes a list")
        return [typed(type_[1:-1], attribute, one, place) for one in value]
    if value is None:
        return None
    if attribute is not None:
        return sent(attribute, value, place)
    if type_ == "Boolean":
        try:
            return yes_or_no(value)
        except ValueError:
            raise PlanError(f"{place}: {value!r} is neither true nor false") from None
    if isinstance(value, (dict, list)):
        raise PlanError(f"{place} takes one value")
    return str(value)


def order_of(schema: Schema, kind: Kind, wanted: Sequence[str]) -> dict[str, Any] | None:
    """``[name, height__desc]`` as the server takes it."""
    if not wanted:
        return None
    allowed = {**{f"{name}__value": name for name, _attribute in readable(kind)}, **dict.fromkeys(OF_NODES)}
    for name, relation in kind.relations.items():
        if relation["cardinality"] == "one":
            allowed |= {f"{name}__{other}__value": "" for other, _one in readable(schema.kind(relation["peer"]))}
    return {"by": [one_order(kind, allowed, text) for text in wanted]}


def one_order(kind: Kind, allowed: Mapping[str, Any], text: str) -> dict[str, str]:
    name, _skip, last = text.rpartition("__")
    name, direction = (name, DIRECTIONS[last]) if last in DIRECTIONS else (text, "ASC")
    for field in (name, f"{name}__value"):
        if field in allowed:
            return {"field": field, "direction": direction}
    short = [field.removesuffix("__value") for field in allowed]
    raise UnknownName(unknown(f"{kind.name} cannot be ordered by", name, short))
