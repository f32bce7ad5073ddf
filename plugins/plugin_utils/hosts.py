# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Things become hosts: which file is whose, names of hosts and of variables, and never two things as one host."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ansible.vars.reserved import is_reserved_name

from ..module_utils.core.errors import PlanError
from .constructed import Expressions

PATH = re.compile(r"\w+(\.\w+)*")
# A variable of these names would hide what templates live on, or be hidden by it.
TAKEN = {"groups", "group_names", "hostvars", "inventory_hostname", "play_hosts", "vars", "environment", "omit"}
TAKEN |= {"lookup", "query", "q", "now", "undef", "finalize"}
TAKEN |= {"range", "dict", "lipsum", "cycler", "joiner", "namespace", "loop", "self", "varargs", "kwargs", "caller"}


def is_source_of(name: str, path: str) -> bool:
    """Whether the file's ``plugin`` is the one of that name."""
    if not path.endswith((".yml", ".yaml")):
        return False
    text = Path(path).read_text(encoding="utf-8", errors="replace")
    mine = rf"""^[{{\s]*['"]?plugin['"]?\s*:\s*['"]?{re.escape(name)}['"]?\s*($|[,}}#])"""
    return bool(re.search(mine, text, re.MULTILINE))


def add_hosts(
    plugin: Any,
    things: Sequence[Mapping[str, Any]],
    name_of: Callable[[Mapping[str, Any], Expressions], str],
    owner_of: Callable[[Mapping[str, Any], int], str],
    noun: str,
    prefix: str,
    reserved: str,
    warned: bool,
) -> None:
    """``plugin`` is an inventory plugin whose options were read. ``owner_of``: what messages call a thing, and what
    must be the same where two of them are one host. ``prefix``: of variables whose own name is taken, and where words
    of plays are ``reserved`` with "prefix", of those too."""
    expressions = Expressions(plugin, warned)
    names: dict[str, str] = {}
    owners: dict[str, str] = {}
    for place, thing in enumerate(things):
        name, owner = name_of(thing, expressions), owner_of(thing, place)
        if owners.setdefault(name, owner) != owner:
            both = f"{owners[name]} and {owner}"
            raise PlanError(f'the {noun} {both} would both be the host "{name}"; let hostnames tell them apart')
        plugin.inventory.add_host(name)
        for key, value in thing.items():
            if key not in names:
                taken = key in TAKEN or (reserved == "prefix" and is_reserved_name(key))
                names[key] = f"{prefix}{key}" if taken else key
            plugin.inventory.set_variable(name, names[key], value)
        expressions.apply(name, thing)
    expressions.tell(plugin.display.warning)


def named(
    plugin: Any,
    thing: Mapping[str, Any],
    expressions: Expressions,
    wishes: Sequence[str],
    at: Callable[[Mapping[str, Any], str], Any],
) -> str:
    """The first of the wishes that is not empty: a path of names, or an expression; empty where none is."""
    for wish in wishes:
        found = at(thing, wish) if PATH.fullmatch(wish) else expressions.value("hostnames", wish, thing)
        if found not in (None, ""):
            return str(found)
    return ""
