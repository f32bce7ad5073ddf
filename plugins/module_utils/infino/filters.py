# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Filters and time ranges, which visualizations and dashboards have alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..core.errors import PlanError
from .documents import Part

LISTS = ("is_one_of", "is_not_one_of")
RANGES = ("is_between", "is_not_between")
NEEDLESS = ("exists", "does_not_exist")
OPERATORS = ("is", "is_not", *LISTS, *NEEDLESS, *RANGES, "contains")

FILTER = (
    Part(name="id"),
    Part(name="field", required=True),
    Part(name="operator", required=True, choices=OPERATORS),
    Part(name="value", type="raw"),
    Part(name="enabled", type="bool", server_default=True),
    Part(name="is_time_filter", type="bool", server_default=False),
    Part(name="query_type", choices=("sql", "querydsl")),
    Part(name="index"),
)


def anonymous(value: Any) -> Any:
    """A filter as it is compared: what it is called is the server's affair."""
    return {name: item for name, item in value.items() if name != "id"} if isinstance(value, Mapping) else value


FILTERS = Part(
    name="filters",
    type="list",
    elements="dict",
    options=FILTER,
    server_default=[],
    clearable=True,
    canonical=anonymous,
    identity=("field",),
    stamped=("id",),
)
TIME_RANGE = Part(
    name="time_range",
    type="dict",
    clearable=True,
    whole=True,
    options=(
        Part(name="kind", choices=("absolute", "relative")),
        Part(name="from"),
        Part(name="to"),
        Part(name="expression"),
    ),
)


def sound(filters: Any, where: str) -> Any:
    """Filters whose values fit their operators."""
    made = []
    for place, item in enumerate(filters or (), start=1):
        operator, value = item["operator"], item.get("value")
        what = f"{where}filters item {place} ({item['field']} {operator})"
        if operator in NEEDLESS:
            item = {name: held for name, held in item.items() if name != "value"}
        elif operator in LISTS and not isinstance(value, list):
            raise PlanError(f"{what}: value must be a list")
        elif operator in RANGES and not pair(value):
            raise PlanError(f"{what}: value must be a list of two, or a dictionary with from and to")
        elif operator not in (*LISTS, *RANGES) and (value is None or isinstance(value, (list, dict))):
            raise PlanError(f"{what}: value must be a single value")
        made.append(item)
    return made


def pair(value: Any) -> bool:
    if isinstance(value, Mapping):
        return set(value) == {"from", "to"}
    return isinstance(value, list) and len(value) == 2
