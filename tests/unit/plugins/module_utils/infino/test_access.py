# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Roles, users and keys: in all variants of the replies; and what they then allow."""

from __future__ import annotations

import pytest

from tests.lab.common.stand_in import Fault
from tests.unit.lives.infino_access import LIVES
from tests.unit.play import Play

from .variants import combinations, lived

PASSWORD = "A word 4 tests"
EVERY = [*combinations("access", "create_reply", "missing"), *combinations("duplicate", "patch", "access")]


@pytest.fixture
def play():
    return Play("infino")


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.module)
@pytest.mark.parametrize("variant", EVERY, ids=lambda variant: "-".join(variant.values()))
def test_every_variant_of_the_replies(life, variant):
    lived(life, variant)


def test_keys_are_told_when_a_user_is_made_and_not_again(play):
    ada = {"name": "ada", "password": PASSWORD}
    foretold = play.task("infino_user", ada, check_mode=True)
    made = play.task("infino_user", ada)
    key = made["resource"]["access_key"]
    assert key in play.server.keys and play.server.keys[key] == made["resource"]["secret_key"]
    assert "access_key" not in foretold["resource"] and key not in str(made["diff"])
    again = play.task("infino_user", ada)
    assert not again["changed"] and "access_key" not in again["resource"] and again["requests"] == 1
    pair = play.task("infino_user_keys", {"user": "ada"})
    assert key not in play.server.keys and play.server.keys[pair["access_key"]] == pair["secret_key"]


def test_a_user_whose_keys_were_lost_is_told_of(play):
    play.server.faults[:] = [Fault("drop_after", method="PUT")]
    made = play.task("infino_user", {"name": "ada", "password": PASSWORD})
    assert made["changed"] and "rotate" in made["warnings"][0]


def test_rotation_that_is_not_known_to_have_happened_is_not_repeated(play):
    play.task("infino_user", {"name": "ada", "password": PASSWORD})
    play.server.faults[:] = [Fault("drop_after", method="PATCH")]
    told = play.task("infino_user_keys", {"user": "ada"})
    assert "run the task again" in told["msg"]
    assert [line for line in play.server.writes if "rotated" in line] == ["keys of ada rotated"]


def test_a_password_is_written_when_asked_for(play):
    play.task("infino_user", {"name": "ada", "password": PASSWORD})
    for name in ("update_secret", "update_password"):
        again = play.task("infino_user", {"name": "ada", "password": "Another 4 tests", name: "always"})
        assert again["operation"] == "update"
        assert "Another 4 tests" not in str(again)


def test_an_unknown_role_is_refused_with_what_was_probably_meant(play):
    play.task("infino_role", {"name": "reader"})
    args = {"name": "ada", "password": PASSWORD, "roles": ["raeder"]}
    assert 'there is no role "raeder"; did you mean "reader"?' in play.task("infino_user", args)["msg"]
    foretold = play.task("infino_user", args, check_mode=True)
    assert foretold["changed"] and "a run fails unless" in foretold["warnings"][0]
    assert 'there is no user "adda"' in play.task("infino_user_keys", {"user": "adda"})["msg"]


def test_what_is_built_in_stays(play):
    told = play.task("infino_role", {"name": "infino_admin_role", "state": "absent"})
    assert told["msg"] == "role infino_admin_role cannot be deleted: it is built in"
    assert not play.server.writes


def test_a_server_that_does_not_take_the_roles_is_not_believed(play):
    for name in ("reader", "writer"):
        play.task("infino_role", {"name": name})
    play.task("infino_user", {"name": "ada", "password": PASSWORD, "roles": ["reader"]})
    play.server.access.change = lambda call: {"status": "OK"}
    play.transport.app = play.server.app()
    told = play.task("infino_user", {"name": "ada", "roles": ["writer"]})
    assert told["msg"] == "user ada: the server did not take the roles that it was sent"


def signed_by(play, user):
    """The credentials of a user whom a role of this name is given to."""
    made = play.task("infino_user", {"name": user, "password": PASSWORD, "roles": [user]})["resource"]
    return {"api_access_key": made["access_key"], "api_secret_key": made["secret_key"]}


RECORDS = [{"_id": "a", "path": "/", "ip": "192.0.2.1", "cookie": "c", "hits": 3}]


def test_a_right_that_a_role_lacks_is_refused(play):
    play.task("infino_dataset", {"name": "web"})
    read = {"resource_type": "record", "actions": ["read"], "resources": ["web"]}
    play.task("infino_role", {"name": "reader", "permissions": [read]})
    reader = signed_by(play, "reader")
    refused = play.task("infino_records", {"dataset": "web", "records": RECORDS, **reader})
    assert "HTTP 403: no permission for record.write on [web]; it may not do this" in refused["msg"]
    assert "HTTP 403" in play.task("infino_dataset", {"name": "other", **reader})["msg"]
    assert "HTTP 403" in play.task("infino_role", {"name": "reader", **reader})["msg"]
    assert "HTTP 403" in play.task("infino_dataset_info", {"name": "web", **reader})["msg"]
    assert play.task("infino_dataset_info", reader)["resources"] == []
    assert not play.task("infino_query", {"sql": "SELECT * FROM web", **reader}).get("failed")


@pytest.mark.parametrize("ask", [{"sql": "SELECT * FROM web"}, {"dsl": {}, "dataset": "web"}])
def test_masked_fields_are_not_seen(play, ask):
    play.task("infino_dataset", {"name": "web"})
    play.task("infino_records", {"dataset": "web", "records": RECORDS})
    fields = {"deny": ["cookie"], "mask": {"ip": "redact", "hits": "remove"}}
    read = {"resource_type": "record", "actions": ["read"], "resources": ["w*"], "fields": fields}
    play.task("infino_role", {"name": "reader", "permissions": [read]})
    reader = signed_by(play, "reader")
    (row,) = play.task("infino_query", {**ask, **reader})["rows"]
    assert (row["path"], row["ip"], row.get("cookie"), row.get("hits")) == ("/", "***", None, None)
    (row,) = play.task("infino_query", ask)["rows"]
    assert (row["ip"], row["hits"]) == ("192.0.2.1", 3)


def test_what_is_masked_cannot_be_searched_for(play):
    play.task("infino_dataset", {"name": "web"})
    play.task("infino_records", {"dataset": "web", "records": RECORDS})
    read = {"resource_type": "record", "actions": ["read"], "resources": ["*"], "fields": {"allow": ["path"]}}
    play.task("infino_role", {"name": "reader", "permissions": [read]})
    dsl = {"query": {"term": {"ip": "192.0.2.1"}}}
    found = play.task("infino_query", {"dsl": dsl, "dataset": "web", **signed_by(play, "reader")})
    assert found["total"] == 0
