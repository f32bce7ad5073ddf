# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Background tasks: found, waited for, and retried or cancelled only where the server offers it."""

from __future__ import annotations

import pytest

from tests.lab.infrahub.tasks import started
from tests.unit.pages import Page
from tests.unit.play import Play

from .altered import Altered


@pytest.fixture
def play():
    made = Play("infrahub")
    made.info = lambda **more: made.task("infrahub_task_info", more)
    made.act = lambda one, action, check=False: made.task("infrahub_task", {"id": one["id"], "action": action}, check)
    return made


def delivery(play, state, *offered, reason=None):
    made = started(play.server, "Deliver", "webhook-process", "main")
    actions = [{"action": one, "available": reason is None, "unavailability_reason": reason} for one in offered]
    made.update(state=state, available_actions=actions)
    return made


def older(play):
    """A server that knows neither what can be done with a task nor why it failed."""

    def change(told, _number):
        told.update(data=None, errors=[{"message": "Cannot query field 'available_actions' on type 'Task'."}])

    Altered(play, "available_actions", change)


def test_filters_and_pages(play):
    for number in range(60):
        started(play.server, f"Number {number}", "even" if number % 2 else "odd", "main")
    assert len(play.info()["resources"]) == 60 and play.requests == 2
    assert [one["title"] for one in play.info(limit=2)["resources"]] == ["Number 59", "Number 58"]
    assert {one["workflow"] for one in play.info(workflows=["odd"])["resources"]} == {"odd"}
    assert len(play.info(title="number 1", limit=60)["resources"]) == 11
    assert play.info(of_branch="blue")["resources"] == []


def test_logs_on_request(play):
    one = delivery(play, "FAILED")
    one["logs"].append({"message": "no room", "severity": "error", "timestamp": "now"})
    assert "logs" not in play.info()["resources"][0]
    assert play.info(logs=True)["resources"][0]["logs"][0]["message"] == "no room"


def test_waits_for_those_found(play):
    delivery(play, "COMPLETED")["polls"] = 3
    assert play.info()["resources"][0]["state"] == "RUNNING"
    assert play.info(wait=True)["resources"][0]["state"] == "COMPLETED" and play.pauses == [2]


def test_one_that_does_not_end(play):
    delivery(play, "RUNNING")
    assert "1 tasks have not ended after 4 seconds: Deliver (RUNNING)" in play.info(wait=True, wait_timeout=4)["msg"]


def test_retry(play):
    one = delivery(play, "FAILED", "retry")
    assert play.act(one, "retry", check=True)["operation"] == "retry" and one["state"] == "FAILED"
    done = play.act(one, "retry")
    assert done["changed"] and done["resource"]["state"] == "RUNNING"
    assert not play.act(one, "retry")["changed"]


def test_cancel(play):
    one = delivery(play, "RUNNING", "cancel")
    assert play.act(one, "cancel")["resource"]["state"] == "CANCELLED"
    assert play.act(one, "cancel")["operation"] == "none"
    assert play.server.writes == ["InfrahubTask cancel"]


@pytest.mark.parametrize("check", [True, False])
def test_what_the_server_does_not_offer(play, check):
    assert "does not offer to retry it" in play.act(delivery(play, "FAILED"), "retry", check)["msg"]
    late = delivery(play, "FAILED", "retry", reason="the webhook is gone")
    assert "cannot retry it: the webhook is gone" in play.act(late, "retry", check)["msg"]


def test_an_unknown_task(play):
    assert "no task with the id 42" in play.act({"id": "42"}, "retry")["msg"]


def test_an_older_server(play):
    one = delivery(play, "FAILED", "retry")
    older(play)
    (found,) = play.info()["resources"]
    assert found["available_actions"] == [] and found["error"] is None
    assert "does not offer to retry it" in play.act(one, "retry")["msg"]


def test_the_page_names_what_is_returned(play):
    """No example of the page can: an empty lab has no task that failed."""
    done = play.act(delivery(play, "FAILED", "retry"), "retry")
    assert set(Page("modules", "infrahub_task").returns) <= done.keys()
