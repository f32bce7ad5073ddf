# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Write the lists that follow from the files: routing, action groups, the tables of plugins and of what SDKs can do.

``generate.py`` writes them; ``generate.py --check`` says which are stale, and fails if any is.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import ironflow_map
import sdk_map

from common import ROOT, SOURCE, link_source

SYSTEMS = {"infrahub": "Infrahub", "infino": "Infino", "ironflow": "Ironflow"}
TABLES = ("README.md",)
LABEL = "ansible_collections.opsweave.platform.docsite."
BEGIN, END = "<!-- plugins: written by scripts/generate.py -->", "<!-- end of plugins -->"


def names(folder: str) -> list[str]:
    return sorted(path.stem for path in (ROOT / "plugins" / folder).glob("*.py"))


def modules(system: str) -> list[str]:
    return [name for name in names("modules") if name.partition("_")[0] == system]


def runtime() -> str:
    lines = ["---", "# Written by scripts/generate.py.", 'requires_ansible: ">=2.16.0"', "action_groups:"]
    for system in SYSTEMS:
        lines += [f"  {system}:", *(f"    - {name}" for name in modules(system))]
    lines += ["plugin_routing:", "  action:"]
    for system in SYSTEMS:
        for name in modules(system):
            lines += [f"    {name}:", f"      redirect: opsweave.platform.{system}"]
    return "\n".join(lines) + "\n"


def short(folder: str, name: str) -> str:
    """The short description on the plugin's page."""
    tree = ast.parse((ROOT / "plugins" / folder / f"{name}.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "DOCUMENTATION":
            found = re.search(r"^\s*short_description:\s*(.+)$", ast.literal_eval(node.value), re.MULTILINE)
            if found:
                return found.group(1).strip()
    raise SystemExit(f"plugins/{folder}/{name}.py has no short_description")


def table() -> str:
    lines = [BEGIN, "", "| plugin | what it does |", "| --- | --- |"]
    for folder, kind in (
        ("modules", ""),
        ("inventory", " (inventory)"),
        ("lookup", " (lookup)"),
        ("filter", " (filter)"),
        ("callback", " (callback)"),
    ):
        lines += [f"| `{name}`{kind} | {short(folder, name)} |" for name in names(folder)]
    return "\n".join([*lines, "", END])


def page(name: str, kind: str = "module", options: Sequence[str] = ()) -> str:
    """A reference to a plugin's page."""
    what = "" if kind == "module" else f"{kind} "
    more = f" ({', '.join(f'``{one}``' for one in options)})" if options else ""
    return f"{what}:ref:`{name} <ansible_collections.opsweave.platform.{name}_{kind}>`{more}"


def operations() -> str:
    """The page that says of each method of Infino's SDK which module has it."""
    link_source()
    sys.path.insert(0, str(SOURCE))
    from ansible_collections.opsweave.platform.plugins.module_utils.infino.operations import door
    from ansible_collections.opsweave.platform.plugins.module_utils.infino.operations_more import ALL

    lines = [
        f".. _{LABEL}infino_sdk:",
        "",
        ".. Written by scripts/generate.py.",
        "",
        "From the SDK of Infino to modules",
        "=================================",
        "",
        f"The Python SDK of Infino has {len(ALL)} methods. This table says of each which module has it, what it asks",
        "of the server, and which answers the modules understand where the vendor's documentation shows several.",
        f"{page('infino_call')} calls any of them that sends a request.",
    ]
    group = ""
    for one in ALL:
        if one.group != group:
            group = one.group
            lines += [
                "",
                group,
                "-" * len(group),
                "",
                ".. list-table::",
                "   :header-rows: 1",
                "   :widths: 24 28 24 24",
                "",
            ]
            lines += ["   * - Method", "     - Plugin", "     - Request", "     - Answer"]
        doors = ", ".join(page(name, kind, options) for kind, name, options in map(door, one.doors))
        request = f"``{one.method} {one.path}``" if one.method else "none"
        answer = f"``{one.replies}``" if one.replies.startswith("{") and " " not in one.replies else one.replies
        lines += [
            f"   * - ``{one.name}``",
            f"     - {doors or one.instead}",
            f"     - {request}",
            f"     - {answer or 'none'}",
        ]
    return "\n".join([*lines, ""])


def wanted() -> dict[Path, str]:
    rst = ROOT / "docs/docsite/rst"
    files = {
        ROOT / "meta/runtime.yml": runtime(),
        rst / "infino_sdk.rst": operations(),
        rst / "infrahub_sdk.rst": sdk_map.page(LABEL),
        rst / "ironflow_sdk.rst": ironflow_map.page(LABEL),
    }
    for name in TABLES:
        path = ROOT / name
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        if BEGIN in text:
            head, _begin, rest = text.partition(BEGIN)
            files[path] = head + table() + rest.partition(END)[2]
    return files


def main() -> int:
    stale = [path for path, text in wanted().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is stale: run scripts/generate.py")
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted()[path], encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
