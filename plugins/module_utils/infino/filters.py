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
    Part("id"),
    Part("field", required=True),
    Part("operator", required=True, choices=OPERATORS),
    Part("value", "raw"),
    Part("enabled", "bool", server_default=True),
    Part("is_time_filter", "bool", server_default=False),
    Part("query_type", choices=("sql", "querydsl")),
    Part("index"),
)


def anonymous(value: Any) -> Any:
    """A filter as it is compared: what it is called is the server's affair."""
    return {name: item for name, item in value.items() if name != "id"} if isinstance(value, Mapping) else value


FILTERS = Part(
    "filters", "list", elements="dict", options=FILTER, server_default=[], clearable=True, canonical=anonymous,
    identity=("field",), stamped=("id",),
)  # fmt: skip
TIME_RANGE = Part(
    "time_range", "dict", clearable=True, whole=True,
    options=(Part("kind", choices=("absolute", "relative")), Part("from"), Part("to"), Part("expression")),
)  # fmt: skip


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
