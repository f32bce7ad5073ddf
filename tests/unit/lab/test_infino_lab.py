# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The Infino stand-in as a whole: who may ask, what is where, how it begins anew."""

from __future__ import annotations

import time
from typing import Any

import pytest
import requests

from tests.lab.infino.lab import InfinoLab

from .infino_client import BASE, Botocore, Client, with_pages


@pytest.fixture
def client() -> Client:
    return Client()


def test_ping(client: Client) -> None:
    assert client("GET", "/") == {"version": "2025-06-30"}
    assert Client(variant={"ping": "status"})("GET", "/")["status"] == "ok"


@pytest.mark.parametrize(
    "auth",
    [
        lambda request: request,
        Botocore(key="IAK_NOBODY"),
        Botocore(secret="another"),
        Botocore(signed=f"{BASE}/other"),
        Botocore(at=time.time() - 1000),
        Botocore(at=time.time() + 1000),
    ],
)
def test_refuses_who_did_not_sign(client: Client, auth: Any) -> None:
    got = client.raw("PUT", "/web", auth=auth)
    assert (got.status_code, got.json()["error"]) == (401, {"type": "unauthorized", "reason": "Invalid signature"})
    assert client.lab.refused
    assert client("GET", "/metadata") == []


def test_refuses_a_body_that_was_not_signed(client: Client) -> None:
    def swap(request: requests.PreparedRequest) -> requests.PreparedRequest:
        Botocore()(request)
        request.body = b'{"query": "SELECT 2"}'
        return request

    assert client.raw("GET", "/sql", {"query": "SELECT 1"}, auth=swap).status_code == 401


def test_a_signature_some_minutes_old_is_good_for_a_retry(client: Client) -> None:
    assert client.raw("GET", "/", auth=Botocore(at=time.time() - 600)).status_code == 200


def test_other_users_sign_with_their_own_keys() -> None:
    client = Client(users={"IAK_OTHER": "s2"})
    assert client.raw("GET", "/", auth=Botocore("IAK_OTHER", "s2")).status_code == 200


def test_limit_and_offset_of_listings_may_be_unsigned_and_nothing_else_may(client: Client) -> None:
    for path in ("/visualizations", "/dashboards"):
        assert client.raw("GET", f"{path}?limit=5&offset=0", auth=Botocore(signed=BASE + path)).status_code == 200
        assert client.raw("GET", f"{path}?limit=5&offset=0").status_code == 200
    assert client.raw("GET", "/metadata?x=1", auth=Botocore(signed=BASE + "/metadata")).status_code == 401
    strict = Client(strict=True)
    assert strict.raw("GET", "/dashboards?limit=5", auth=Botocore(signed=BASE + "/dashboards")).status_code == 401
    assert strict.raw("GET", "/dashboards?limit=5&offset=1").status_code == 200


@pytest.mark.parametrize("name", ["a b", "a@b.c", "ä", "a%20b"])
def test_an_id_in_a_path_is_found_however_a_client_signs_it(name: str) -> None:
    web = with_pages()
    web.bulk("web", {name: {"path": "x"}})
    assert web("GET", f"/web/doc/{requests.utils.quote(name, safe='')}")["_id"] == name


def test_unknown_paths_and_methods_are_told_apart(client: Client) -> None:
    assert client.refusal("GET", "/a/b/c/d", status=404).startswith("NotFound")
    assert client.refusal("DELETE", "/sql/", status=404).startswith("NotFound")
    assert client.refusal("POST", "/metadata", status=405).startswith("MethodNotAllowed")


def test_a_variant_that_the_lab_does_not_know_is_a_mistake() -> None:
    for variant in ({"sql": "Z"}, {"nothing": "A"}):
        with pytest.raises(ValueError, match="the lab plays"):
            InfinoLab(variant=variant)


def test_seeded_and_reset(client: Client) -> None:
    client.lab.seed()
    assert client.lab.writes == []
    panel = client("GET", "/dashboards")["items"][0]["attributes"]["panels"][0]
    chart = client("GET", f"/visualizations/{panel['viz_id']}")["attributes"]
    assert int(client("GET", f"/{chart['source']['index']}/metadata")["docs.count"]) == 4
    client.lab.reset()
    assert client("GET", "/metadata") == client("GET", "/dashboards")["items"] == []
