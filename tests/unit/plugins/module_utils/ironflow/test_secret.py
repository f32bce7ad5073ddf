# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Secrets: written without being seen, in the environment that is meant, in both eras."""

from __future__ import annotations

import pytest

from tests.lab.ironflow.areas.secrets import Secrets
from tests.lab.ironflow.table import Table

from .server import NEW, OLD, Server, each_era

DB = {"name": "db", "value": "open-sesame", "description": "Orders"}


def kept(server, environment="env_default"):
    return {name: (one.value, one.description) for name, one in server.lab.room(Secrets, environment).named.items()}


@each_era
def test_life(version):
    server = Server(version)
    made = server.done("secret", **DB)
    assert (made["operation"], made["requests"], kept(server)) == ("create", 2, {"db": ("open-sesame", "Orders")})
    assert made["resource"] | {"created_at": "", "updated_at": ""} == {
        "name": "db", "description": "Orders", "revision": 1, "created_at": "", "updated_at": ""
    }  # fmt: skip
    other = {**DB, "value": "close-sesame"}
    assert server.done("secret", **other)["requests"] == 1, "the value is not compared"
    told = server.done("secret", **{**other, "description": ""})
    assert (told["operation"], server.sent[-1][0], kept(server)) == ("update", "PATCH", {"db": ("open-sesame", "")})
    always = server.done("secret", name="db", value="close-sesame", update_secret="always")
    assert (always["operation"], always["diff"]["before"]) == ("update", always["diff"]["after"])
    assert kept(server) == {"db": ("close-sesame", "")}
    assert "open-sesame" not in str(always) and "close-sesame" not in str(always)
    assert [item["name"] for item in server.done("secret_info")["resources"]] == ["db"]
    assert server.done("secret_info", name="db")["resources"][0]["revision"] == 3
    assert server.done("secret", name="db", state="absent")["operation"] == "delete"
    assert server.done("secret", name="db", state="absent")["operation"] == "none"


def test_a_new_value_keeps_the_description():
    server = Server()
    server.done("secret", **DB)
    server.done("secret", name="db", value="close-sesame", update_secret="always")
    assert kept(server) == {"db": ("close-sesame", "Orders")}


@each_era
def test_without_an_environment_the_usual_one_is_meant(version):
    server = Server(version)
    server.done("secret", **DB)
    headers = server.sent[0][2]
    assert headers["X-Ironflow-Environment"] == "current"
    assert headers["X-Ironflow-Environment-ID"] == "env_default"


@each_era
def test_the_environment_that_is_named(version):
    server = Server(version, api_environment="env_staging")
    server.done("secret", **DB)
    assert kept(server, "env_staging") and not kept(server)


@pytest.mark.parametrize("version", [OLD, "0.49.0"])
def test_an_old_key_that_is_bound_decides(version):
    server = Server(version)
    server.bound("env_staging")
    assert server.done("secret", **DB)["requests"] == 2
    assert kept(server, "env_staging")


def test_a_new_key_that_is_bound_elsewhere():
    server = Server()
    server.bound("env_staging")
    assert "give its id as api_environment" in server.refused("secret", **DB)
    server.connection["api_environment"] = "env_staging"
    server.done("secret", **DB)
    assert kept(server, "env_staging")


def test_a_new_server_on_which_the_key_may_decide():
    server = Server()
    server.bound("env_staging")
    server.lab.table = Table(server.lab.at)
    for operation in server.lab.table.operations.values():
        operation.headers.pop("x-ironflow-environment-id", None) if "/secrets" in operation.path else None
    done = server.done("secret", **DB)
    assert done["requests"] == 3, "refused once, then left to the key"
    assert kept(server, "env_staging")


@pytest.mark.parametrize("state", ["present", "absent"])
def test_an_environment_that_is_not_there(state):
    server = Server(api_environment="env_none")
    assert "there is no environment env_none" in server.refused("secret", **DB, state=state)


def test_needs_a_value_to_be_created():
    assert "secret db does not exist yet; give value to create it" in Server().refused("secret", name="db")


def test_somebody_else_created_it_meanwhile():
    server = Server()

    def between(method, path):
        if method == "POST" and path == "/api/v1/secrets":
            server.between = lambda method, path: None
            how = {"headers": {"Authorization": f"Bearer {server.connection['api_key']}",
                               "X-Ironflow-Environment-ID": "env_default"}}  # fmt: skip
            server.direct("POST", "http://localhost/api/v1/secrets", json={"name": "db", "value": "theirs"}, **how)
            server.lab.writes.clear()

    server.between = between
    said = server.refused("secret", name="db", value="mine-mine")
    assert said == "secret db was created by somebody else meanwhile; run the task again"
    assert kept(server) == {"db": ("theirs", "")}


@pytest.mark.parametrize("action", ["drop_after", "truncate"])
def test_a_new_value_whose_answer_is_lost_is_written_once(action):
    server = Server()
    server.done("secret", **DB)
    server.fault(action, method="PUT")
    done = server.done("secret", name="db", value="close-sesame", update_secret="always")
    assert [method for method, _path in server.requests()] == ["GET", "PUT", "GET"]
    assert (done["resource"]["revision"], kept(server)) == (2, {"db": ("close-sesame", "Orders")})


def test_a_new_value_that_did_not_arrive_is_written_again():
    server = Server()
    server.done("secret", **DB)
    server.fault("drop_before", method="PUT")
    server.done("secret", name="db", value="close-sesame", update_secret="always")
    assert [method for method, _path in server.requests()] == ["GET", "PUT", "GET", "PUT"]
    assert kept(server) == {"db": ("close-sesame", "Orders")}


def test_birth_whose_answer_is_lost():
    server = Server()
    server.fault("drop_after", method="POST")
    assert server.done("secret", **DB)["resource"]["revision"] == 1
    assert server.lab.writes == ["secrets_create db"]


def test_a_list_in_another_shape():
    server = Server(NEW)
    server.done("secret", **DB)
    direct = server.direct

    def wrapped(method, url, **how):
        answer = direct(method, url, **how)
        if url.endswith("/secrets"):
            answer._content = b'{"secrets": ' + answer.content + b"}"
        return answer

    server.direct = wrapped
    assert [item["name"] for item in server.done("secret_info")["resources"]] == ["db"]
