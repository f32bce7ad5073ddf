# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Figures, cells, filters and times as a person reads them; pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

NOTHING = "–"
STEPS = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K"))
SEPARATED_FROM = 10_000  # where nothing is said, smaller numbers may be years
WORDS = {
    "is": "is", "is_not": "is not", "is_one_of": "is one of", "is_not_one_of": "is none of", "exists": "exists",
    "does_not_exist": "does not exist", "is_between": "is between", "is_not_between": "is not between",
    "contains": "contains",
}  # fmt: skip
MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?")


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def figure(value: Any, formatting: Mapping[str, Any] | None) -> str:
    """The one value of a panel: ``$1,234.50``, ``12.3K/s``."""
    how = formatting or {}
    if value is None:
        return NOTHING
    text = number(value, how) if is_number(value) else cell(value)
    return f"{how.get('prefix') or ''}{text}{how.get('suffix') or ''}"


def number(value: float, how: Mapping[str, Any]) -> str:
    decimals, unit, separator = how.get("decimals"), "", how.get("thousands_separator")
    if how.get("abbreviate"):
        size, unit = next(((size, unit) for size, unit in STEPS if abs(value) >= size), (1, ""))
        value = value / size if unit else value
        decimals = 1 if decimals is None and unit else decimals
    if separator is None:
        separator = abs(value) >= SEPARATED_FROM
    mark = separator if isinstance(separator, str) else "," if separator else ""
    if isinstance(decimals, int) and 0 <= decimals <= 20:
        text = f"{value:,.{decimals}f}"
        if how.get("decimals") is None:
            text = text.rstrip("0").rstrip(".")
    else:
        text = f"{value:,}" if isinstance(value, int) else f"{round(value, 2):,}".removesuffix(".0")
    whole, dot, rest = text.partition(".")
    return whole.replace(",", mark) + dot + rest + unit


def cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.10g}" if abs(value) < 1e15 else repr(value)
    return moment(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def moment(text: str) -> str:
    """``2026-05-01 00:00 UTC``; what is no such time stays as it is."""
    found = MOMENT.fullmatch(text.strip())
    if not found:
        return text
    day, time, seconds, zone = found.groups()
    seconds = "" if seconds in (None, ":00") else seconds
    return f"{day} {time}{seconds}{' UTC' if zone == 'Z' else ' ' + zone if zone else ''}"


def times(names: Sequence[str]) -> list[str] | None:
    """Times as an axis tells them, without what all have in common: ``May 1``, ``08:00``. None of what are no times."""
    found = [MOMENT.fullmatch(name) for name in names]
    if not names or not all(found):
        return None
    parts = [(one[1], one[2]) for one in found if one]
    one_year, one_day = (len({day[:size] for day, _time in parts}) == 1 for size in (4, 10))
    midnights = {time for _day, time in parts} == {"00:00"}
    days = [f"{MONTHS[int(day[5:7]) % 13]} {int(day[8:])}" if one_year else day for day, _time in parts]
    clocks = [time for _day, time in parts]
    made = days if midnights else clocks if one_day else [" ".join(pair) for pair in zip(days, clocks)]
    return made if len(set(made)) == len(set(names)) else list(names)


def filtered(entry: Mapping[str, Any]) -> str:
    """What a filter says of its field: ``is one of SE, KE``."""
    operator, value = entry["operator"], entry.get("value")
    words = WORDS.get(operator, str(operator))
    if operator in ("exists", "does_not_exist"):
        return words
    if isinstance(value, Mapping):
        value = [value.get("from"), value.get("to")]
    if operator in ("is_between", "is_not_between") and isinstance(value, list) and len(value) == 2:
        low, high = value
        return f"{words} {moment(cell(low))} and {moment(cell(high))}"
    return f"{words} {', '.join(map(cell, value)) if isinstance(value, list) else cell(value)}"
