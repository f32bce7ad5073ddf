# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Sources of webhooks: what a change keeps, when a secret is written, whose token is told, and what came in."""

from __future__ import annotations

import hmac
import json

import pytest

from tests.lab.common.direct import Direct
from tests.lab.ironflow.areas.events import Events
from tests.lab.ironflow.areas.webhooks import Sources
from tests.unit.lives.ironflow_webhooks import HUB

from .server import NEW, OLD, Server

SOURCE = {"name": "github", "event_prefix": "github"}
RPC = "/ironflow.v1.WebhookService/"


@pytest.fixture(params=[OLD, NEW])
def server(request):
    return Server(request.param)


def kept(server):
    (source,) = server.lab.room(Sources).things.values()
    return source


def post(server, token, body=b'{"type": "push", "id": "d1"}', secret="open sesame", **headers):
    signature = "sha256=" + hmac.new(secret.encode(), body, "sha256").hexdigest()
    url = f"http://localhost/api/v1/webhooks/{kept(server)['id']}?token={token}"
    return Direct(server.lab)("POST", url, data=body, headers={"X-Hub-Signature-256": signature, **headers})


def test_the_token_is_told_once(server):
    made = server.done("webhook_source", **SOURCE)["resource"]
    assert made["ingest_token"] == kept(server)["token"] and made["ingest_token"].startswith(
        made["ingest_token_prefix"]
    )
    assert server.done("webhook_source", **SOURCE)["resource"]["ingest_token"] is None
    assert server.done("webhook_source_info")["resources"][0]["ingest_token"] is None
    rotated = server.done("webhook_rotate", name="github", what="ingest_token")
    assert rotated["ingest_token"] == kept(server)["token"] != made["ingest_token"]
    assert "ingest_token" not in rotated["resource"]
    assert server.done("webhook_rotate", True, name="github", what="ingest_token")["ingest_token"] is None


def test_a_token_that_is_lost_with_the_answer(server):
    server.fault("drop_after", path="Create")
    made = server.done("webhook_source", **SOURCE)
    assert (made["operation"], made["resource"]["ingest_token"]) == ("create", None)
    assert "its ingest_token was lost with the answer; ironflow_webhook_rotate makes another" in made["warnings"][0]


def test_a_change_keeps_what_it_does_not_name(server):
    server.done("webhook_source", **SOURCE, metadata={"a": 1}, verify_header="X-Sig", verify_algorithm="hmac-sha1")
    changed = server.done("webhook_source", **SOURCE, verify_algorithm="hmac-sha256")
    body = json.loads(next(data for _method, path, _headers, data in server.sent if "Update" in path))
    assert body == {
        "id": kept(server)["id"], "name": "github", "metadata": {"a": 1}, "verifyHeader": "X-Sig",
        "verifyAlgorithm": "hmac-sha256", "expectedUpdatedAt": body["expectedUpdatedAt"],
    }  # fmt: skip
    assert changed["diff"]["after"]["metadata"] == {"a": 1}
    renamed = server.done("webhook_source", id=kept(server)["id"], name="hub")
    assert (renamed["operation"], kept(server)["name"], kept(server)["metadata"]) == ("update", "hub", {"a": 1})


def test_when_a_secret_is_written(server):
    server.done("webhook_source", **SOURCE)
    assert server.done("webhook_source", **SOURCE, verify_secret="open sesame")["operation"] == "update"
    assert server.done("webhook_source", **SOURCE, verify_secret="other one")["operation"] == "none"
    assert kept(server)["secret"] == "open sesame"
    always = {**SOURCE, "verify_secret": "other one", "update_secret": "always"}
    assert server.done("webhook_source", **always, metadata={"a": 1})["resource"]["verify_secret_prev_set"]
    assert (kept(server)["secret"], kept(server)["prev"], kept(server)["metadata"]) == (
        "other one", "open sesame", {"a": 1},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ({"event_prefix": "other"}, "webhook source github: event_prefix cannot be changed"),
        ({"verify_header": ""}, "the server never clears verify_header; delete the webhook source first"),
        (
            {"verify_config": {"encoding": "hex"}},
            "verify_config needs signature_header and signing_template and algorithm",
        ),
        ({"verify_config": {**HUB, "tolerance_seconds": 5}}, "tolerance_seconds means something only with {ts}"),
    ],
)
def test_what_is_refused(server, args, said):
    server.done("webhook_source", **SOURCE, verify_header="X-Sig")
    for check_mode in (True, False):
        assert said in server.refused("webhook_source", check_mode, **{**SOURCE, **args})


def test_a_field_of_newer_servers():
    assert "schema_version: Ironflow has it from 0.34 on" in Server(OLD).refused(
        "webhook_source", **SOURCE, schema_version=2
    )


def test_two_of_one_name(server):
    server.done("webhook_source", **SOURCE)
    server.done("call", operation="WebhookService/CreateWebhookSource", params={"name": "github", "eventPrefix": "b"})
    told = server.refused("webhook_source", **SOURCE)
    assert "there are 2 of this name (id: wh_" in told and "give id to say which" in told
    for id_ in list(server.lab.room(Sources).things):
        assert server.done("webhook_source", id=id_, state="absent")["operation"] == "delete"
    assert server.done("webhook_source", id=id_, state="absent")["operation"] == "none"


@pytest.mark.parametrize("check_mode", [True, False])
@pytest.mark.parametrize(
    ("args", "said"),
    [
        ({"what": "secret"}, "verify_secret goes with what: secret, and is needed there"),
        ({"what": "ingest_token", "verify_secret": "abcdef"}, "verify_secret goes with what: secret"),
        ({"what": "ingest_token", "grace_seconds": 5}, "grace_seconds goes with what: secret or disable_verification"),
        ({"what": "disable_verification", "grace_seconds": 604801}, "it is between 0 and 604800"),
        ({"what": "ingest_token", "name": "gitlab"}, "there is no webhook source gitlab"),
    ],
)
def test_rotations_that_are_refused(check_mode, args, said):
    server = Server()
    server.done("webhook_source", **SOURCE)
    assert said in server.refused("webhook_rotate", check_mode, **{"name": "github", **args})


def test_more_than_fit_on_a_page(server):
    for number in range(205):
        asked = {"name": f"s{number}", "eventPrefix": "s"}
        server.done("call", operation="WebhookService/CreateWebhookSource", params=asked)
    assert len(server.done("webhook_source_info")["resources"]) == 205


@pytest.mark.parametrize("module", ["webhook_source", "webhook_rotate"])
def test_somebody_was_faster(server, module):
    server.done("webhook_source", **SOURCE)

    def between(_method, path):
        if "Update" in path or "RotateWebhookSecret" in path:
            server.between = lambda *_what: None
            kept(server)["updated_at"] = "2030-01-01T00:00:00Z"

    server.between = between
    args = {"source": {**SOURCE, "metadata": {"a": 1}}, "rotate": {"name": "github", "what": "secret"}}
    more = {"verify_secret": "another one"} if module == "webhook_rotate" else {}
    told = server.task(module, **args[module.partition("_")[2]], **more)["msg"]
    assert "webhook source github was changed by somebody else meanwhile: it was updated_at " in told
    assert "is updated_at 2030-01-01T00:00:00Z now" in told


def test_deliveries(server):
    made = server.done("webhook_source", **SOURCE, verify_secret="open sesame", verify_config=HUB)["resource"]
    assert post(server, made["ingest_token"]).json()["status"] == "delivered"
    assert post(server, made["ingest_token"]).json()["duplicate"]
    assert post(server, "ifwh_wrong").status_code == 401
    assert post(server, made["ingest_token"], b'{"type": "push", "id": "d2"}', "wrong").status_code == 401
    assert post(server, made["ingest_token"], b"no JSON").json()["status"] == "failed"
    server.done("webhook_rotate", name="github", what="secret", verify_secret="close sesame")
    assert post(server, made["ingest_token"], b'{"type": "push", "id": "d3"}').json()["status"] == "delivered"
    assert [event.name for event in server.lab.room(Events).all] == ["github.push", "github.push"]
    found = server.done("webhook_delivery_info", name="github")["resources"]
    assert [(one["status"], one["signature_key"]) for one in found] == [
        ("delivered", "prev"), ("failed", "current"), ("rejected", "invalid"), ("rejected", "current"),
        ("delivered", "current"),
    ]  # fmt: skip
    assert "request_body" not in found[0] and found[0]["event_id"] and found[2]["error"] == "signature mismatch"
    (one,) = server.done("webhook_delivery_info", status="failed", requests=True)["resources"]
    assert one["request_body"] == "no JSON" and "x-hub-signature-256" in one["request_headers"]
    assert len(server.done("webhook_delivery_info", limit=2)["resources"]) == 2
    assert "limit is -1" in server.refused("webhook_delivery_info", limit=-1)
    assert "there is no webhook source gitlab" in server.refused("webhook_delivery_info", name="gitlab")
    server.done("webhook_rotate", name="github", what="expire_previous")
    assert post(server, made["ingest_token"], b'{"type": "push", "id": "d4"}').status_code == 401
    server.done("webhook_rotate", name="github", what="disable_verification", grace_seconds=0)
    assert post(server, made["ingest_token"], b'{"type": "push", "id": "d5"}').status_code == 200


def test_a_signature_is_tried(server):
    body = '{"type": "push"}'
    right = hmac.new(b"open sesame", body.encode(), "sha256").hexdigest()
    asked = {"body": body, "headers": {"X-Hub-Signature-256": f"sha256={right}"}}
    seen = server.done("webhook_test", verify_config=HUB, verify_secret="open sesame", **asked)
    assert (seen["verified"], seen["error"], seen["resolved_event_name"]) == (True, "", "push")
    assert (seen["computed_signature"], seen["presented_signatures"], seen["signing_string"]) == (right, [right], body)
    server.done("webhook_source", **SOURCE, verify_secret="open sesame", verify_config=HUB)
    assert server.done("webhook_test", True, name="github", **asked)["verified"]
    other = server.done("webhook_test", name="github", verify_secret="close sesame", **asked)
    assert (other["changed"], other["verified"], other["error"]) == (False, False, "signature mismatch")
    assert "give id or name of a webhook source, or verify_config and verify_secret" in server.refused(
        "webhook_test", **asked, verify_config=HUB
    )
    assert "verify_config needs signing_template" in server.refused(
        "webhook_test", **asked, verify_secret="open sesame", verify_config={**HUB, "signing_template": ""}
    )


def test_a_stamp_that_is_too_old(server):
    stripe = {**HUB, "signature_header": "Stripe-Signature", "entry_separator": ",", "signature_key": "v1"}
    stripe.update(timestamp_key="t", signing_template="{ts}.{body}", tolerance_seconds=300)
    now = int(server.lab.clock())
    for stamp, error in ((now, ""), (now - 400, "timestamp outside tolerance")):
        signature = hmac.new(b"open sesame", f"{stamp}.x".encode(), "sha256").hexdigest()
        headers = {"stripe-signature": f"t={stamp},v1=ff,v1={signature}"}
        seen = server.done("webhook_test", verify_config=stripe, verify_secret="open sesame", body="x", headers=headers)
        assert (seen["error"], seen["resolved_timestamp"], len(seen["presented_signatures"])) == (error, str(stamp), 2)


def test_the_service_answers_in_words_of_its_own(server):
    server.done("webhook_source", **SOURCE, verify_config=HUB, metadata={"someKey": {"innerKey": 1}})
    headers = {"Authorization": f"Bearer {server.connection['api_key']}", "Content-Type": "application/json"}
    answer = Direct(server.lab)("POST", f"http://localhost{RPC}ListWebhookSources", data="{}", headers=headers).json()
    source = answer["sources"][0]
    assert answer["total_count"] == 1 and source["event_prefix"] == "github"
    assert source["verify_config"]["signature_header"] == HUB["signature_header"]
    assert source["metadata"] == {"someKey": {"innerKey": 1}}
    flow = server.done("call", operation="flow_list_webhooks")["result"]["sources"]
    assert flow[0]["delivery_counts"] == {"accepted": 0, "failed": 0, "rejected": 0}
