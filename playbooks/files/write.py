# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Make a folder hold exactly the files that standard input tells, as a JSON object of names and contents."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path


def differing(folder: Path, wanted: dict[str, str]) -> tuple[list[str], list[str]]:
    """The names of the files to write and to remove."""
    there = {path.name: path for path in folder.iterdir()} if folder.is_dir() else {}
    stale = [name for name, text in wanted.items() if name not in there or there[name].read_bytes() != text.encode()]
    return sorted(stale), sorted(set(there) - set(wanted))


def write(path: Path, text: str) -> None:
    """Whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(text.encode())
    os.replace(part, path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say what would be done")
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    wanted = json.load(sys.stdin)
    for name in wanted:
        if name != Path(name).name or name.startswith("."):
            raise SystemExit(f"{name} is no plain name of a file")
    written, removed = differing(options.folder, wanted)
    if not options.check:
        options.folder.mkdir(parents=True, exist_ok=True)
        for name in written:
            write(options.folder / name, wanted[name])
        for name in removed:
            (options.folder / name).unlink()
    print(f"written {len(written)}, removed {len(removed)}" if written or removed else "unchanged")


if __name__ == "__main__":
    main()
