# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the engine of the stand-in brings about for whoever runs a server: debounce, breakers, capacity, flow."""

from __future__ import annotations

import pytest

from tests.unit.lab.ironflow_client import EMIT, NEW, OLD, Client

RPC = "/ironflow.v1.IronflowService/"
PLATFORM = {"Authorization": "Bearer ifplatform_0123456789abcdef0123456789abcdef"}


@pytest.fixture(params=[OLD, NEW])
def client(request):
    return Client(request.param)


def emit(client, event, **data):
    if client.lab.at < (0, 36):
        return client("POST", "/api/v1/events", {"name": event, "data": data}, 200).json()["run_ids"]
    return client("POST", EMIT, {"event": event, "data": data}, 200).json().get("runIds", [])


def register(client, id_, event, **more):
    client("POST", f"{RPC}RegisterFunction", {"id": id_, "triggers": [{"event": event}], **more}, 200)


def runs(client):
    return client("POST", f"{RPC}ListRuns", {}, 200).json().get("runs", [])


def test_a_debounced_function_runs_once_for_many_events(client):
    register(client, "sum", "paid", debounce={"periodMs": 5000, "key": "data.customer"})
    for number in range(3):
        assert emit(client, "paid", customer="ada", number=number) == []
        client.now += 4
    emit(client, "paid", customer="bob")
    entries = client("GET", "/api/v1/debounce/entries", status=200).json()
    assert [one["debounce_key"] for one in entries] == ["ada", "bob"] and runs(client) == []
    client.now += 1.5
    assert [one["input"]["number"] for one in runs(client)] == [2]
    assert [one["debounce_key"] for one in client("GET", "/api/v1/debounce/entries").json()] == ["bob"]


def test_what_is_called_where_nobody_is(client):
    push = {"preferredMode": "EXECUTION_MODE_PUSH", "endpointUrl": "https://shop.invalid/charge"}
    register(client, "charge", "paid", **push)
    for number in range(1, 6):
        emit(client, "paid")
        breaker = client("GET", "/api/v1/circuit-breakers").json()[0]
        assert breaker["consecutive_fails"] == number
    assert breaker["state"] == "open"
    key = breaker["key"].replace("/", "%2F")
    assert client("POST", f"/api/v1/circuit-breakers/{key}/reset", status=200).json()["state"] == "closed"
    client("POST", "/api/v1/circuit-breakers/other/reset", status=404)


def test_what_a_server_is_busy_with(client):
    register(client, "charge", "paid", concurrency={"limit": 2})
    for _time in range(3):
        emit(client, "paid")
    assert client("POST", f"{RPC}Info", {}, 200).json()["activeRuns"] == 3
    client("GET", "/api/v1/capacity/stats", status=403)
    stats = client("GET", "/api/v1/capacity/stats", headers=PLATFORM, status=200).json()
    assert [(one["active_leases"], one["queued"], one["lane_limit"]) for one in stats] == [(2, 1, 2)]


def test_what_leads_to_what(client):
    register(client, "charge", "paid")
    run = emit(client, "paid")[0]
    path = "/api/v1/events" if client.lab.at < (0, 36) else EMIT
    name = "name" if client.lab.at < (0, 36) else "event"
    for _time in range(2):
        client("POST", path, {name: "charged"}, 200, headers={"X-Ironflow-Run-ID": run})
    edges = client("GET", "/api/v1/flow/emit-edges", status=200).json()["edges"]
    assert edges == [{"event": "charged", "function_id": "charge"}]


def test_who_may_ask_as_an_organisation(client):
    org = {"X-Ironflow-Org": "org_default"}
    client("GET", "/api/v1/roles", status=403, headers=org)
    client("GET", "/api/v1/roles", status=200, headers={**org, **PLATFORM})
    client("GET", "/api/v1/roles", status=404, headers={"X-Ironflow-Org": "org_other", **PLATFORM})
    audit = client("GET", "/api/v1/platform/audit", headers=PLATFORM, status=200).json()["events"]
    assert [one["event_type"] for one in audit] == ["platform.impersonated"]
    assert audit[0]["impersonated_org_id"] == "org_default" and audit[0]["payload"] == {"path": "/api/v1/roles"}
