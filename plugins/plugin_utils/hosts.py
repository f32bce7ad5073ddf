# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Things become hosts: which file is whose, names of hosts and of variables, and never two things as one host."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ansible.errors import AnsibleParserError
from ansible.plugins.inventory import BaseInventoryPlugin, Cacheable, Constructable
from ansible.vars.reserved import is_reserved_name

from ..module_utils.core.errors import PlanError, PlatformError
from .client import sentence
from .constructed import Expressions
from .spelled import refuse_unknown
from .unsafe import unsafe

PATH = re.compile(r"\w+(\.\w+)*")
# A variable of these names would hide what templates live on, or be hidden by it.
TAKEN = {"groups", "group_names", "hostvars", "inventory_hostname", "play_hosts", "vars", "environment", "omit"}
TAKEN |= {"lookup", "query", "q", "now", "undef", "finalize"}
TAKEN |= {"range", "dict", "lipsum", "cycler", "joiner", "namespace", "loop", "self", "varargs", "kwargs", "caller"}


class Hosts(BaseInventoryPlugin, Constructable, Cacheable):
    """What inventory plugins have in common. Each says what its things are called (``NOUN``), what begins the names of
    variables whose own are taken (``PREFIX``), where its things come from, and what they are called as hosts."""

    NOUN = PREFIX = ""

    @abstractmethod
    def things(self, path: str, cache: bool) -> list[dict[str, Any]]:
        """All that shall be hosts, as the server tells it; ``kept`` is for the cache."""

    @abstractmethod
    def name_of(self, thing: Mapping[str, Any], expressions: Expressions) -> str:
        """The name of the host that it becomes; a thing without one is an error."""

    @abstractmethod
    def owner_of(self, thing: Mapping[str, Any], place: int) -> str:
        """What messages call it, and what must be the same where two of them are one host."""

    def verify_file(self, path: str) -> bool:
        return super().verify_file(path) and is_source_of(self.NAME, path)

    def parse(self, inventory: Any, loader: Any, path: str, cache: bool = True) -> None:
        super().parse(inventory, loader, path, cache)
        given = self._read_config_data(path)
        self.load_cache_plugin()
        try:
            refuse_unknown(self, given)
            add_hosts(self, unsafe(self.things(path, cache)))
        except PlatformError as error:
            raise AnsibleParserError(f"{path}: {sentence(error)}") from None

    def kept(
        self, path: str, cache: bool, inputs: Callable[[], str], find: Callable[[], list[dict[str, Any]]]
    ) -> list[dict[str, Any]]:
        """What is found, from the cache where that is wanted and holds it. ``inputs`` is all that it depends on."""
        if not self.get_option("cache"):
            return find()
        key = f"{self.get_cache_key(path)}_{inputs()}"
        if not cache or key not in self._cache:
            self._cache[key] = find()
        found: list[dict[str, Any]] = self._cache[key]
        return found


def is_source_of(name: str, path: str) -> bool:
    """Whether the file's ``plugin`` is the one of that name."""
    if not path.endswith((".yml", ".yaml")):
        return False
    text = Path(path).read_text(encoding="utf-8", errors="replace")
    mine = rf"""^[{{\s]*['"]?plugin['"]?\s*:\s*['"]?{re.escape(name)}['"]?\s*($|[,}}#])"""
    return bool(re.search(mine, text, re.MULTILINE))


def add_hosts(plugin: Hosts, things: Sequence[Mapping[str, Any]]) -> None:
    """Two things may be one host only if they have one owner. Of variables, those whose names are taken get another;
    where ``reserved_names`` is "prefix", so do those that are words of plays."""
    reserved, prefix = plugin.get_option("reserved_names"), plugin.PREFIX
    expressions = Expressions(plugin, plugin.get_option("strict_warnings"))
    names: dict[str, str] = {}
    owners: dict[str, str] = {}
    for place, thing in enumerate(things):
        name, owner = plugin.name_of(thing, expressions), plugin.owner_of(thing, place)
        if owners.setdefault(name, owner) != owner:
            both = f"{owners[name]} and {owner}"
            raise PlanError(f'the {plugin.NOUN} {both} would both be the host "{name}"; let hostnames tell them apart')
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


def wished(plugin: Hosts, thing: Mapping[str, Any], expressions: Expressions, wishes: Sequence[str], noun: str) -> str:
    """The name that the wishes give a thing, which messages call a ``noun``; one without a name is an error."""
    found = named(plugin, thing, expressions, wishes, inside)
    if not found:
        raise PlanError(f"{noun} has no name: {', '.join(wishes)} is empty there; it has {', '.join(thing)}")
    return found


def inside(thing: Mapping[str, Any], path: str) -> Any:
    """What has this name, which may itself hold dots, or is at a dotted path."""
    if path in thing:
        return thing[path]
    found: Any = thing
    for name in path.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found
