# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Looking again until it is done, or the time is over."""

from __future__ import annotations

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import PlanError
from ansible_collections.opsweave.platform.plugins.module_utils.core.spec import Outside, Task
from ansible_collections.opsweave.platform.plugins.module_utils.core.waiting import check_waiting, look_until, waiting


class World:
    def __init__(self, steps):
        self.now, self.looks, self.steps = 0.0, 0, steps
        self.outside = Outside(sleep=self.sleep, clock=lambda: self.now)

    def sleep(self, seconds):
        self.now += seconds

    def look(self):
        self.looks += 1
        return self.looks


@pytest.mark.parametrize(
    ("steps", "seconds", "interval", "seen", "done", "took"),
    [
        (1, 10, 2, 1, True, 0),
        (3, 10, 2, 3, True, 4),
        (99, 5, 2, 4, False, 5),
        (99, 0, 2, 1, False, 0),
        (2, 1, 60, 2, True, 1),
    ],
)
def test_look_until(steps, seconds, interval, seen, done, took):
    world = World(steps)
    assert look_until(world.outside, world.look, lambda count: count >= steps, seconds, interval) == (seen, done)
    assert world.now == took


def test_a_clock_that_stands_still_does_not_wait_for_ever():
    world = World(99)
    world.outside.sleep = lambda seconds: None
    assert look_until(world.outside, world.look, lambda count: False, 4, 1)[1] is False


def test_options():
    assert [field.name for field in waiting()] == ["wait", "wait_timeout", "wait_interval"]
    params = {"wait_timeout": 0, "wait_interval": 1}
    check_waiting(Task(params, False, None))
    for bad in ({"wait_timeout": -1}, {"wait_interval": 0}):
        with pytest.raises(PlanError, match=next(iter(bad))):
            check_waiting(Task({**params, **bad}, False, None))
