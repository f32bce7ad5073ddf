# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of sources of webhooks, on the oldest servers and on new ones."""

from __future__ import annotations

from .life import Life, each

HUB = {
    "signature_header": "X-Hub-Signature-256", "kv_delimiter": "=", "signature_key": "sha256",
    "signing_template": "{body}", "encoding": "hex", "algorithm": "hmac-sha256",
}  # fmt: skip
SOURCE = {"name": "github", "event_prefix": "github"}
SIGNED = ("ironflow_webhook_source", {**SOURCE, "verify_secret": "open sesame", "verify_config": HUB})

LIVES = [
    *each(
        ("0.33.1", "0.36.0", "0.53.0"),
        Life(
            "ironflow_webhook_source",
            {**SOURCE, "verify_config": HUB, "verify_secret": "open sesame", "metadata": {"by": "{{ 1 + 1 }}"}},
            {"verify_config": {"tolerance_seconds": 60, "signing_template": "{ts}.{body}", "timestamp_header": "T"}},
            secrets=("verify_secret",),
            alike=({"verify_config": {"encoding": "hex"}, "verify_secret": "not looked at"},),
        ),
        Life(
            "ironflow_webhook_source",
            {**SOURCE, "verify_header": "X-Sig", "verify_algorithm": "hmac-sha1", "metadata": {"by": "test"}},
            {"verify_algorithm": "hmac-sha256", "unset": ["metadata"]},
        ),
        Life(
            "ironflow_webhook_rotate",
            {"name": "github", "what": "secret", "verify_secret": "close sesame", "grace_seconds": 60},
            {},
            before=(SIGNED,),
            once=True,
            secrets=("verify_secret",),
        ),
        Life("ironflow_webhook_rotate", {"name": "github", "what": "ingest_token"}, {}, before=(SIGNED,), once=True),
        Life(
            "ironflow_webhook_rotate",
            {"name": "github", "what": "disable_verification", "grace_seconds": 60},
            {},
            before=(SIGNED,),
            fixed=True,
        ),
    ),
    Life("ironflow_webhook_source", {**SOURCE, "schema_version": 2}, {"schema_version": 3}),
    Life(
        "ironflow_webhook_rotate",
        {"name": "github", "what": "expire_previous"},
        {},
        before=(
            SIGNED,
            ("ironflow_webhook_rotate", {"name": "github", "what": "secret", "verify_secret": "close sesame"}),
        ),
        fixed=True,
    ),
]
