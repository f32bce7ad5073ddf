# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What is declared once lives in both eras: over REST, over ConnectRPC, or over whichever the server has."""

from __future__ import annotations

import json

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.core.spec import Field
from ansible_collections.opsweave.platform.plugins.module_utils.ironflow.eras import NEWEST, Span
from ansible_collections.opsweave.platform.plugins.module_utils.ironflow.messages import Form, camel, snake, words

from .server import NEW, OLD, Server, each_era

SCHEMA = {"event_name": "order.paid", "version": 2, "schema": {"type": "object", "required": ["number"]}}


@each_era
def test_a_schema_in_each_era(version):
    server = Server(version)
    assert server.done("event_schema", check_mode=True, **SCHEMA)["operation"] == "create"
    assert server.done("event_schema", **SCHEMA)["operation"] == "create"
    assert server.done("event_schema", **SCHEMA)["operation"] == "none"
    changed = server.done("event_schema", **{**SCHEMA, "schema": {"type": "object"}})
    assert (changed["operation"], changed["diff"]["after"]["schema"]) == ("update", {"type": "object"})
    found = server.done("event_schema_info", event_name="order.paid")["resources"]
    assert [(one["version"], one["schema"]) for one in found] == [(2, {"type": "object"})]
    assert server.done("event_schema", event_name="order.paid", version=2, state="absent")["operation"] == "delete"
    assert server.done("event_schema", event_name="order.paid", version=2, state="absent")["operation"] == "none"


@pytest.mark.parametrize(("version", "path"), [(OLD, "/api/v1/events/schemas"), (NEW, "EventSchemaService/Register")])
def test_a_schema_travels_as_the_era_wants(version, path):
    server = Server(version)
    server.done("event_schema", **SCHEMA)
    data = next(data for _method, sent, _headers, data in server.sent if path in sent and data)
    body = json.loads(data)
    assert json.loads(body.get("schema_json") or body["schemaJson"]) == SCHEMA["schema"]


def test_more_schemas_than_fit_on_a_page():
    for version in (OLD, NEW):
        server = Server(version)
        for number in range(1, 212):
            server.done("event_schema", event_name="order.paid", version=number, schema={"title": str(number)})
        found = server.done("event_schema_info")["resources"]
        assert sorted(one["version"] for one in found) == list(range(1, 212))


@pytest.mark.parametrize("check_mode", [True, False])
def test_a_field_that_the_server_would_pass_over(check_mode):
    server = Server("0.48.0")
    told = server.refused("project", check_mode, name="shop", description="All that is sold")
    assert told == "project: description: Ironflow has it from 0.49 on, and this server is 0.48; leave it out"
    assert server.done("project", name="shop")["resource"]["name"] == "shop"


def test_two_projects_of_one_name():
    server = Server()
    ids = [server.done("project", name=name)["resource"]["id"] for name in ("shop", "store")]
    server.done("project", id=ids[1], name="shop")
    assert all(one in server.refused("project", name="shop", state="absent") for one in ids)
    assert server.done("project", id=ids[0], state="absent")["operation"] == "delete"


def test_a_group_that_is_paused_from_the_start():
    server = Server()
    made = server.done("consumer_group", name="billing", pattern="events:order.*", status="paused")
    assert made["resource"]["status"] == "paused"
    assert not server.done("consumer_group", name="billing", status="paused")["changed"]
    assert [one["status"] for one in server.done("consumer_group_info", namespace="default")["resources"]] == ["paused"]


def test_a_change_names_only_what_changes():
    server = Server()
    server.done("consumer_group", name="billing", pattern="events:order.*", max_inflight=7)
    server.done("consumer_group", name="billing", redeliver_delay_ms=100)
    sent = json.loads(server.sent[-1][3])
    assert sent == {
        "group": {"namespace": "default", "name": "billing", "redeliverDelayMs": 100},
        "updateMask": "redeliverDelayMs",
    }


def test_spans():
    assert Span((0, 36)).covers((0, 36, 0)) and not Span((0, 36)).covers((0, 35, 9))
    assert Span(until=(0, 43, 1)).covers((0, 43, 7)) and not Span(until=(0, 43, 1)).covers((0, 44, 0))
    assert Span(until=(0, 43)).why_not(NEWEST) == "Ironflow has it up to 0.43, and this server is newer"


def test_names():
    assert (camel("max_redeliveries"), snake("maxRedeliveries"), snake("natsSeq")) == (
        "maxRedeliveries", "max_redeliveries", "nats_seq",
    )  # fmt: skip
    assert words({"runId": "r", "inputValue": [{"aB": 1}], "error": {"retryAfterMs": "5"}}) == {
        "run_id": "r", "input_value": [{"aB": 1}], "error": {"retry_after_ms": "5"},
    }  # fmt: skip


def test_what_a_message_leaves_out_is_zero():
    form = Form((Field("count", "int"), Field("name"), Field("made_at", computed=True), Field("kind", choices=("a",))),
                {"kind": "KIND_"})  # fmt: skip
    assert form.read({}) == {"count": 0, "name": "", "made_at": None, "kind": None}
    assert form.read({"count": "12", "kind": "KIND_A"}) == {"count": 12, "name": "", "made_at": None, "kind": "a"}
    assert form.sent({"count": None, "kind": "a"}) == {"count": 0, "kind": "KIND_A"}
