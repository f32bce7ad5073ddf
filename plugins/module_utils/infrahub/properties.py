# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What stands around a value or a peer: who it is from, who owns it, whether it is protected, the pool that gives it.

Pure. ``desired`` is what is compared and shown, ``refs`` is how the server is told of the nodes named in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ..core.errors import PlanError
from ..core.words import unknown
from .peers import as_wanted, label, reference
from .values import FREE, yes_or_no

LINEAGE = {
    "source": "LineageSource",
    "owner": "LineageOwner",
}  # what may be named, and the kind of those that may be it
PROPERTIES = ("is_protected", *LINEAGE)
FROM_POOL = "from_pool"
POOLS = ("CoreNumberPool", "CoreIPAddressPool", "CoreIPPrefixPool")
PEER = "id hfid display_label __typename"
OF_NUMBERS: dict[str, str] = {}
OF_ADDRESSES = {"prefix_length": "prefixlen"}
OF_PREFIXES = {"prefix_length": "size", "member_type": "member_type", "kind": "prefix_type"}
SELECTED = {
    "value": "value",
    "is_protected": "is_protected",
    "is_default": "is_default is_from_profile",
    FROM_POOL: f"value source {{ {PEER} }}",
    **{name: f"{name} {{ {PEER} }}" for name in LINEAGE},
}


class Written(NamedTuple):
    """One attribute or peer that was written as more than a value."""

    desired: dict[str, Any]
    refs: dict[str, Any]


def attribute(facts: Mapping[str, Any], value: Any, place: str) -> Written | None:
    """The properties of an attribute, with its bare value in ``desired``; None where a plain value was written."""
    if not isinstance(value, Mapping) or not value:
        return None
    if facts["kind"] in FREE and not ("value" in value and value.keys() <= {"value", *PROPERTIES}):
        return None if value != {"is_default": True} else Written({"is_default": True}, {})
    if FROM_POOL in value:
        alone(value, FROM_POOL, place)
        if facts["kind"] != "Number":
            raise PlanError(f"{place}: only an attribute of the kind Number can come from a pool")
        return pooled(value[FROM_POOL], f"{place}.{FROM_POOL}", OF_NUMBERS)
    if "is_default" in value:
        alone(value, "is_default", place)
        if value["is_default"] is not True:
            raise PlanError(f"{place}.is_default can only be true; give a value instead")
        return Written({"is_default": True}, {})
    refuse_strange(value, ("value", *PROPERTIES, "is_default", FROM_POOL), place)
    made = around(value, place)
    return Written({**({"value": value["value"]} if "value" in value else {}), **made.desired}, made.refs)


def around(value: Mapping[str, Any], place: str) -> Written:
    """The properties that a dictionary names."""
    desired: dict[str, Any] = {}
    refs: dict[str, Any] = {}
    for name in PROPERTIES:
        if name not in value:
            continue
        if name == "is_protected":
            desired[name] = truth(value[name], f"{place}.{name}")
        elif value[name] is None:
            raise PlanError(f"{place}.{name}: the server never takes it off again; leave it out, or give another")
        else:
            refs[name] = {**reference(value[name], f"{place}.{name}"), "lineage": LINEAGE[name]}
            desired[name] = label(refs[name])
    return Written(desired, refs)


def pooled(value: Any, place: str, options: Mapping[str, str]) -> Written:
    """A value or peer from a pool. ``options`` are those of the pool's kind, with the server's words for them."""
    if not isinstance(value, Mapping):
        value = {"pool": value}
    refuse_strange(value, ("pool", "identifier", "data", *options), place)
    if not value.get("pool"):
        raise PlanError(f"{place}: give pool, the name or id of the pool")
    pool = {**reference(value["pool"], f"{place}.pool", 1), "pool": True}
    wire = {options.get(name, name): one for name, one in value.items() if name != "pool" and one is not None}
    return Written({FROM_POOL: label(pool)}, {FROM_POOL: pool, "wire": wire})


def truth(value: Any, place: str) -> bool:
    try:
        return yes_or_no(value)
    except ValueError:
        raise PlanError(f"{place}: {value!r} is neither true nor false") from None


def alone(value: Mapping[str, Any], name: str, place: str) -> None:
    others = sorted(set(value) - {name})
    if others:
        raise PlanError(f"{place}: {name} stands alone; {', '.join(map(str, others))} was given with it")


def refuse_strange(value: Mapping[str, Any], known: tuple[str, ...], place: str) -> None:
    for name in value:
        if name not in known:
            raise PlanError(unknown(f"{place} has no key", name, known))


def told(names: Iterable[str], found: Mapping[str, Any], refs: Mapping[str, Any]) -> dict[str, Any]:
    """These properties as the server tells them, in the words in which the user wrote them."""
    made: dict[str, Any] = {}
    for name in names:
        if name in LINEAGE:
            made[name] = as_wanted(found[name], [refs[name]] if name in refs else ()) if found[name] else None
        elif name == FROM_POOL:
            source = found["source"]
            from_pool = source is not None and source["__typename"] in POOLS
            made[name] = as_wanted(source, [refs[FROM_POOL]]) if from_pool and FROM_POOL in refs else None
        elif name == "is_default":
            made[name] = bool(found["is_default"] or found["is_from_profile"])
        elif name == "is_protected":
            made[name] = bool(found[name])
        else:
            made[name] = found[name]
    return made


def input_of(value: Mapping[str, Any], refs: Mapping[str, Any], creating: bool) -> dict[str, Any] | None:
    """An attribute's input for a mutation; None where it needs none. The nodes in ``refs`` were looked up before."""
    if FROM_POOL in value:
        return {FROM_POOL: {"id": id_of(refs[FROM_POOL]), **refs["wire"]}}
    if "is_default" in value:
        return None if creating else {"is_default": True}
    return {name: id_of(refs[name]) if name in refs else one for name, one in value.items()}


def id_of(ref: Mapping[str, Any]) -> str:
    return ref.get("found") or ref["id"]
