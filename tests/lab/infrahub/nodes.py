# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Creating, updating and upserting a node: from the data of a mutation to stored nodes."""

from __future__ import annotations

from typing import Any, Callable

from . import links
from .derived import derive
from .errors import ManyRefused, Refused, mandatory, violated
from .hooks import SOURCES, hooks_of
from .schema_kind import Kind
from .store import Attr, Change, Node, View, constraint_key, new_id, same_value
from .values import NUMBERS, hashed, stored

Data = dict[str, Any]


class Outcome:
    """The written node, and what its reply shows that is not stored."""

    def __init__(self, node: Node, change: Change) -> None:
        self.node, self.at = node, change.at
        self.echo: dict[str, Attr] = {}  # the reply shows a password in clear, and null where a default came back


def create(view: View, name: str, data: Data, by: str | None) -> Outcome:
    kind, change = view.schema.kinds[name], Change(view, by)
    ident = data.get("id") or new_id()
    if view.get(ident) is not None:
        raise violated(name, "id", f"{ident} is already in use")
    node = Node(ident, name, change.at, by)
    change.add(node)
    outcome = Outcome(node, change)
    for hook in hooks_of(kind):
        data = hook.before_create(change, kind, hook.defaults(view, data))
    errors: list[tuple[str, Refused]] = []
    for field in kind.attributes.values():
        attempt(errors, field["name"], lambda f=field: first_value(change, kind, node, f, data, outcome))
    for link in kind.relationships.values():
        attempt(errors, link["name"], lambda k=link: first_peers(change, kind, node, k, data))
    raise_all(errors)
    if "label" in kind.attributes and "name" in kind.attributes and node.value("label") is None and node.value("name"):
        text = " ".join(word.title() for word in str(node.value("name")).split("_"))
        node.attrs["label"] = Attr(text, False, change.at, by)
    outcome.echo = {name: held for name, held in outcome.echo.items() if held.value is not None}
    complete(change, kind, node)
    return outcome


def attempt(errors: list[tuple[str, Refused]], name: str, what: Callable[[], None]) -> None:
    """Refusals of values are gathered; a peer that does not exist ends it at once."""
    try:
        what()
    except Refused as error:
        if error.code == "NODE_NOT_FOUND":
            raise
        errors.append((name, error))


def raise_all(errors: list[tuple[str, Refused]]) -> None:
    if len(errors) == 1:
        raise errors[0][1]
    if errors:
        raise ManyRefused(errors)


def first_value(change: Change, kind: Kind, node: Node, field: Data, data: Data, outcome: Outcome) -> None:
    name, given = field["name"], data.get(field["name"])
    default = field["default_value"]
    if isinstance(given, dict) and not given.get("is_default") and ("value" in given or given.keys() - {"is_default"}):
        held = Attr(default, True, change.at, change.by)
        node.attrs[name] = held
        assign(kind, held, field, given, outcome, change)
        return
    if field["kind"] == "NumberPool":
        node.attrs[name] = Attr(next_number(change, kind, field), False, change.at, change.by)
        return
    if default is None and not field["optional"] and not field["read_only"] and name not in change.given:
        raise mandatory(kind.kind, name)
    node.attrs[name] = Attr(default, True, change.at, change.by)


def next_number(change: Change, kind: Kind, field: Data) -> int:
    used = {node.value(field["name"]) for node in change.view.all(kind.kind)}
    limits = field["parameters"]
    for number in range(limits["start_range"], limits["end_range"] + 1):
        if number not in used:
            return number
    raise violated(kind.kind, field["name"], f"The pool {kind.kind} is exhausted.")


def assign(kind: Kind, held: Attr, field: Data, given: Data, outcome: Outcome, change: Change) -> None:
    """Put what the data says of one attribute into ``held``, a copy of its own."""
    if given.get("is_default"):
        held.value, held.is_default = field["default_value"], True
    elif "value" in given:
        value = given["value"]
        if value is None:
            if not field["optional"] and field["default_value"] is None:
                raise violated(kind.kind, field["name"], f"A value must be provided for {field['name']}")
            held.is_default = field["default_value"] is not None
            value = field["default_value"]
            if value is not None:
                outcome.echo[field["name"]] = Attr(None, False, change.at, change.by)
        else:
            value = stored(kind.kind, field, value)
            if field["kind"] == "HashedPassword":
                outcome.echo[field["name"]] = Attr(value, False, change.at, change.by)
                value = hashed(value)
            if not same_value(value, held.value) or held.updated_at == change.at:
                held.is_default = False
        held.value = value
    for name in ("is_protected", "source", "owner"):
        if given.get(name) is not None:  # null leaves what is there
            setattr(held, name, given[name])
    if given.get("from_pool"):
        SOURCES["number"](change, kind, held, field, given["from_pool"])


def first_peers(change: Change, kind: Kind, node: Node, link: Data, data: Data) -> None:
    name = link["name"]
    if data.get(name) is not None:
        links.replace(change, kind, node, link, data[name])
    elif not link["optional"] and not link["read_only"]:
        raise mandatory(kind.kind, name)


def update(view: View, name: str, data: Data, by: str | None) -> Outcome:
    node = links.lookup(view, name, data.get("id"), data.get("hfid"))
    return alter(view, node, data, by)


def alter(view: View, node: Node, data: Data, by: str | None) -> Outcome:
    kind, change = view.schema.kinds[node.kind], Change(view, by)
    outcome = Outcome(node, change)
    for hook in hooks_of(kind):
        data = hook.before_update(change, kind, node, data)
    values: dict[str, Attr] = {}
    for name in data:
        field = kind.attributes.get(name)
        if field is not None and isinstance(data[name], dict):
            next_value(change, kind, node, field, data, outcome, values)
    changed = bool(values)
    for name in data:
        link = kind.relationships.get(name)
        if link is not None:
            links.replace(change, kind, change.get(node.id) or node, link, data[name])
    changed |= node.id in change.touched
    if not changed:
        return outcome
    mine = change.edit(node)
    mine.attrs.update(values)
    mine.updated_at, mine.updated_by = change.at, by
    outcome.node = mine
    complete(change, kind, mine, node)
    return outcome


def next_value(
    change: Change, kind: Kind, node: Node, field: Data, data: Data, outcome: Outcome, values: dict[str, Attr]
) -> None:
    name, given = field["name"], data[field["name"]]
    old = node.attrs.get(name) or Attr(field["default_value"])
    made = old.copy()
    assign(kind, made, field, given, outcome, change)
    # A number becomes one's own even where it is the profile's, a text does not.
    own = old.is_from_profile and "value" in given and (field["kind"] in NUMBERS or made.value != old.value)
    if own:
        made.is_from_profile = False
        made.source = given.get("source")
    if own or not made.same(old) or (field["kind"] == "HashedPassword" and name in outcome.echo):
        made.updated_at, made.updated_by = change.at, change.by
        values[name] = made
    elif made.is_default != old.is_default:
        values[name] = made


def complete(change: Change, kind: Kind, node: Node, before: Node | None = None) -> None:
    """What follows from a written node, then what forbids it, then it is stored."""
    for hook in hooks_of(kind):
        hook.written(change, kind, node, before)
    derive(change, kind, node)
    unique(change, kind, node, before)
    change.commit()
    for hook in hooks_of(kind):
        hook.stored(change, kind, node, before)


def unique(change: Change, kind: Kind, node: Node, before: Node | None) -> None:
    for name in [kind.kind, *kind.generics]:
        holder = change.schema.kinds[name]
        for number, paths in enumerate(holder.constraints):
            key = constraint_key(holder, paths)
            wanted = key(node)
            if wanted is None or (before is not None and key(before) == wanted):
                continue
            if any(ident != node.id for ident in change.view.find(name, f"constraint {number}", key, wanted)):
                told = "-".join(path.relation or path.attribute or "" for path in paths)
                raise Refused(f"Violates uniqueness constraint '{told}'")


def upsert(view: View, name: str, data: Data, by: str | None) -> Outcome:
    node = existing(view, name, data)
    if node is not None:
        return alter(view, node, data, by)
    return create(view, name, {key: value for key, value in data.items() if key != "hfid"}, by)


def existing(view: View, name: str, data: Data) -> Node | None:
    kind = view.schema.kinds[name]
    if data.get("id"):
        return links.lookup(view, name, data["id"], None)
    if data.get("hfid"):
        return links.by_hfid(view, name, data["hfid"])
    if not kind.hfid:
        told = kind.entry["default_filter"]
        field = told.split("__")[0] if told else ""
        wanted = (data.get(field) or {}).get("value")
        if wanted is None:
            return None
        wanted = stored(name, kind.attributes[field], wanted)
        return next((node for node in view.all(name) if node.value(field) == wanted), None)
    return by_data(view, kind, data)


def by_data(view: View, kind: Kind, data: Data) -> Node | None:
    """The node whose human-friendly id the data would give."""
    parts, change = [], Change(view, None)
    for hook in hooks_of(kind):
        data = hook.defaults(view, data)
    for path in kind.hfid:
        if path.relation is not None:
            given = data.get(path.relation)
            if not isinstance(given, dict):
                return None
            value = links.peer(change, kind.kind, kind.relationships[path.relation], given).value(path.attribute or "")
        else:
            field = kind.attributes[path.attribute or ""]
            value = (data.get(path.attribute or "") or {}).get("value", field["default_value"])
            value = None if value is None else stored(kind.kind, field, value)
        if value is None:
            return None
        parts.append(str(value))
    return view.by_hfid(kind.kind, parts)
