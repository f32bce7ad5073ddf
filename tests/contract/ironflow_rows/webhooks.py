# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Sources of webhooks, their secrets and tokens, and what was delivered."""

from __future__ import annotations

from ..walk import finds, row, see

SHOP = {
    "name": "shop",
    "eventPrefix": "shop",
    "verifyHeader": "X-Signature",
    "verifyAlgorithm": "hmac-sha256",
    "verifySecret": "correct horse",
}
HMAC = {"algorithm": "hmac-sha256", "encoding": "hex"}
SIGNED = {
    "sourceId": "<source.id>",
    "body": "{}",
    "headers": {"X-Signature": "00"},
    "verifySecret": "correct horse",
    "verifyConfig": {"signatureHeader": "X-Signature", "signingTemplate": "{body}", **HMAC},
}
OF_SHOP = see("webhook_source_info", name="shop", but=("ingest_token",))

NEW_SOURCES = (
    row("WebhookService/CreateWebhookSource", SHOP, keep="source", look=OF_SHOP),
    row("WebhookService/ListWebhookSources", {}, look=see("webhook_source_info", part="sources")),
    row("WebhookService/GetWebhookSource", {"id": "<source.id>"}, look=OF_SHOP),
    row("WebhookService/UpdateWebhookSource", {"id": "<source.id>", "name": "shop", "metadata": {}}, look=OF_SHOP),
    row("WebhookService/RotateWebhookSecret", {"id": "<source.id>", "verifySecret": "battery staple"}, look=OF_SHOP),
    row("WebhookService/ExpireWebhookSecretPrev", {"id": "<source.id>"}, look=OF_SHOP),
    row("WebhookService/RotateWebhookIngestToken", {"id": "<source.id>"}),
    row(
        "WebhookService/TestWebhookVerifyConfig",
        SIGNED,
        look=see(
            "webhook_test",
            result="",
            name="shop",
            body="{}",
            headers={"X-Signature": "00"},
            verify_secret="correct horse",
        ),
    ),
    row(
        "WebhookService/ListWebhookDeliveries",
        {"sourceId": "<source.id>"},
        look=see("webhook_delivery_info", part="deliveries", name="shop"),
    ),
    row("WebhookService/DisableWebhookSignatureVerification", {"id": "<source.id>"}, look=OF_SHOP),
    row(
        "WebhookService/DeleteWebhookSource",
        {"id": "<source.id>"},
        look=finds("webhook_source", name="shop", state="absent"),
    ),
)
