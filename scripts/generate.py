# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Write the lists that follow from the files: routing and action groups, and the tables of plugins in the docs.

``generate.py`` writes them; ``generate.py --check`` says which are stale, and fails if any is.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SYSTEMS = {"infrahub": "Infrahub", "infino": "Infino", "ironflow": "Ironflow"}
TABLES = ("README.md",)
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
    ):
        lines += [f"| `{name}`{kind} | {short(folder, name)} |" for name in names(folder)]
    return "\n".join([*lines, "", END])


def wanted() -> dict[Path, str]:
    files = {ROOT / "meta/runtime.yml": runtime()}
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
        path.write_text(wanted()[path], encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
