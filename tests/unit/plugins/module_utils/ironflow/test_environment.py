# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The environment that is meant, by its id or by its name."""

from __future__ import annotations

import json

import pytest
import requests

from tests.lab.ironflow.areas.config import Documents

from .server import NEW, Server, each_era

LISTED = [{"id": "env_default", "name": "default"}, {"id": "env_staging", "name": "staging"}]
LIST = ("GET", "/api/v1/environments")


def server(version=NEW, listed=None, status=200, **connection):
    """One that lists these environments, or refuses to."""
    made = Server(version, **connection)
    direct = made.direct

    def answer(method, url, **how):
        if not url.endswith("/environments"):
            return direct(method, url, **how)
        told = requests.Response()
        told.status_code, told._content = status, json.dumps(LISTED if listed is None else listed).encode()
        return told

    made.direct = answer
    return made


def written(made, environment):
    return list(made.lab.room(Documents, environment).named)


@each_era
@pytest.mark.parametrize(("asked", "listings"), [("staging", 1), ("env_staging", 0)])
def test_by_name_and_by_id(version, asked, listings):
    made = server(version, api_environment=asked)
    made.done("config", name="app", data={})
    assert made.requests().count(LIST) == listings
    assert written(made, "env_staging") == ["app"] and written(made, "env_default") == []
    made.done("config", name="app", data={})
    assert made.requests() == [("GET", "/api/v1/config/app")], "known in the run"


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        (LISTED, 'api_environment: there is no environment "stagin"; did you mean "staging"?'),
        (
            [{"id": "env_1", "name": "stagin"}, {"id": "env_2", "name": "stagin"}],
            "env_1, env_2 all have the name stagin",
        ),
    ],
)
def test_a_name_that_means_none_or_several(listed, said):
    made = server(listed=listed, api_environment="stagin")
    assert said in made.refused("config", name="app", data={})
    assert made.requests() == [LIST]


@pytest.mark.parametrize("status", [403, 404, 501])
def test_where_they_cannot_be_listed_it_is_sent_as_it_is(status):
    made = server("0.49.0", {"error": "no"}, status, api_environment="staging")
    made.done("config", name="app", data={})
    assert written(made, "env_staging") == ["app"]


def test_a_wrong_key_is_told_at_once():
    made = server(listed={"error": "authentication required"}, status=401, api_environment="staging")
    assert "check the credential" in made.refused("config", name="app", data={})


def test_an_id_that_is_none_is_not_taken_for_a_missing_document():
    made = Server(api_environment="env_none")
    assert "there is no environment env_none" in made.refused("config", name="app", state="absent")


def test_one_that_was_made_since_is_found():
    made = Server(api_environment="default")
    made.done("environment", name="trial")
    made.connection["api_environment"] = "trial"
    made.done("config", name="app", data={"mode": "blue"})
    (id_,) = [one for one, name in made.lab.environments.items() if name == "trial"]
    assert written(made, id_) == ["app"]
