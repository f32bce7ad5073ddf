# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What was measured, as a table of ratios. It judges nothing but by saying which target was missed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Row(NamedTuple):
    """Seconds of ours and of what it is compared with. Without a target the row is only told."""

    what: str
    ours: float
    against: float
    target: float | None = None
    requests: float | None = None
    most: float | None = None

    @property
    def ratio(self) -> float:
        return self.ours / self.against

    @property
    def verdict(self) -> str:
        if self.target is None and self.most is None:
            return ""
        missed = [
            name
            for name, found, limit in (("ratio", self.ratio, self.target), ("requests", self.requests, self.most))
            if limit is not None and found is not None and round(found, 2) > limit
        ]
        return f"MISSED ({', '.join(missed)})" if missed else "met"


def number(value: float | None, form: str = ".2f") -> str:
    return "" if value is None else format(value, form)


def table(rows: Iterable[Row]) -> str:
    head = ("", "ours ms", "other ms", "ratio", "at most", "requests", "at most", "")
    cells = [head] + [
        (
            row.what,
            number(1000 * row.ours, ".1f"),
            number(1000 * row.against, ".1f"),
            number(row.ratio),
            number(row.target, ".1f"),
            number(row.requests, "g"),
            number(row.most, "g"),
            row.verdict,
        )
        for row in rows
    ]
    widths = [max(len(line[place]) for line in cells) for place in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place in (0, len(head) - 1) else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths))
        ).rstrip()
        for line in cells
    )
