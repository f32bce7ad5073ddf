# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Sources of webhooks, their secrets, and what came in: what the Ironflow SDKs and our modules write and see."""

from __future__ import annotations

import hmac
from typing import Any

import pytest
import requests

from .conftest import Pair
from .ours import Failed
from .sdk import Refused

SERVICE = "WebhookService/"
THEIRS = {
    "signatureHeader": "X-Hub-Signature-256", "kvDelimiter": "=", "signatureKey": "sha256",
    "signingTemplate": "{body}", "encoding": "hex", "algorithm": "hmac-sha256",
    "eventNamePath": "header:X-GitHub-Event",
}  # fmt: skip
OURS = {
    "signature_header": "X-Hub-Signature-256", "kv_delimiter": "=", "signature_key": "sha256",
    "signing_template": "{body}", "encoding": "hex", "algorithm": "hmac-sha256",
    "event_name_path": "header:X-GitHub-Event",
}  # fmt: skip


def sources(ironflow: Pair) -> dict[str, Any]:
    return {one["name"]: one for one in ironflow.sdk(SERVICE + "ListWebhookSources", {"limit": 50})["sources"]}


def headers(body: str, secret: str) -> dict[str, str]:
    signature = hmac.new(secret.encode(), body.encode(), "sha256").hexdigest()
    return {"X-Hub-Signature-256": f"sha256={signature}", "X-GitHub-Event": "push"}


def post(ironflow: Pair, source: str, token: str, body: str, secret: str) -> int:
    url = f"{ironflow.address}/api/v1/webhooks/{source}"
    sent = headers(body, secret)
    return requests.post(url, params={"token": token}, data=body, headers=sent, timeout=60).status_code


def test_a_source_is_the_same_whoever_made_it(ironflow: Pair) -> None:
    facts = {"eventPrefix": "hub", "verifyConfig": THEIRS, "metadata": {"by": "test", "n": 1}}
    same = {"event_prefix": "hub", "verify_config": OURS, "metadata": {"by": "test", "n": 1}}
    made = ironflow.sdk(SERVICE + "CreateWebhookSource", {"name": "theirs", "verifySecret": "open sesame", **facts})
    created = ironflow.ours("webhook_source", name="ours", verify_secret="open sesame", **same)
    assert created["operation"] == "create" and created["resource"]["ingest_token"].startswith("ifwh_")
    for name in ("theirs", "ours"):
        ironflow.ours.settled("webhook_source", name=name, **same)
        seen = ironflow.sdk(SERVICE + "GetWebhookSource", {"id": sources(ironflow)[name]["id"]})
        assert {word: seen[word] for word in facts} == facts and seen["verifySecretSet"]
    looked = {one["name"]: one for one in ironflow.ours("webhook_source_info")["resources"]}
    for name, seen in sources(ironflow).items():
        assert looked[name]["updated_at"] == seen["updatedAt"]
        assert looked[name]["ingest_token_prefix"] == seen["ingestTokenPrefix"]
        assert looked[name]["ingest_token"] is None
    ironflow.sdk(SERVICE + "UpdateWebhookSource", {"id": made["id"], "name": "theirs", "metadata": {"by": "them"}})
    assert ironflow.ours("webhook_source", name="theirs", **same)["operation"] == "update"
    assert sources(ironflow)["theirs"]["verifyConfig"] == THEIRS
    ironflow.sdk(SERVICE + "DeleteWebhookSource", {"id": made["id"]})
    ironflow.ours.settled("webhook_source", name="theirs", state="absent")
    assert ironflow.ours("webhook_source", name="ours", state="absent")["operation"] == "delete"
    assert ironflow.sdk(SERVICE + "ListWebhookSources", {}) == {}


def test_a_change_that_was_not_seen_is_not_overwritten(ironflow: Pair) -> None:
    made = ironflow.sdk(SERVICE + "CreateWebhookSource", {"name": "hub", "eventPrefix": "hub"})
    ironflow.ours("webhook_source", name="hub", metadata={"by": "us"})
    for method, message in (
        ("UpdateWebhookSource", {"name": "hub"}),
        ("RotateWebhookSecret", {"verifySecret": "open sesame"}),
        ("RotateWebhookIngestToken", {}),
    ):
        with pytest.raises(Refused, match="changed since it was read"):
            ironflow.sdk(SERVICE + method, {"id": made["id"], "expectedUpdatedAt": made["updatedAt"], **message})


def test_secrets_and_tokens_of_both(ironflow: Pair) -> None:
    made = ironflow.ours(
        "webhook_source", name="hub", event_prefix="hub", verify_config=OURS, verify_secret="first one"
    )
    source, token = made["resource"]["id"], made["resource"]["ingest_token"]
    assert post(ironflow, source, token, '{"id": "1"}', "first one") == 200
    ironflow.sdk(SERVICE + "RotateWebhookSecret", {"id": source, "verifySecret": "second one"})
    assert post(ironflow, source, token, '{"id": "2"}', "first one") == 200
    seen = ironflow.ours("webhook_rotate", name="hub", what="expire_previous")
    assert seen["changed"] and post(ironflow, source, token, '{"id": "3"}', "first one") == 401
    ironflow.ours("webhook_rotate", name="hub", what="secret", verify_secret="third one", grace_seconds=0)
    assert "verifySecretPrevSet" not in sources(ironflow)["hub"]
    newer = ironflow.sdk(SERVICE + "RotateWebhookIngestToken", {"id": source})["ingestToken"]
    newest = ironflow.ours("webhook_rotate", id=source, what="ingest_token")["ingest_token"]
    assert post(ironflow, source, newer, '{"id": "4"}', "third one") == 401
    assert post(ironflow, source, newest, '{"id": "4"}', "third one") == 200
    ironflow.sdk(SERVICE + "DisableWebhookSignatureVerification", {"id": source, "graceSeconds": 0})
    assert not ironflow.ours("webhook_rotate", name="hub", what="disable_verification")["changed"]
    ironflow.sdk(SERVICE + "ExpireWebhookSecretPrev", {"id": source})
    assert not ironflow.ours("webhook_rotate", name="hub", what="expire_previous")["changed"]
    assert post(ironflow, source, newest, '{"id": "5"}', "no matter") == 200
    told = ironflow.sdk(SERVICE + "ListWebhookDeliveries", {"sourceId": source})
    looked = ironflow.ours("webhook_delivery_info", name="hub")["resources"]
    assert told["totalCount"] == len(looked) == 6
    for seen_by_them, seen_by_us in zip(told["deliveries"], looked):
        for word, name in {"id": "id", "status": "status", "signatureKey": "signature_key"}.items():
            assert seen_by_them[word] == seen_by_us[name]
    rejected = ironflow.sdk(SERVICE + "ListWebhookDeliveries", {"status": "rejected"})["deliveries"]
    assert [one["id"] for one in rejected] == [
        one["id"] for one in ironflow.ours("webhook_delivery_info", status="rejected")["resources"]
    ]


def test_signatures_are_tried_alike(ironflow: Pair) -> None:
    body = '{"id": "1"}'
    for secret in ("open sesame", "another one"):
        sent = headers(body, secret)
        message = {"verifyConfig": THEIRS, "body": body, "headers": sent, "verifySecret": "open sesame"}
        told = ironflow.sdk(SERVICE + "TestWebhookVerifyConfig", message)
        seen = ironflow.ours("webhook_test", verify_config=OURS, body=body, headers=sent, verify_secret="open sesame")
        assert seen["verified"] == told.get("verified", False) == (secret == "open sesame")
        assert seen["computed_signature"] == told["computedSignature"]
        assert (seen["resolved_event_name"], seen["error"]) == (told["resolvedEventName"], told.get("error", ""))


def test_what_the_server_refuses_we_refuse(ironflow: Pair) -> None:
    broken = {**THEIRS, "toleranceSeconds": 5}
    with pytest.raises(Refused, match="tolerance_seconds needs"):
        ironflow.sdk(SERVICE + "CreateWebhookSource", {"name": "a", "eventPrefix": "a", "verifyConfig": broken})
    with pytest.raises(Failed, match="tolerance_seconds means something only with"):
        ironflow.ours("webhook_source", name="a", event_prefix="a", verify_config={**OURS, "tolerance_seconds": 5})
