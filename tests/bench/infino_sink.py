# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A stand-in for Infino that checks and answers all that it is sent, and keeps nothing: a gigabyte is no matter to it.

``python -m tests.bench.infino_sink`` prints its address, and ends when its standard input does.
"""

from __future__ import annotations

from typing import Any

from tests.lab.infino.area import Call
from tests.lab.infino.lab import InfinoLab
from tests.lab.infino.records import Records

from .process import stay

DATASET = "bench-upload"


class Forgetful(Records):
    def bulk(self, call: Call) -> Any:
        told = super().bulk(call)
        self.lab.datasets[call["dataset"]].records.clear()
        self.lab.writes.clear()
        return told


class Sink(InfinoLab):
    def __init__(self) -> None:
        super().__init__()
        self.areas = [Forgetful(self) if isinstance(area, Records) else area for area in self.areas]
        self.datasets.add(DATASET)


if __name__ == "__main__":
    stay(Sink())
