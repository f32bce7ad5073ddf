# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Events in both eras: which form is chosen, what is refused, and what happens when the answer is lost."""

from __future__ import annotations

import json

import pytest
import requests

from tests.lab.ironflow.areas.events import Events
from tests.lab.ironflow.table import Table

from .server import NEW, OLD, Server, each_era

REST, RPC = ("POST", "/api/v1/events"), ("POST", "/ironflow.v1.IronflowService/Emit")
CAPABILITIES = ("GET", "/api/v1/capabilities")
SENT = {"name": "site.changed", "data": {"sites": ["fra"], "count": 2}, "metadata": {"by": "test"}}


def emitted(server):
    return [(event.name, event.data, event.metadata) for event in server.lab.room(Events).all]


@each_era
def test_the_form_of_the_era(version):
    server = Server(version)
    form = REST if version < "0.36" else RPC
    first = server.done("event", **SENT)
    assert server.requests() == [CAPABILITIES, form]
    second = server.done("event", **SENT)
    assert server.requests() == [form], "the version is known in the run"
    assert first["changed"] and second["changed"] and first["event_id"] != second["event_id"]
    assert (second["run_ids"], emitted(server)) == ([], [tuple(SENT.values())] * 2)
    assert second["invocation"]["module_args"]["data"] == "VALUE_IS_CONCEALED"


@each_era
def test_check_mode_sends_nothing(version):
    server = Server(version)
    foretold = server.done("event", check_mode=True, **SENT)
    assert (foretold["changed"], foretold["event_id"], foretold["run_ids"]) == (True, None, [])
    assert (server.requests(), emitted(server)) == ([], [])


@pytest.mark.parametrize("check_mode", [True, False])
@pytest.mark.parametrize(
    ("version", "args", "said"),
    [
        (OLD, {"idempotency_key": "k"}, "Ironflow has it from 0.36 on, and this server is 0.33.1; leave it out"),
        ("0.35.0", {"idempotency_key": "k"}, "and this server is 0.35"),
        (OLD, {"version": 2}, "version: Ironflow has it from 0.34 on, and this server is 0.33"),
        (NEW, {"data": {"x": float("inf")}}, "event site.changed: data holds a number that JSON does not have"),
    ],
)
def test_what_the_server_would_leave_out(check_mode, version, args, said):
    assert said in Server(version).refused("event", check_mode=check_mode, **{**SENT, **args})


@pytest.mark.parametrize("version", ["0.34.0", "0.36.0"])
def test_a_version_of_the_events_schema(version):
    server = Server(version)
    server.done("event", name="e", version=3)
    assert [event.version for event in server.lab.room(Events).all] == [3]


def test_the_same_key_is_the_same_event():
    server = Server()
    first, second = (server.done("event", name="e", idempotency_key="k") for _skip in range(2))
    assert first["event_id"] == second["event_id"] and len(emitted(server)) == 1


@pytest.mark.parametrize("action", ["drop_after", "truncate", "delay"])
@pytest.mark.parametrize("version", [OLD, NEW])
def test_a_lost_answer_without_a_key(version, action):
    server = Server(version)
    server.fault(action, method="POST", seconds=99)
    result = server.task("event", **SENT)
    assert result["failed"] and result["msg"].startswith("event site.changed may have been sent: POST /")
    assert "idempotency_key" in result["msg"]
    assert len(emitted(server)) == 1 and len(server.requests()) == 2


def test_a_lost_answer_with_a_key():
    server = Server()
    server.fault("drop_after", method="POST", times=2)
    assert server.done("event", **SENT, idempotency_key="k")["event_id"] == "evt_00000001"
    assert len(emitted(server)) == 1
    server.fault("drop_before", method="POST", times=99)
    said = server.task("event", **SENT, idempotency_key="other")["msg"]
    assert "may have been sent" in said and "the key keeps it from being sent twice" in said


def test_a_server_that_is_down_was_sent_nothing():
    server = Server()
    server.fault("drop_before", times=99)
    assert "may have been sent" not in server.refused("event", **SENT)


class Told:
    """A server that tells another version than it has."""

    def __init__(self, server, capabilities, status=200, kind="application/json"):
        self.direct, self.told = server.direct, (capabilities, status, kind)
        server.direct = self

    def __call__(self, method, url, **how):
        answer = self.direct(method, url, **how)
        if url.endswith(("/capabilities", "/health", "/Info")):
            answer = requests.Response()
            answer._content, answer.status_code, answer.headers["Content-Type"] = self.told
            answer._content = answer._content.encode()
        return answer


@pytest.mark.parametrize(("version", "told", "forms"), [(OLD, "0.53.0", [RPC]), (NEW, "0.33.1", [REST, RPC])])
def test_a_route_that_is_missing_switches_once(version, told, forms):
    server = Server(version)
    Told(server, json.dumps({"version": told}))
    server.done("event", **SENT)
    assert server.requests() == [CAPABILITIES, *forms]
    server.done("event", **SENT)
    assert server.requests() == forms[-1:], "remembered"
    assert len(emitted(server)) == 2


def test_a_server_without_rpc_although_new():
    server = Server(OLD)
    Told(server, json.dumps({"version": "0.53.0"}))
    server.lab.table = Table(server.lab.at)
    for name in [name for name in server.lab.table.operations if name.endswith("/Emit")]:
        server.lab.table.find = without(server.lab.table.find, server.lab.table.operations[name].path)
    server.done("event", **SENT)
    assert server.requests() == [CAPABILITIES, RPC, REST]
    assert "takes no idempotency_key" in server.refused("event", **SENT, idempotency_key="k")


def without(find, path):
    return lambda asked: () if asked == path else find(asked)


@pytest.mark.parametrize(
    ("told", "kind"),
    [("<html></html>", "text/html"), ("[]", "application/json"), ('{"version": "dev"}', "application/json")],
)
def test_a_server_that_does_not_tell_its_version_is_new(told, kind):
    server = Server()
    Told(server, told, kind=kind)
    server.done("event", **SENT)
    paths = [path for _method, path in server.requests()]
    assert paths == ["/api/v1/capabilities", "/health", "/ironflow.v1.IronflowService/Info", RPC[1]]


def test_a_login_page_instead():
    server = Server()
    server.fault("login_page", times=99)
    said = server.refused("event", **SENT)
    assert "text/html instead of JSON" in said and "may have been sent" not in said


def test_a_login_page_is_what_is_told_where_the_server_is_known():
    server = Server()
    server.fault("login_page", method="POST")
    assert "Emit was answered with text/html" in server.refused("event", **SENT)
    assert server.requests() == [CAPABILITIES, RPC]
    server.done("event", **SENT)
    assert server.requests() == [RPC], "nothing was learnt from it"


@pytest.mark.parametrize("version", [OLD, NEW])
def test_a_refusal_is_no_missing_route(version):
    server = Server(version)
    server.fault("status", status=403, method="POST")
    assert "HTTP 403" in server.refused("event", **SENT)
    assert len(server.requests()) == 2


def test_half_an_answer_does_not_switch():
    server = Server(OLD)
    direct = server.direct

    def cut(method, url, **how):
        answer = direct(method, url, **how)
        if method == "POST":
            answer._content = answer.content[:9]
        return answer

    server.direct = cut
    said = server.task("event", **SENT)["msg"]
    assert "may have been sent" in said and len(emitted(server)) == 1
