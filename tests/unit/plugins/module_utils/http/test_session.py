# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""One request: when it is sent again, where it may be sent on to, and what an error says."""

from __future__ import annotations

import pytest
import requests

from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import (
    ApiError,
    Conflict,
    Denied,
    NotFound,
    NotTheApi,
    Uncertain,
    Unreachable,
)
from ansible_collections.opsweave.platform.plugins.module_utils.http.session import encode

from .replies import LOST, OK, REFUSED, answer, busy, moved, session


@pytest.mark.parametrize(
    ("method", "safe", "replies", "pauses"),
    [
        ("GET", None, [LOST, busy(502), OK], [0.5, 1.0]),
        ("PUT", None, [LOST, OK], [0.5]),
        ("DELETE", None, [busy(504), OK], [0.5]),
        ("GET", None, [busy(503, "7"), OK], [7.0]),
        ("GET", None, [busy(503, "Thu, 01 Jan 1970 00:00:09 GMT"), OK], [9.0]),
        ("GET", None, [busy(429, "99999"), OK], [30.0]),
        ("GET", None, [busy(429, "nonsense"), OK], [0.5]),
        ("POST", None, [REFUSED, busy(429), OK], [0.5, 1.0]),
        ("POST", True, [LOST, busy(504), OK], [0.5, 1.0]),
    ],
)
def test_tries_again(method, safe, replies, pauses):
    http = session(*replies)
    assert http.request(method, "/x", safe=safe) == {"fine": True}
    assert http.pauses == pauses
    assert len(http.journal) == len(http.asked) == len(replies)


def test_work_that_is_long_is_given_time():
    http = session(OK, OK, OK)
    for patience in (0, 10, 900):
        http.request("GET", "/x", patience=patience)
    assert [how["timeout"] for _method, _url, how in http.asked] == [60, 60, 900]


def called(reply):
    """A name that is the same in each process that collects the tests."""
    return str(getattr(reply, "status_code", type(reply).__name__))


@pytest.mark.parametrize("reply", [LOST, busy(502), busy(503, "1"), requests.ReadTimeout("secret")], ids=called)
@pytest.mark.parametrize(("method", "safe"), [("POST", None), ("PATCH", None), ("PUT", False)])
def test_a_write_that_may_have_been_done_is_not_repeated(reply, method, safe):
    http = session(reply)
    with pytest.raises(Uncertain) as caught:
        http.request(method, "/x", safe=safe)
    assert not http.pauses and "secret" not in str(caught.value)


KINDS = (requests.exceptions.SSLError, requests.exceptions.MissingSchema, ValueError, OSError)
BROKEN = [kind("secret") for kind in KINDS]


@pytest.mark.parametrize("reply", [*BROKEN, answer(500, "no"), answer(200, "<html>")], ids=lambda r: type(r).__name__)
def test_what_time_does_not_heal_is_not_repeated(reply):
    http = session(reply)
    with pytest.raises(ApiError) as caught:
        http.request("GET", "/x")
    assert "secret" not in str(caught.value) and not http.pauses


def test_gives_up():
    with pytest.raises(Unreachable, match=r"GET /x at https://test: no connection; .* \(try 2 of 2\)"):
        session(REFUSED, REFUSED, retries=1).request("GET", "/x?token=secret")
    with pytest.raises(Unreachable) as caught:
        session(busy(503), busy(503), retries=1).request("GET", "/x?token=secret")
    assert str(caught.value) == "GET /x was answered with HTTP 503 (try 2 of 2)"


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (400, ApiError, "POST /x was answered with HTTP 400: no such thing"),
        (401, Denied, "check the credential"),
        (403, Denied, "it may not do this"),
        (404, NotFound, "404"),
        (409, Conflict, "409"),
        (412, Conflict, "412"),
        (500, ApiError, "500"),
    ],
)
def test_a_refusal_is_told_in_the_servers_words(status, kind, words):
    reply = answer(status, {"why": "no such thing"})
    with pytest.raises(kind, match=words) as caught:
        session(reply, explain=lambda body: body["why"]).request("POST", "/x")
    assert (caught.value.status, caught.value.body) == (status, {"why": "no such thing"})


def test_a_long_refusal_is_cut():
    with pytest.raises(ApiError) as caught:
        session(answer(400, "x" * 2000)).request("GET", "/x")
    assert len(str(caught.value)) < 600


def test_another_service_is_told_apart():
    with pytest.raises(NotTheApi, match="GET /x was answered with text/html instead of JSON; is api_url right?"):
        session(answer(200, "<html>log in")).request("GET", "/x?secret")
    assert session(answer(204, "")).request("DELETE", "/x") is None


def test_redirects_stay_at_home_and_are_for_reading():
    assert session(moved("/y"), moved("z"), OK).request("GET", "/x") == {"fine": True}
    for method, target in (
        ("GET", "https://other/x"), ("GET", "http://test/x"), ("GET", "https://test:444/x"),
        ("POST", "/y"), ("GET", "/x"), ("GET", ""),
    ):  # fmt: skip
        http = session(moved(target))
        with pytest.raises(ApiError, match="redirected"):
            http.request(method, "/x", safe=True)
        assert len(http.asked) == 1
    with pytest.raises(ApiError, match="redirected"):
        session(*(moved(f"/{n}") for n in range(9))).request("GET", "/x")


def test_what_goes_with_each_request():
    http = session(OK, verify="/ca.pem", cert=("c", "k"), headers={"X-Mine": "1"}, timeout=7)
    http.request("POST", "/x", {"a": 1}, headers={"X-More": "2"})
    method, url, how = http.asked[0]
    assert (method, url, how["data"]) == ("POST", "https://test/x", b'{"a": 1}')
    assert (how["verify"], how["cert"], how["allow_redirects"], how["timeout"]) == ("/ca.pem", ("c", "k"), False, 7)
    assert how["headers"] == {"Content-Type": "application/json", "X-Mine": "1", "X-More": "2"}


def test_the_journal_tells_method_path_status_and_try_but_no_query():
    http = session(busy(503), OK)
    http.request("GET", "/x?name=secret")
    assert [line.split(", ")[0] for line in http.journal] == ["GET /x: 503", "GET /x: 200"]
    assert [line.split(", ")[2] for line in http.journal] == ["try 1 of 4", "try 2 of 4"]


def test_proxies(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy")
    monkeypatch.setenv("NO_PROXY", "internal")
    assert session().proxies("https://test/x")["https"] == "http://proxy"
    assert session().proxies("https://internal/x") == {}
    assert session(proxy="http://mine").proxies("https://internal/x")["https"] == "http://mine"


def test_nan_is_refused_rather_than_sent():
    with pytest.raises(ValueError):
        encode({"a": float("nan")})
    assert encode({"a": "€"}) == b'{"a": "\\u20ac"}'


class Renewing:
    """An authentication that logs in before a request and once more after a refusal."""

    def __init__(self, willing=True):
        self.prepared = self.renewed = 0
        self.willing = willing

    def __call__(self, request):
        return request

    def prepare(self, session):
        self.prepared += 1

    def renew(self, session, error):
        self.renewed += 1
        return self.willing


def test_an_expired_login_is_renewed_once():
    auth = Renewing()
    assert session(answer(401), OK, auth=auth).request("POST", "/x") == {"fine": True}
    assert (auth.prepared, auth.renewed) == (1, 1)
    with pytest.raises(Denied):
        session(answer(401), answer(401), auth=auth).request("GET", "/x")
    assert auth.renewed == 2
    with pytest.raises(Denied):
        session(answer(403), auth=Renewing(willing=False)).request("GET", "/x")
    quiet = Renewing()
    with pytest.raises(Denied):
        session(answer(401), auth=quiet).request("POST", "/login", login=True)
    assert (quiet.prepared, quiet.renewed) == (0, 0)
