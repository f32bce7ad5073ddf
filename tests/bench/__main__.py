# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""``python -m tests.bench``: measure, and print a table of ratios. Which targets were missed is said, not punished."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.lab.common.running import lab

from . import infino_data, infino_view, inventory, ironflow_files, ironflow_values, live, lookups, nodes, tasks
from .ansible import OURS
from .report import Row, table
from .setting import Setting

MEASURES = {"tasks": tasks.measure, "nodes": nodes.measure, "inventory": inventory.measure}
MEASURES |= {"lookups": lookups.measure, "infino_view": infino_view.measure}
MEASURES |= {"infino_data": infino_data.measure, "ironflow_files": ironflow_files.measure}
MEASURES |= {"ironflow_values": ironflow_values.measure}
EVERY = {**MEASURES, "live": live.measure}


def arguments(given: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("measure", nargs="*", help=f"of {', '.join(EVERY)}; default: all but live")
    parser.add_argument("--rounds", type=int, default=5, help="the shortest of so many counts (default: %(default)s)")
    parser.add_argument("--collections", type=Path, default=OURS, help="where the collection is (default: %(default)s)")
    parser.add_argument("--profile", action="store_true", help="show where the time of infrahub_nodes goes")
    asked = parser.parse_args(given)
    if unknown := [name for name in asked.measure if name not in EVERY]:
        parser.error(f"{unknown[0]!r} is none of {', '.join(EVERY)}")
    return asked


def main() -> int:
    asked = arguments(sys.argv[1:])
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="opsweave-bench-") as root, lab() as exports:
        setting = Setting(exports, Path(root), asked.collections.resolve(), asked.rounds, asked.profile)
        for name in asked.measure or MEASURES:
            print(f"{name}: measuring", flush=True)
            rows += EVERY[name](setting)
    print(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
