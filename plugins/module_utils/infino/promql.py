# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""PromQL's times as a person writes them, and its samples as rows; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timezone
from typing import Any

from ..core.errors import NotTheApi, PlanError
from .answers import Table, typed

MILLISECONDS = 1e11  # a time from here on is not in seconds
UNITS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
PERIOD = re.compile(r"(\d+(ms|[smhdw]))+")
KINDS = ("vector", "matrix", "scalar", "string")
AT, VALUE = "timestamp", "value"


def moment(text: str, option: str) -> float:
    """Seconds since 1970. A date without a zone is one of UTC."""
    made = number(text)
    if made is not None:
        return plain(made / 1000 if made >= MILLISECONDS else made)
    try:
        date = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        raise PlanError(
            f"{option} is {text!r}; give seconds since 1970, or a time such as 2026-06-01T08:00:00Z"
        ) from None
    return plain((date if date.tzinfo else date.replace(tzinfo=timezone.utc)).timestamp())


def period(text: str, option: str) -> float:
    """Seconds, of ``90`` as of ``1m30s``."""
    made = number(text)
    if made is None and PERIOD.fullmatch(text.strip()):
        made = sum(int(count) * UNITS[unit] for count, unit in re.findall(r"(\d+)(ms|[smhdw])", text))
    if made is None or made <= 0:
        raise PlanError(f"{option} is {text!r}; give seconds, or a duration such as 30s or 5m")
    return plain(made)


def number(text: str) -> float | None:
    try:
        made = float(text)
    except ValueError:
        return None
    return made if made - made == 0 else None


def plain(value: float) -> float:
    return int(value) if value == int(value) else round(value, 3)


def samples(answer: Any) -> Table:
    """A row for each sample: its labels, ``timestamp`` and ``value``."""
    data = answer.get("data", answer) if isinstance(answer, Mapping) else None
    if not isinstance(data, Mapping) or data.get("resultType") not in KINDS or not isinstance(data.get("result"), list):
        raise NotTheApi("the query was answered with something that is no result of PromQL; is api_url right?")
    kind, result = data["resultType"], data["result"]
    series = [{"value": result}] if kind in ("scalar", "string") else result
    told = [(labels_of(one), at, value) for one in series for at, value in points(one)]
    names = sorted({name for labels, _at, _value in told for name in labels})
    columns = [(name, "string") for name in names] + [(AT, "float"), (VALUE, "string" if kind == "string" else "float")]
    rows = [
        {**{name: labels.get(name) for name in names}, AT: at, VALUE: typed(value, columns[-1][1])}
        for labels, at, value in told
    ]
    return Table([{"name": name, "type": type_} for name, type_ in columns], rows, len(rows))


def labels_of(series: Any) -> dict[str, Any]:
    """A label that is called as one of our own columns gets out of the way, as it does in Prometheus."""
    held = series.get("metric") if isinstance(series, Mapping) else None
    return {f"exported_{name}" if name in (AT, VALUE) else name: text for name, text in (held or {}).items()}


def points(series: Any) -> Iterator[tuple[Any, Any]]:
    pairs = series.get("values", [series.get("value")]) if isinstance(series, Mapping) else [None]
    for pair in pairs:
        if not isinstance(pair, list) or len(pair) != 2:
            raise NotTheApi("the query was answered with samples that are no pairs of time and value")
        yield pair[0], pair[1]
