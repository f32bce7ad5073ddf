# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Wait for what a server does in its own time: the options for it, and looking again until it is done."""

from __future__ import annotations

from typing import Any, Callable

from .errors import ApiError, NotTheApi, PlanError, Unreachable
from .spec import Field, Outside, Task

BROKEN = 500  # what a server that is starting up may answer with


def waiting(seconds: int = 300, wait: bool = True) -> tuple[Field, ...]:
    """The three options of whatever can wait; ``wait`` is whether it does where nobody says."""
    return (
        Field("wait", "bool", default=wait),
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


def come_up(
    task: Task, what: str, ask: Callable[[], Any], up: Callable[[Any], bool] = bool, why: Callable[[Any], str] = str
) -> Any:
    """Ask a server until it answers as it does when it is up. What it refuses, such as a wrong credential, no waiting
    would mend. ``why`` tells of an answer what is still amiss."""
    params = task.params

    def look() -> Any:
        try:
            return ask()
        except (Unreachable, NotTheApi) as error:
            return error
        except ApiError as error:
            if (error.status or 0) < BROKEN:
                raise
            return error

    def done(seen: Any) -> bool:
        return not isinstance(seen, ApiError) and up(seen)

    seen, is_up = look_until(task.outside, look, done, params["wait_timeout"], params["wait_interval"])
    if not is_up:
        last = str(seen) if isinstance(seen, ApiError) else why(seen)
        raise ApiError(f"{what} after {params['wait_timeout']} seconds: {last}")
    return seen
