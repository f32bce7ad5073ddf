# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The server's own account of itself, and waiting for one that is not up."""

from __future__ import annotations

import pytest

from tests.lab.common.stand_in import Fault
from tests.unit.play import Play


@pytest.fixture
def play():
    made = Play("infrahub")
    made.info = lambda **more: made.task("infrahub_info", more)
    return made


def test_who_and_where(play):
    result = play.info()
    assert result["version"] == "1.11.9" and result["deployment_id"] == play.server.deployment
    assert (result["account"]["name"], result["account"]["kind"]) == ("admin", "CoreAccount")
    assert result["account"]["id"] == play.server.accounts["admin"]
    assert result["groups"] == ["Super Administrators"]
    assert result["permissions"] == ["global:super_admin:allow_all"]
    assert play.requests == 1


def test_permissions_of_all_groups(play):
    ada = {"kind": "CoreAccount", "data": {"name": "ada", "password": "word", "member_of_groups": ["Infrahub Users"]}}
    assert play.task("infrahub_node", ada)["changed"]
    told = play.info(api_token=None, api_username="ada", api_password="word")["permissions"]
    assert "object:*:*:any:allow_other" in told and "global:manage_schema:allow_all" in told
    assert told == sorted(told)


def test_an_account_in_a_group_that_grants_nothing(play):
    members = {"kind": "CoreStandardGroup", "data": {"name": "plain", "members": [play.server.accounts["admin"]]}}
    assert play.task("infrahub_node", members)["changed"]
    assert play.info()["groups"] == ["Super Administrators", "plain"]


@pytest.mark.parametrize("fault", [{"action": "status"}, {"action": "status", "status": 500}, {"action": "login_page"}])
def test_a_server_that_comes_up_is_waited_for(play, fault):
    play.server.faults[:] = [Fault(**fault, times=9)]
    result = play.info(wait=True)
    assert result["version"] == "1.11.9" and play.pauses.count(2) > 1


def test_without_waiting_it_fails_at_once(play):
    play.server.faults[:] = [Fault("status", status=500, times=9)]
    assert play.info()["failed"] and play.requests == 1


def test_one_that_never_comes_up(play):
    play.server.faults[:] = [Fault("status", status=500, times=99)]
    told = play.info(wait=True, wait_timeout=20)["msg"]
    assert "Infrahub is not up after 20 seconds" in told and "HTTP 500" in told


def test_a_wrong_credential_is_not_waited_for(play):
    result = play.info(wait=True, api_token="another")
    assert "HTTP 401" in result["msg"] and not play.pauses
