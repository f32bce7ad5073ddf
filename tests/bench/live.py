# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What is measured on a real server, which tests/live/real.py is told of by variables. What is made there stays."""

from __future__ import annotations

from dataclasses import replace
from typing import Iterator

from tests.live.real import ADDRESS, TOKEN, given, real

from . import live_inventory, live_nodes
from .report import Row
from .setting import Setting

MEASURES = (live_nodes.measure, live_inventory.measure)


def measure(setting: Setting) -> Iterator[Row]:
    if not given():
        raise SystemExit(f"live: name a real server in {ADDRESS} and {TOKEN}")
    on_it = replace(setting, exports={**setting.exports, **real().exports}, root=setting.root / "live", filled=0)
    for one in MEASURES:
        yield from one(on_it)
