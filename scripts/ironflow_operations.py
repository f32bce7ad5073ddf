# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Write the collection's table of Ironflow operations from the stand-in's: what they take, and since when.

``--check`` only says which files are stale, and fails if any is.
"""

from __future__ import annotations

import json
import re
import sys
import textwrap
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "tests/lab/ironflow/operations.json"
FOLDER = ROOT / "plugins/module_utils/ironflow/operations"
AREAS = {
    "access": ("APIKeys", "Users", "Roles", "Policies", "PolicyTemplates", "PolicySet", "Auth", "Environments"),
    "platform": ("Platform", "PlatformAudit", "PlatformPolicies", "PlatformPolicySet", "PlatformRoles",
                 "PlatformTenants", "PlatformUsers", "Orgs", "Tenants", "Projects"),
    "values": ("KV", "Config", "Secrets", "Files", "Meta"),
    "events": ("Events", "Schemas", "PubSub", "Webhooks", "Streams"),
    "engine": ("Core", "Functions", "Runs", "Steps", "Deployments", "TimeTravel", "SQL"),
    "projections": ("Projections",),
    "running": ("Audit", "Capacity", "CircuitBreakers", "Cluster", "Debounce", "Flow", "Outbox", "Workers",
                "AgentTools"),
}  # fmt: skip
HEAD = '''# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Operations of Ironflow: {area}. Written by scripts/ironflow_operations.py; ``table.py`` tells how it is read."""

TABLE = """
'''


def field(name: str, told: str) -> str:
    kind, *span = told.split()
    kind = re.sub(r"enum\(([^)]*)\)", lambda found: f"enum({words(found[1].split(','))})", kind)
    return f"{name}:{kind}" + "".join(f"@{mark}" for mark in span)


def words(names: list[str]) -> str:
    """``RUN_STATUS_|RUNNING|FAILED``: what all begin with, then the words, without the unspecified one."""
    prefix = names[0].removesuffix("UNSPECIFIED") if names[0].endswith("UNSPECIFIED") else ""
    return "|".join([prefix, *(name.removeprefix(prefix) for name in names if name != f"{prefix}UNSPECIFIED")])


def instead(told: str) -> str:
    return re.sub(r"[ -]", "_", told.rpartition("ironflow.v1.")[2].partition(" (")[0])


def lines(operation: dict[str, Any]) -> list[str]:
    marks = [operation.get("versions", ""), "reads" if operation.get("reads") else "", operation.get("kind", "")]
    marks += [f"body={operation['body']}" if operation.get("body") in ("bytes", "document") else ""]
    name, place = operation["name"].replace(" ", "~"), f"{operation['method']} {operation['path']}"
    place = "RPC" if operation["path"].startswith("/ironflow.v1.") else place
    made = [" ".join([name, place, *filter(None, marks)])]
    made += [f"  instead {instead(operation['instead'])}"] if operation.get("instead") else []
    for part in ("query", "headers", "fields"):
        if operation.get(part):
            text = " ".join(field(name, told) for name, told in operation[part].items())
            made += textwrap.wrap(f"{part} {text}", 116, initial_indent="  ", subsequent_indent="    ",
                                  break_long_words=False, break_on_hyphens=False)  # fmt: skip
    return made


def wanted() -> dict[Path, str]:
    operations = json.loads(TABLE.read_text(encoding="utf-8"))
    known = {group for groups in AREAS.values() for group in groups}
    lost = {operation["group"] for operation in operations} - known
    if lost:
        raise SystemExit(f"say in AREAS where {', '.join(sorted(lost))} belongs")
    made = {}
    for area, groups in AREAS.items():
        mine = [line for one in operations if one["group"] in groups for line in lines(one)]
        made[FOLDER / f"{area}.py"] = HEAD.format(area=area) + "\n".join(mine) + '\n"""\n'
    return made


def main() -> int:
    stale = [path for path, text in wanted().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        if "--check" in sys.argv:
            print(f"{path.relative_to(ROOT)} is stale: run scripts/ironflow_operations.py")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted()[path], encoding="utf-8")
            print(f"wrote {path.relative_to(ROOT)}")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
