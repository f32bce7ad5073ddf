# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Wait for what a server does in its own time: the options for it, and looking again until it is done."""

from __future__ import annotations

from typing import Any, Callable

from .errors import PlanError
from .spec import Field, Outside, Task


def waiting(seconds: int = 300) -> tuple[Field, ...]:
    """The three options of whatever can wait."""
    return (
        Field("wait", "bool", default=True),
        Field("wait_timeout", "int", default=seconds),
        Field("wait_interval", "int", default=2),
    )


def check_waiting(task: Task) -> None:
    for name, least in (("wait_timeout", 0), ("wait_interval", 1)):
        if task.params[name] < least:
            raise PlanError(f"{name} is {task.params[name]}; it is at least {least}")


def look_until(
    outside: Outside, look: Callable[[], Any], done: Callable[[Any], bool], seconds: float, interval: float
) -> tuple[Any, bool]:
    """What was seen last, and whether that is done. Looks at once, and once more when the time is over."""
    until, slept = outside.clock() + seconds, 0.0
    while True:
        seen = look()
        if done(seen):
            return seen, True
        left = min(until - outside.clock(), seconds - slept)
        if left <= 0:
            return seen, False
        pause = min(interval, left)
        outside.sleep(pause)
        slept += pause
