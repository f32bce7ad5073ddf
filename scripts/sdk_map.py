# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The page that says of each method of Infrahub's SDK which plugin has it, from docs/sdk_map.yml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

SOURCE = Path(__file__).resolve().parents[1] / "docs" / "sdk_map.yml"
HEAD = """.. _{label}infrahub_sdk:

.. Written by scripts/generate.py from docs/sdk_map.yml.

From the SDK of Infrahub to plugins
===================================

The Python SDK of Infrahub ({sdk}) has {methods} methods, alike for threads and for asyncio. This table says of each
which plugin has it, with the options that matter, and what is sent. What needs no plugin is in the second table.

.. list-table::
   :header-rows: 1
   :widths: 34 36 30

   * - Method
     - Plugin
     - Request
"""
LOCAL = """
What sends nothing
------------------

.. list-table::
   :header-rows: 1
   :widths: 40 60

   * - Method
     - What it is
"""


def page(label: str) -> str:
    told = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    rows = told["rows"]
    count = sum(len(row["sdk"]) for row in rows)
    made = HEAD.format(label=label, sdk=told["sdk"], methods=count)
    for row in rows:
        if "ours" in row:
            plugins = ", ".join(plugin(name, options) for name, options in row["ours"].items())
            note = f"; {row['note']}" if row.get("note") else ""
            made += f"   * - {methods(row)}\n     - {plugins}{note}\n     - {row['wire']}\n"
        elif "missing" in row:
            made += f"   * - {methods(row)}\n     - {row['missing']}\n     - {row['wire']}\n"
    return made + LOCAL + "".join(f"   * - {methods(row)}\n     - {row['local']}\n" for row in rows if "local" in row)


def methods(row: dict[str, Any]) -> str:
    return ", ".join(f"``{one}``" for one in row["sdk"])


def plugin(name: str, options: list[str]) -> str:
    kind, _blank, short = name.rpartition(" ")
    if kind == "eda":
        return f"the source ``{short}`` of Event-Driven Ansible"
    named = ", ".join(f"``{one}``" for one in options)
    page = f":ref:`{short} <ansible_collections.opsweave.platform.{short}_{kind or 'module'}>`"
    return page + (f" ({named})" if named else "")
