# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Functions that a worker of the Ironflow SDK serves: our modules start runs, wait for them and see their steps."""

from __future__ import annotations

import time
from typing import Any, Iterator

import pytest

from tests.lab.common.running import lab

from .conftest import SDKS
from .ours import Failed, Ours
from .sdk import Sdk, python_of

PATIENCE = 20


@pytest.fixture(scope="module")
def ours() -> Iterator[Ours]:
    """With a worker that has registered."""
    with lab(only="ironflow") as exports:
        sdk = Sdk("ironflow_functions", python_of(SDKS["0.53.0"], "ironflow"), exports)
        modules = Ours("ironflow", exports)
        modules("secret", name="TOKEN", value="hunter22")
        sdk("start")
        until = time.monotonic() + PATIENCE
        while not workers(modules) and time.monotonic() < until:
            time.sleep(0.1)
        yield modules
        assert sdk("stop") == "stopped"
        sdk.close()


def workers(ours: Ours) -> list[dict[str, Any]]:
    return list(ours("system_info", subset=["workers"])["system"]["workers"])


def test_the_worker_is_seen(ours: Ours) -> None:
    (one,) = workers(ours)
    assert (one["id"], one["labels"], sorted(one["function_ids"])) == ("w-1", {"site": "ams"}, ["pay", "refuse", "tax"])


def test_its_functions_are_as_it_registered_them(ours: Ours) -> None:
    ours.settled(
        "function", id="pay", name="Pay", description="Books an order", triggers=[{"event": "order.paid"}],
        preferred_mode="pull",
    )  # fmt: skip


def test_a_run_is_waited_for(ours: Ours) -> None:
    done = ours("function_invoke", id="pay", data={"net": 3}, wait=True, wait_timeout=PATIENCE)
    assert done["run"]["output"] == {"gross": 6, "token": 8, "attempt": 1}
    (run,) = ours("run_info", id=done["run"]["id"], steps=True)["resources"]
    assert run["status"] == "completed"
    assert [(one["step_id"], one["output"]) for one in run["steps"]][:1] == [("net", 3)]
    assert len(run["steps"]) == 3


def test_an_event_starts_a_run(ours: Ours) -> None:
    (id_,) = ours("event", name="order.paid", data={"net": 5})["run_ids"]
    (run,) = ours("run_info", id=id_, wait=True, wait_timeout=PATIENCE)["resources"]
    assert run["output"]["gross"] == 10


def test_what_cannot_be_tried_again_has_failed(ours: Ours) -> None:
    with pytest.raises(Failed, match="no such order"):
        ours("function_invoke", id="refuse", data={}, wait=True, wait_timeout=PATIENCE)
