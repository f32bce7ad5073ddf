# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The options of a lookup, worked out once for all lookups of a process that are given the same.

Ansible looks for each option in several places; with thirty options that takes longer than a request.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from ansible import constants

from .client import plain

KNOWN: dict[tuple[Any, ...], dict[str, Any]] = {}
MOST = 100


def options_of(plugin: Any, variables: Any, given: Mapping[str, Any]) -> dict[str, Any]:
    """All options by name, plain. ``given`` are the lookup's own arguments."""
    key = key_of(plugin._load_name, variables or {}, plain(given))
    if key is None or key not in KNOWN:
        plugin.set_options(var_options=variables, direct=given)
        names = constants.config.get_configuration_definitions("lookup", plugin._load_name)
        found = {name: plain(plugin.get_option(name)) for name in names if name != "_terms"}
        if key is None:
            return found
        if len(KNOWN) >= MOST:
            KNOWN.clear()
        KNOWN[key] = found
    return KNOWN[key]


def key_of(name: str, variables: Mapping[str, Any], given: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """All that the options depend on; None where one of them is a template, which may mean something else each time."""
    names, environment = sources(name)
    found = tuple(variables.get(one) for one in names)
    if any(isinstance(one, str) and "{" in one for one in found):
        return None
    return name, os.getpid(), repr(given), repr(found), tuple(os.environ.get(one) for one in environment)


@lru_cache(None)
def sources(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of all variables and environment variables that a lookup's options may come from."""
    definitions = constants.config.get_configuration_definitions("lookup", name).values()
    variables, environment = (
        tuple(one["name"] for option in definitions for one in option.get(place) or ()) for place in ("vars", "env")
    )
    return variables, environment
