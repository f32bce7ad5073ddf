# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rows of calls of the Ironflow SDK, carried out one after the other, and what our modules see of each.

A row is one call. ``<name.path>`` in its arguments stands for a part of an earlier answer that was kept under that
name; names in answers of ConnectRPC are then as REST has them. ``see`` names the module that must see the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Iterator, NamedTuple
from urllib.parse import parse_qs, urlsplit

from .conftest import Pair
from .sdk import Refused

REFERENCE = re.compile(r"<([a-z]\w*(?:\.\w+)*)>")
HUMP = re.compile(r"(?<=[a-z0-9])([A-Z])")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT.*Z")


class Look(NamedTuple):
    """``part`` of the answer is what ``result`` of our module tells, in all fields that both have but ``but``.

    ``names``: what they call fields that are called otherwise with us. ``settled``: instead the module must find all as
    it wants it. A lookup is ``lookup NOUN``, with its ``terms``.
    """

    noun: str
    params: dict[str, Any]
    part: str = ""
    result: str = "resources"
    but: tuple[str, ...] = ()
    names: Mapping[str, str] = {}
    settled: bool = False


class Row(NamedTuple):
    method: str
    args: tuple[Any, ...]
    named: dict[str, Any]
    keep: str
    look: Look | None
    refused: int | str | None
    always: bool = False


def row(
    method: str,
    *args: Any,
    keep: str = "",
    look: Look | None = None,
    refused: int | str | None = None,
    always: bool = False,
    **named: Any,
) -> Row:
    """``refused``: the status, or a part of the message, of an answer that must be a refusal.

    ``always``: by ConnectRPC on an old server too, where other rows need what it makes.
    """
    return Row(method, args, named, keep, look, refused, always)


def see(
    noun: str,
    part: str = "",
    result: str = "resources",
    but: tuple[str, ...] = (),
    names: Mapping[str, str] | None = None,
    **params: Any,
) -> Look:
    return Look(noun, params, part, result, but, names or {})


def finds(noun: str, **params: Any) -> Look:
    """After the call the module has nothing to do."""
    return Look(noun, params, settled=True)


def carried_out(pair: Pair, rows: tuple[Row, ...], known: set[str]) -> Iterator[str]:
    """The methods that were called, and each module that saw what one answered, as ``METHOD MODULE``.

    Methods that the SDK does not have are passed over.
    """
    kept: dict[str, Any] = {"platform": {"key": pair.platform}}
    for one in rows:
        if one.method not in known and not one.always:
            continue
        args = tuple(texts(given, filled(given, kept)) for given in one.args)
        named = {name: texts(given, filled(given, kept)) for name, given in one.named.items()}
        try:
            answer = pair.sdk(*rest_or_watch(one.method), *args, **named)
        except Refused as refused:
            assert one.refused, f"{one.method}: {refused}"
            assert one.refused == refused.status or str(one.refused) in str(refused), f"{one.method}: {refused}"
            continue
        assert not one.refused, f"{one.method} was not refused"
        plain = plainly(answer)
        if one.keep:
            kept[one.keep] = plain
        yield one.method
        if one.look and seen(pair, one, plain, kept):
            yield f"{one.method} {one.look.noun}"


def rest_or_watch(method: str) -> tuple[str, ...]:
    return ("watch", method) if method.startswith("watch_") else (method,)


def seen(pair: Pair, one: Row, answer: Any, kept: dict[str, Any]) -> bool:
    look = one.look
    assert look is not None
    params = filled(look.params, kept)
    if look.settled:
        pair.ours.settled(look.noun, **params)
        return True
    if "/" in one.method and look.part and "." not in look.part:
        answer = {look.part: [], **answer}  # ConnectRPC leaves out what is empty
    theirs = part_of(answer, look.part)
    if look.noun.startswith("lookup "):
        found = {"resources": pair.ours.lookup(look.noun.removeprefix("lookup "), *params.pop("terms"), **params)}
    else:
        found = pair.ours(look.noun, **params)
    ours = part_of(found, look.result)
    if isinstance(theirs, Mapping):
        # of several of ours one must be the same; where the module was asked for one, there is one
        ours = ours if isinstance(ours, list) else [ours]
        told = [list(differences(mine, theirs, look)) for mine in ours]
        assert [] in told, f"{one.method}: {look.noun} sees {told or 'nothing'}"
        return True
    if not isinstance(theirs, list):
        assert same(ours, theirs), f"{one.method}: {look.noun} sees {ours}, not {theirs}"
        return True
    assert len(theirs) == len(ours), f"{one.method}: {look.noun} sees {ours}, not {theirs}"
    for item in theirs:
        told = [list(differences(mine, item, look)) for mine in ours]
        assert [] in told, f"{one.method}: {look.noun} sees {told}"
    return True


def differences(mine: Any, theirs: Any, look: Look) -> Iterator[str]:
    if not isinstance(mine, Mapping) or not isinstance(theirs, Mapping):
        if not same(mine, theirs):
            yield f"{mine!r}, not {theirs!r}"
        return
    theirs = {**theirs, **{ours: theirs.get(name) for ours, name in look.names.items()}}
    both = [name for name in mine if name in theirs and name not in look.but]
    if not both:
        yield f"nothing in common: {sorted(mine)}, {sorted(theirs)}"
    for name in both:
        if not same(mine[name], theirs[name]):
            yield f"{name}: {mine[name]!r}, not {theirs[name]!r}"


def same(mine: Any, theirs: Any) -> bool:
    """Words of enums are short with us, whole numbers that come as texts are numbers, nothing may be left out."""
    if isinstance(mine, Mapping) and isinstance(theirs, Mapping):
        return all(same(mine.get(name), theirs.get(name)) for name in mine.keys() & theirs.keys())
    if isinstance(mine, list) and isinstance(theirs, list):
        return len(mine) == len(theirs) and all(map(same, mine, theirs))
    if isinstance(mine, list) and isinstance(theirs, str):
        return ",".join(mine) == theirs
    if isinstance(mine, int) and isinstance(theirs, str) and not isinstance(mine, bool):
        return str(mine) == theirs
    if isinstance(mine, str) and isinstance(theirs, str):
        if MOMENT.fullmatch(mine) and MOMENT.fullmatch(theirs):
            return moment(mine) == moment(theirs)
        return mine == theirs or theirs.endswith("_" + mine.upper()) and theirs.isupper()
    return bool(mine == theirs) or (not mine and not theirs and None in (mine, theirs))


def moment(text: str) -> datetime:
    exact = re.sub(r"\.(\d+)", lambda found: "." + found[1][:6].ljust(6, "0"), text)
    return datetime.fromisoformat(exact.replace("Z", "+00:00"))


def plainly(value: Any, inner: bool = True) -> Any:
    """Names as REST has them; of a document of the user's, whose names have no humps, nothing changes."""
    if isinstance(value, list):
        return [plainly(item) for item in value]
    if isinstance(value, dict):
        return {HUMP.sub(r"_\1", name).lower() if inner else name: plainly(item) for name, item in value.items()}
    return value


def part_of(value: Any, path: str) -> Any:
    for name in filter(None, path.split(".")):
        if isinstance(value, str):  # an address has what is asked for by name in its query
            value = parse_qs(urlsplit(value).query)[name][0]
        else:
            value = value[int(name)] if isinstance(value, list) else value[name]
    return value


def texts(given: Any, value: Any) -> Any:
    """A number from an earlier answer is a text where it is an argument, since paths and headers are made of it."""
    return str(value) if isinstance(given, str) and isinstance(value, int) else value


def filled(value: Any, kept: Mapping[str, Any]) -> Any:
    if isinstance(value, str):
        whole = REFERENCE.fullmatch(value)
        if whole:
            return part_of(kept, whole[1])
        return REFERENCE.sub(lambda found: str(part_of(kept, found[1])), value)
    if isinstance(value, dict):
        return {name: filled(item, kept) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(filled(item, kept) for item in value)
    return value
