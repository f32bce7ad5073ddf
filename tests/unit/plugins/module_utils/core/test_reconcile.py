# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Many objects at once: one listing, one plan each, and what is said when one of them fails."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import (
    ApiError,
    PlanError,
    PlatformError,
    Uncertain,
)
from ansible_collections.opsweave.platform.plugins.module_utils.core.reconcile import reconcile
from ansible_collections.opsweave.platform.plugins.module_utils.core.spec import Outside, Task
from ansible_collections.opsweave.platform.plugins.module_utils.http.session import Session
from tests.lab.common.direct import Direct
from tests.lab.common.stand_in import Fault
from tests.unit.fakes.account import ACCOUNT, Accounts, AccountsLab, AccountStore

WANTED = ({"login": "ada", "team": "red"}, {"login": "eve", "team": "red", "mail": "e@x"})


class Key:
    def __call__(self, request):
        request.headers["X-Key"] = "k"
        return request


@pytest.fixture
def server():
    return AccountsLab("k")


@pytest.fixture
def go(server):
    told = []
    outside = Outside(progress=lambda *words: told.append(words))
    client = Accounts(Session("http://lab", Key(), transport=Direct(server), sleep=lambda seconds: None), outside)

    def run(wanted=WANTED, check_mode=False, resource=ACCOUNT, **how):
        return reconcile(Task({}, check_mode, client, outside), resource, wanted, **how)

    run.told = told
    return run


def test_reconcile(server, go):
    foretold = go(check_mode=True)
    assert foretold["changed"] and not server.writes and not go.told
    done = go()
    assert done["diff"] == foretold["diff"]
    assert done["operations"] == foretold["operations"] == {"create": 2, "update": 0, "delete": 0, "none": 0}
    assert go.told == [("account", 1, 2), ("account", 2, 2)]
    again = go()
    assert not again["changed"] and again["operations"]["none"] == 2
    assert len(server.journal) == 1 + 3 + 1, "a second run asks once"
    assert go([{**WANTED[1], "note": "x"}])["unverified"] == ["note"]


def test_prune_removes_only_what_is_in_scope(server, go):
    go()
    assert not go([], prune=lambda account: True)["changed"]
    assert not go(WANTED[:1])["changed"]
    pruned = go(WANTED[:1], prune=lambda account: account["login"] == "eve")
    assert pruned["operations"]["delete"] == 1
    assert [item["login"] for item in pruned["diff"]["before"]] == ["eve"]
    assert not go(WANTED[:1], prune=lambda account: account["login"] == "eve")["changed"]
    assert go([], prune=lambda account: True, prune_empty=True)["changed"] and not server.things


def test_nothing_is_written_when_a_name_is_not_clear(server, go):
    with pytest.raises(PlanError, match="account ada is given twice, as item 1 and item 3"):
        go([*WANTED, {"login": "ada"}])
    server.things = {"a": {"id": "a", "login": "ada"}}
    with pytest.raises(PlanError, match="account b is given twice, as item 1 and item 3"):
        go([*WANTED, {"id": "a", "login": "b"}])
    renamed = go([{"id": "a", "login": "b"}], check_mode=True)["diff"]
    assert [item["login"] for side in ("before", "after") for item in renamed[side]] == ["ada", "b"]
    server.things["b"] = {"id": "b", "login": "ada"}
    with pytest.raises(PlanError, match="id: a, b"):
        go()
    assert not server.writes


def test_an_error_tells_what_was_done(server, go):
    server.faults[:] = [Fault("status", status=400, method="POST", skip=1)]
    with pytest.raises(PlatformError) as caught:
        go()
    assert caught.value.done == [{"operation": "create", "item": "account ada"}]
    assert caught.value.failed_item == {"operation": "create", "item": "account eve"}


def test_a_lost_answer_is_looked_at(server, go):
    server.faults[:] = [Fault("drop_after", method="POST", skip=1)]
    assert go()["operations"]["create"] == 2
    assert server.writes == ["create ada", "create eve"]


@dataclass
class Many(AccountStore):
    """Writes all in one request, and says of each what came of it."""

    outcomes: tuple = ()
    asked: tuple = ()

    def find_many(self, client, wanted):
        self.asked += ([one["login"] for one in wanted],)
        return [one for one in self.find(client, {}) if one["login"] in self.asked[-1]]

    def write_many(self, client, plans):
        for place, planned in enumerate(plans):
            outcome = self.outcomes[place]
            if not isinstance(outcome, ApiError):
                self.create(client, planned.changes)
            yield place, outcome


def test_a_store_that_writes_many(server, go):
    store = Many(outcomes=({"id": "x"}, {"id": "y"}))
    made = go(resource=replace(ACCOUNT, store=store))
    assert [item["id"] for item in made["resources"]] == ["x", "y"] and store.asked == (["ada", "eve"],)
    assert not go(resource=replace(ACCOUNT, store=store))["changed"]


def test_of_many_each_error_counts_and_the_first_is_told(server, go):
    store = Many(outcomes=(ApiError("no ada"), {"id": "y"}))
    with pytest.raises(ApiError, match="no ada") as caught:
        go(resource=replace(ACCOUNT, store=store))
    assert caught.value.done == [{"operation": "create", "item": "account eve"}]
    assert caught.value.failed_item == {"operation": "create", "item": "account ada"}
    go(WANTED[:1])
    assert not go(resource=replace(ACCOUNT, store=Many(outcomes=())))["changed"]
    server.things.clear()
    lost = replace(ACCOUNT, store=Many(outcomes=(Uncertain("lost"), {"id": "y"})))
    with pytest.raises(Uncertain, match="lost"):
        go(resource=lost)
