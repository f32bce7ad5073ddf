# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a branch changes: the server's diff, computed anew, read in pages, and told in option names.

The server tells attributes as text, with ``NULL`` for none, and passwords in clear: the schema says what they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..core.errors import UnknownName
from .client import Infrahub
from .resources.branch import ask
from .values import BOOLEANS, FREE, NUMBERS, SECRETS

PAGE = 500
HIDDEN = "VALUE_IS_CONCEALED"
COUNTS = ("added", "updated", "removed", "conflicts")
NULL = "NULL"
DECIDED = {"BASE_BRANCH": "default", "DIFF_BRANCH": "branch"}  # whose side is to win
DERIVED = ("display_label", "human_friendly_id")
OF_SCHEMAS = "Schema"  # a namespace that users cannot define kinds in
CONFLICT = "conflict { base_branch_action base_branch_value base_branch_label "
CONFLICT += "diff_branch_action diff_branch_value diff_branch_label selected_branch }"
PROPERTIES = "properties { property_type status previous_value new_value previous_label new_label }"
NODE = f"""uuid kind label status {CONFLICT}
  attributes {{ name status {CONFLICT} {PROPERTIES} }}
  relationships {{ name cardinality elements {{ peer_id peer_label status {CONFLICT} {PROPERTIES} }} }}"""
TREE = f"""query ($branch: String, $limit: Int, $offset: Int) {{
  DiffTree(branch: $branch, limit: $limit, offset: $offset, include_parents: false) {{
    num_added num_updated num_removed num_conflicts nodes {{ {NODE} }} }} }}"""
TOTALS = """query ($branch: String) {
  DiffTree(branch: $branch, limit: 1, include_parents: false) { num_added num_updated num_removed num_conflicts } }"""
UPDATE = "mutation ($data: DiffUpdateInput!) { DiffUpdate(wait_until_completion: true, data: $data) { ok } }"


def compute(client: Infrahub, name: str) -> None:
    """Have the server compare the branch with the default branch, which changes only what the server knows of both.

    Sent twice it does no harm: the server computes one at a time, the next one from where the last one ended.
    """
    ask(client, UPDATE, {"data": {"branch": name}})


def totals(client: Infrahub, name: str) -> dict[str, int]:
    """How many nodes the branch adds, updates and removes, and how often it is in conflict."""
    return counts_of(ask(client, TOTALS, {"branch": name})["DiffTree"])


def counts_of(tree: Mapping[str, Any] | None) -> dict[str, int]:
    return {count: tree[f"num_{count}"] if tree else 0 for count in COUNTS}


def difference(client: Infrahub, branch: Mapping[str, Any]) -> tuple[dict[str, int], list[dict[str, Any]]]:
    """The totals, and each node with its changes."""
    counts, nodes, offset = counts_of(None), [], 0
    while True:
        page = {"branch": branch["name"], "limit": PAGE, "offset": offset}
        tree = ask(client, TREE, page)["DiffTree"]
        if not tree:  # none was computed, or the page lies behind the last node
            break
        counts = counts_of(tree)
        nodes += tree["nodes"]
        if len(tree["nodes"]) < PAGE:
            break
        offset += PAGE
    kinds = Kinds(client, branch)
    told = [{**shown(node), "changes": list(changes(node, kinds))} for node in nodes]
    counts["unchanged"] = sum(one["action"] == "unchanged" for one in told)
    return counts, sorted(told, key=lambda one: (one["kind"], str(one["label"]), one["id"]))


class Kinds:
    """The kinds of attributes on the branch; of kinds that it does not have any more, on the one it came from."""

    def __init__(self, client: Infrahub, branch: Mapping[str, Any]) -> None:
        self.schemas = [client.schema(name) for name in (branch["name"], branch["origin_branch"])]
        self.known: dict[str, dict[str, str]] = {}

    def of(self, kind: str, attribute: str) -> str | None:
        """What no schema knows may be a secret; but not in the nodes that a schema itself is made of."""
        if kind not in self.known:
            self.known[kind] = self._attributes(kind)
        return self.known[kind].get(attribute, None if kind.startswith(OF_SCHEMAS) else SECRETS[0])

    def _attributes(self, kind: str) -> dict[str, str]:
        found: dict[str, str] = dict.fromkeys(DERIVED, "Text")
        for schema in reversed(self.schemas):
            try:
                attributes = schema.kind(kind).attributes
            except UnknownName:
                continue
            found.update({name: facts["kind"] for name, facts in attributes.items()})
        return found


def shown(node: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": node["kind"], "id": node["uuid"], "label": node["label"], "action": node["status"].lower()}


def changes(node: Mapping[str, Any], kinds: Kinds) -> Iterator[dict[str, Any]]:
    if node["conflict"]:  # one side deleted what the other changed
        yield change(None, None, None, conflict(node["conflict"], None))
    for attribute in sorted(node["attributes"], key=named):
        yield from of_attribute(attribute, kinds.of(node["kind"], attribute["name"]))
    for relation in sorted(node["relationships"], key=named):
        yield from of_relation(relation)


def named(part: Mapping[str, Any]) -> str:
    return part["name"]


def of_attribute(attribute: Mapping[str, Any], kind: str | None) -> Iterator[dict[str, Any]]:
    name, disputed = attribute["name"], conflict(attribute["conflict"], kind)
    if name in DERIVED and not disputed:
        return
    for one in attribute["properties"]:
        before, after = (typed(one[side], kind) for side in ("previous_value", "new_value"))
        if one["property_type"] == "HAS_VALUE":
            if before is not None or after is not None or disputed:
                yield change(name, before, after, disputed)
        elif attribute["status"] == "UPDATED":  # else it only comes and goes with its attribute
            side = one["property_type"].lower().removeprefix("has_")
            before, after = ((one[f"{when}_label"] or one[f"{when}_value"]) for when in ("previous", "new"))
            yield change(f"{name}.{side}", typed(before, None), typed(after, None), None)


def of_relation(relation: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Of one peer, which it was and is; of many, which have gone and which have come."""
    gone, come, disputed = [], [], None
    for element in relation["elements"]:
        disputed = disputed or conflict(element["conflict"], None)
        for one in element["properties"]:
            if one["property_type"] == "IS_RELATED":
                gone += peer(element, one, "previous")
                come += peer(element, one, "new")
    if relation["cardinality"] == "ONE":
        yield change(relation["name"], gone[0] if gone else None, come[0] if come else None, disputed)
    elif gone or come or disputed:
        yield change(relation["name"], sorted(gone), sorted(come), disputed)


def peer(element: Mapping[str, Any], one: Mapping[str, Any], side: str) -> list[str]:
    value, named = one[f"{side}_value"], one[f"{side}_label"]
    if not known(value):
        return []
    return [named or (element["peer_label"] if value == element["peer_id"] else None) or value]


def change(field: str | None, before: Any, after: Any, disputed: Any) -> dict[str, Any]:
    return {"field": field, "before": before, "after": after, "conflict": disputed}


def conflict(told: Mapping[str, Any] | None, kind: str | None) -> dict[str, Any] | None:
    """What both sides made of it; None where they do not disagree."""
    if not told:
        return None
    sides: dict[str, Any] = {"decision": DECIDED.get(told["selected_branch"])}
    for side, name in (("base", "default"), ("diff", "branch")):
        value = typed(told[f"{side}_branch_label"] or told[f"{side}_branch_value"], kind)
        sides[name] = {"action": told[f"{side}_branch_action"].lower(), "value": value}
    return sides


def known(value: Any) -> bool:
    return value is not None and value != NULL


def typed(value: Any, kind: str | None) -> Any:
    """A value in the type of its attribute, where the text can be read as such; a secret never."""
    if not known(value):
        return None
    if kind in SECRETS:
        return HIDDEN
    if kind in BOOLEANS:
        return value == "True"
    if kind in NUMBERS and str(value).lstrip("-").isdigit():
        return int(value)
    if kind in FREE:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def sentence(node: Mapping[str, Any], one: Mapping[str, Any], branch: str) -> str:
    """A conflict as a message says it."""
    sides = one["conflict"]
    made = [
        f"{where} has {json.dumps(side['value'])}" if side["value"] is not None else f"{where} has {side['action']} it"
        for where, side in (("the default branch", sides["default"]), (branch, sides["branch"]))
    ]
    return f"{node['kind']} {node['label']}{': ' + one['field'] if one['field'] else ''}: {' and '.join(made)}"
