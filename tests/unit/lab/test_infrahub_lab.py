# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The Infrahub stand-in: credentials, stored queries, what any request may meet."""

from __future__ import annotations

import pytest

from .infrahub_client import Client, boxed, make_branch


@pytest.fixture
def client():
    return Client()


@pytest.fixture(name="boxed")
def boxed_client():
    return boxed()


def test_anonymous_reads_and_does_not_write(client):
    client.headers = {}
    assert client.data("{ BuiltinTag { count } }") == {"BuiltinTag": {"count": 0}}
    reply = client.call(
        "POST", "/graphql/main", json={"query": 'mutation { BuiltinTagCreate(data: {name: {value: "a"}}) { ok } }'}
    )
    assert reply.status_code == 401
    assert reply.json()["errors"][0] == {
        "message": "Authentication is required to perform this operation",
        "extensions": {"code": "AUTHENTICATION_REQUIRED", "http_status": 401, "data": {}},
    }
    assert client.lab.writes == []


def test_a_wrong_token_is_refused_everywhere(client):
    client.headers = {"X-INFRAHUB-KEY": "wrong"}
    for path, code in (("/graphql/main", "AUTHENTICATION_REQUIRED"), ("/api/schema/check", 401)):
        reply = client.call("POST", path, json={"query": "{ InfrahubInfo { version } }"})
        assert (reply.status_code, reply.json()["errors"][0]["message"]) == (401, "Invalid token")
        assert reply.json()["errors"][0]["extensions"]["code"] == code


def test_login_refresh_logout_and_expiry(client):
    now = [1000.0]
    client.lab.clock = lambda: now[0]
    tokens = client.call("POST", "/api/auth/login", {}, json={"username": "admin", "password": "infrahub"}).json()
    client.headers = {"Authorization": f"Bearer {tokens['access_token']}"}
    assert client.tag("by jwt")
    now[0] += 3601
    late = client.call("POST", "/graphql/main", json={"query": "{ InfrahubInfo { version } }"})
    assert (late.status_code, late.json()["errors"][0]["message"]) == (401, "Expired Signature")
    assert late.json()["errors"][0]["extensions"]["code"] == "TOKEN_EXPIRED"
    again = client.call("POST", "/api/auth/refresh", {"Authorization": f"Bearer {tokens['refresh_token']}"})
    client.headers = {"Authorization": f"Bearer {again.json()['access_token']}"}
    assert client.call("POST", "/api/auth/logout").status_code == 200
    gone = client.call("POST", "/api/auth/refresh", {"Authorization": f"Bearer {tokens['refresh_token']}"})
    assert gone.json()["errors"][0]["message"] == "The provided refresh token has been invalidated in the database"
    assert client.data("{ InfrahubInfo { version } }")["InfrahubInfo"]["version"] == "1.11.9"


@pytest.mark.parametrize(
    "body, status, message",
    [
        ({"username": "admin", "password": "bad"}, 401, "Incorrect password"),
        ({"username": "nobody", "password": "bad"}, 404, "That login user doesn't exist in the system"),
    ],
)
def test_a_login_that_fails(client, body, status, message):
    reply = client.call("POST", "/api/auth/login", {}, json=body)
    assert (reply.status_code, reply.json()["errors"][0]["message"]) == (status, message)


def test_stored_queries(client):
    client.tag("red")
    client.data(
        'mutation ($q: String) { CoreGraphQLQueryCreate(data: {name: {value: "q"}, query: {value: $q}}) { ok } }',
        q="query Q($n: String) { BuiltinTag(name__value: $n) { count edges { node { id } } } }",
    )
    for reply in (
        client.call("POST", "/api/query/q?branch=main&update_group=true", json={"variables": {"n": "red"}}),
        client.call("GET", "/api/query/q?n=red"),
    ):
        assert reply.json()["data"]["BuiltinTag"]["count"] == 1
    group = client.data("{ CoreGraphQLQueryGroup { edges { node { members { count } parameters { value } } } } }")[
        "CoreGraphQLQueryGroup"
    ]
    assert group["edges"] == [{"node": {"members": {"count": 1}, "parameters": {"value": {"n": "red"}}}}]
    assert client.call("GET", "/api/query/nope").status_code == 404
    bad = client.error(
        'mutation { CoreGraphQLQueryCreate(data: {name: {value: "b"}, query: {value: "{ Nope }"}}) { ok } }'
    )
    assert bad[0].startswith("Query is not valid, [GraphQLError(\"Cannot query field 'Nope'")


def test_reset_forgets_everything(boxed):
    make_branch(boxed, "work")
    boxed.call("POST", "/_lab/reset")
    assert boxed.data("{ Branch { name } BuiltinTag { count } }") == {
        "Branch": [{"name": "main"}],
        "BuiltinTag": {"count": 0},
    }
    assert boxed.error("{ TestBox { count } }")[0].startswith("Cannot query field 'TestBox'")
    assert boxed.lab.writes == []


def test_unknown_paths_and_bodies(client):
    nope = client.call("GET", "/api/nope")
    assert (nope.status_code, nope.json()["errors"][0]["message"]) == (
        404,
        "The requested endpoint /api/nope does not exist",
    )
    for body, message in (
        ("{nope", "Request body is not a valid JSON"),
        ("[]", "This server does not support batching"),
    ):
        reply = client.call("POST", "/graphql/main", {**client.headers, "content-type": "application/json"}, data=body)
        assert (reply.status_code, reply.json()) == (400, {"errors": [message]})
