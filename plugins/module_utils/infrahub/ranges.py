# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Ranges in object files: ``sw[1-3]`` stands for three names. Pure, and as the vendor's tool expands them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from ..core.errors import PlanError

GROUP = re.compile(r"(?<!\\)\[([\w,-]*[-,][\w,-]*)\]")


def spread(item: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The items that one with ranges stands for. Ranges of several fields go side by side, so they are equally long."""
    ranges = {name: expand(value) for name, value in item.items() if isinstance(value, str) and GROUP.search(value)}
    lengths = {name: len(values) for name, values in ranges.items()}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{name} for {length}" for name, length in lengths.items())
        raise PlanError(f"the ranges of one item stand for equally many values; here {told}")
    if not ranges:
        yield dict(item)
        return
    for values in zip(*ranges.values()):
        yield {**item, **dict(zip(ranges, values))}


def expand(text: str) -> list[str]:
    """``[1-3]``, ``[3-1]``, ``[a-c]``, ``[a,c]``, ``[1-3,7]``; several groups multiply. What is no such range stays."""
    try:
        groups = [choices(inside) for inside in GROUP.findall(text)]
    except ValueError:
        return [text]
    fixed = GROUP.split(text)[::2]
    return [
        "".join(part for pair in zip(fixed, (*chosen, "")) for part in pair).replace("\\[", "[").replace("\\]", "]")
        for chosen in product(*groups)
    ]


def choices(inside: str) -> list[str]:
    made: list[str] = []
    for part in inside.split(","):
        if not part:
            return [f"[{inside}]"]
        first, dash, last = part.partition("-")
        if dash and not (first and last):
            return [*made, f"[{inside}]"]
        made += between(first, last) if dash else [word(part)]
    return made


def word(text: str) -> str:
    if not text.isalnum():
        raise ValueError(text)
    return text


def between(first: str, last: str) -> list[str]:
    if first.isdigit() and last.isdigit():
        return [str(number) for number in steps(int(first), int(last))]
    if len(first) == len(last) == 1 and first.isalpha() and last.isalpha():
        letters = [chr(number) for number in steps(ord(first), ord(last))]
        return [letter.upper() for letter in letters] if first.isupper() else letters
    return [f"{first}-{last}"]


def steps(first: int, last: int) -> range:
    step = 1 if first <= last else -1
    return range(first, last + step, step)
