# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Write requirements/SET.txt: every package that a set's .in file leads to, exactly, for each Python there is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from common import ROOT, interpreters

OURS = ("3.10", "3.11", "3.12", "3.13")
PYTHONS = {"demo": OURS, "test": OURS, "live": ("3.12", "3.13")}
OTHERS = ("3.11", "3.12", "3.13")
SETS = ("demo", "test", "tools", "sdk", "sdk-old", "live")


def resolve(python: Path, source: Path) -> dict[str, str]:
    """What pip would install with this Python, by name."""
    command = [str(python), "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed", "--report", "-"]
    done = subprocess.run([*command, "-r", str(source)], check=True, stdout=subprocess.PIPE, text=True)
    found = [entry["metadata"] for entry in json.loads(done.stdout)["install"]]
    return {entry["name"].lower().replace("_", "-"): entry["version"] for entry in found}


def lines(resolved: dict[str, dict[str, str]]) -> list[str]:
    """One line a package, or one for each group of Pythons that differ."""
    made = []
    for name in sorted({name for packages in resolved.values() for name in packages}):
        versions: dict[str, list[str]] = {}
        for python, packages in resolved.items():
            if name in packages:
                versions.setdefault(packages[name], []).append(python)
        for version, pythons in versions.items():
            made.append(f"{name}=={version}{marker(pythons, list(resolved))}")
    return made


def marker(pythons: list[str], every: list[str]) -> str:
    """Without a marker where all agree; newer Pythons than those tried take what the newest tried one takes."""
    if pythons == every:
        return ""
    if pythons == every[-len(pythons) :]:
        return f'; python_version >= "{pythons[0]}"'
    return "; " + " or ".join(f'python_version == "{one}"' for one in pythons)


def main() -> None:
    there = interpreters()
    for name in sys.argv[1:] or SETS:
        wanted = PYTHONS.get(name, OTHERS)
        missing = [version for version in wanted if version not in there]
        if missing:
            sys.exit(f"set {name}: needs Python {', '.join(missing)}, not found in PATH or below ~/.pyenv/versions")
        source = ROOT / "requirements" / f"{name}.in"
        resolved = {version: resolve(there[version], source) for version in wanted}
        head = f"# Written by 'make pins' from {source.name}; change that file.\n"
        source.with_suffix(".txt").write_text(head + "\n".join(lines(resolved)) + "\n")
        print(f"{name}: {len(lines(resolved))} lines")


if __name__ == "__main__":
    main()
