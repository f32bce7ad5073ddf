# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The page that says of each operation of Ironflow which plugin has it, from docs/ironflow_map.yml."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml
from sdk_map import plugin

from common import SOURCE, link_source

FILE = Path(__file__).resolve().parents[1] / "docs" / "ironflow_map.yml"
HEAD = """.. _{label}ironflow_sdk:

.. Written by scripts/generate.py from docs/ironflow_map.yml.

From the SDK of Ironflow to plugins
===================================

Ironflow's servers from 0.33 to 0.53 have {count} operations among them: the methods of the vendor's REST client, and
those of its services for ConnectRPC. These tables say of each which versions have it and which plugin reaches it, with
the options that matter. A plugin picks what the server has by itself. {call} calls what has no plugin of its own.

The tests call all 158 methods of the vendor's SDK 0.33.1, and all 138 methods of REST and 115 of ConnectRPC of 0.53.0,
and compare the answers with what the plugins see.

The methods of the manual
-------------------------

The vendor's manual for Python names {manual} methods. They are reached alike on servers where they are REST and on
those where they have moved to ConnectRPC or into policy sets.

.. list-table::
   :header-rows: 1
   :widths: 30 30 40

   * - Method
     - On newer servers
     - Plugin
"""
GROUP = """
{title}
{line}

.. list-table::
   :header-rows: 1
   :widths: 34 20 16 30

   * - Operation
     - Request
     - Versions
     - Plugin
"""


def page(label: str) -> str:
    table = operations()
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    rows = {name: row for group in told["operations"].values() for name, row in group.items()}
    moved: dict[str, list[str]] = {}
    for name in table.names():
        if name not in rows:
            moved.setdefault(instead(table.operation(name)), []).append(name)
    manual = told["manual"]
    call = plugin("ironflow_call", [])
    made = HEAD.format(label=label, count=len(table.names()), manual=len(manual), call=call)
    for method in manual:
        one = table.operation(told["renamed"].get(method, method))
        plugins = reached(rows[one.name] if one.name in rows else rows[instead(one)])
        made += f"   * - ``{method}``\n     - {newer(method, one, table.names())}\n     - {plugins}\n"
    for title, group in told["operations"].items():
        made += GROUP.format(title=title, line="-" * len(title))
        for name, row in group.items():
            for each in (name, *moved.get(name, ())):
                one = table.operation(each)
                cells = (f"``{each}``", request(one), versions(one.span), reached(row))
                made += "   * - " + "\n     - ".join(cells) + "\n"
    return made


def operations() -> Any:
    """The collection's table of operations."""
    link_source()
    sys.path.insert(0, str(SOURCE))
    from ansible_collections.opsweave.platform.plugins.module_utils.ironflow.operations import table

    return table


def instead(operation: Any) -> str:
    """What has taken the operation's place, as its refusal says."""
    return str(operation.span.instead.removeprefix("use "))


def reached(row: Any) -> str:
    if isinstance(row, str):
        return row
    via = f"; by ``{row['via']}``" if "via" in row else ""
    return ", ".join(plugin(name, options) for name, options in row.items() if name != "via") + via


def newer(method: str, operation: Any, known: Any) -> str:
    """What does the same on the newest servers."""
    if operation.span.until is None:
        return "the same" if operation.name == method else f"``{operation.name}``"
    today = instead(operation)
    return f"``{today}``" if today in known else f"the {today.replace('_', ' ') or 'policy set'}"


def request(operation: Any) -> str:
    if operation.rpc:
        return operation.kind or "RPC"
    return f"``{operation.method} {operation.path}``"


def versions(span: Any) -> str:
    since = f"from {short(span.since)}" if span.since else ""
    until = f"up to {short(span.until[:2])}" if span.until else ""
    return " ".join(filter(None, (since, until))) or "all"


def short(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version)).removesuffix(".0")
