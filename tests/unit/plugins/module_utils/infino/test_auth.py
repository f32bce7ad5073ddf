# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Signatures: the same, byte by byte, as the vendor's SDK makes at the same instant."""

from __future__ import annotations

import datetime

import botocore.auth
import pytest
import requests

from ansible_collections.opsweave.platform.plugins.module_utils.http.socket import Handshake
from ansible_collections.opsweave.platform.plugins.module_utils.infino.auth import SigV4

ACCESS_KEY, SECRET_KEY = "IAK_TESTKEY0000000001", "test-secret-0001"
JSON, NDJSON, YAML = "application/json", "application/x-ndjson", "application/yaml"
FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
HOST, CLOUD = "http://127.0.0.1:8000", "https://api.infino.ws"
SELECT = '{"query": "SELECT 1"}'

# name, method, address, body, Content-Type, signature
VECTORS = [
    ("ping", "GET", f"{CLOUD}/", "", JSON, "6ae74993b9eeccf27508d58e09b32ede46c6ee34195ae8aa081385d499b16703"),
    ("put", "PUT", f"{HOST}/my-dataset", "", JSON, "af77fabd47837871d6ebb79aa1fbd63c53289fbd6f18bb91cf825da02104a33d"),
    (
        "body of a GET", "GET", f"{HOST}/sql", SELECT, JSON,
        "1f3be1724ab84aa63feb2834a38d596e78aec3b78e07a54d04252ac89b40a91d",
    ),
    (
        "not ASCII", "POST", f"{HOST}/logs/json", '{"index": {"_id": "1"}}\n{"msg": "héllo"}\n', NDJSON,
        "8f2bab4b2eef3e26988d446d25a1b695a361a424a72069a6f7f7efd6791b0274",
    ),
    (
        "no Content-Type", "POST", f"{HOST}/source/conn-1/idx/dsl", SELECT, None,
        "9181a7b1c5e987ed55f7cb80eb01ab7fecac553cba1dcadc58c2887b82516e09",
    ),
    (
        "multipart", "POST", f"{HOST}/import/file?async=true", "not signed", MULTIPART,
        "937fd949decf893ebb250fcf0d2e8d0de332dd807bc382b9df0e9871597d585f",
    ),
    (
        "listing", "GET", f"{HOST}/visualizations", "", JSON,
        "95df90c56c42e645b03b0de2c41fa12a9871a209b5cb6c9d515eb37972270ecf",
    ),
    (
        "query", "GET", f"{HOST}/visualizations?limit=50&offset=10", "", JSON,
        "6e03adbfe8c98d5f5444b170fb8cfa49f9072465f502e64b16784c8330a9a44f",
    ),
    (
        "YAML", "PUT", f"{HOST}/user/u1", "Version: 2025-01-01\nRoles:\n  - r1\n", YAML,
        "fa9ffc8be9353b22c239d1505b31f9295290267b9ea1e51a12d0c329eceefda0",
    ),
    (
        "form", "POST", f"{HOST}/promql/query", "query=up%7Bjob%3D%22a%22%7D&index=m.aly", FORM,
        "1397880907f35a118e6673b878a5ed0d12cc576a0ce193bf35fe9c908bcaa790",
    ),
]  # fmt: skip


@pytest.fixture(autouse=True)
def frozen(monkeypatch):
    """The clock of botocore, under whichever name its version reads it."""
    instant = datetime.datetime(2026, 6, 1, 12, 34, 56, tzinfo=datetime.timezone.utc)

    class Frozen(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return instant

        @classmethod
        def utcnow(cls):
            return instant.replace(tzinfo=None)

    if hasattr(botocore.auth, "get_current_datetime"):
        monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda *args, **how: instant)
    else:
        monkeypatch.setattr(botocore.auth.datetime, "datetime", Frozen)


@pytest.mark.parametrize(
    ("method", "url", "body", "kind", "signature"), [row[1:] for row in VECTORS], ids=[row[0] for row in VECTORS]
)
def test_vectors(method, url, body, kind, signature):
    request = requests.Request(
        method,
        url,
        headers={"Content-Type": kind} if kind else {},
        data=body.encode(),
        auth=SigV4(ACCESS_KEY, SECRET_KEY),
    ).prepare()
    told = request.headers["Authorization"]
    assert told.startswith(
        f"AWS4-HMAC-SHA256 Credential={ACCESS_KEY}/20260601/us-east-1/es/aws4_request, SignedHeaders="
    )
    assert told.endswith(f"Signature={signature}")
    assert request.headers["X-Amz-Date"] == "20260601T123456Z"
    if kind == MULTIPART:
        assert request.headers["X-Amz-Content-SHA256"] == "UNSIGNED-PAYLOAD"


@pytest.mark.parametrize(
    ("url", "host", "signature"),
    [
        (f"{CLOUD}/fino/nl", "api.infino.ws", "dec4538caba40f28be289b1589b6822862661ef1e7a1833ddc0869571f884d3d"),
        (
            f"{HOST}/_conversation/ws", "127.0.0.1:8000",
            "009ba5946f8ae17e0ba3e5aa46354f15457cb26e57a18b0cc30c9c6bf8c94e14",
        ),
    ],
)  # fmt: skip
def test_the_address_of_a_conversation(url, host, signature):
    request = Handshake(url, {})
    SigV4(ACCESS_KEY, SECRET_KEY).handshake(request)
    address, _mark, query = request.url.partition("?")
    assert (address, request.headers) == (url, {"Host": host})
    assert query == (
        f"X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={ACCESS_KEY}%2F20260601%2Fus-east-1%2Fes%2Faws4_request"
        f"&X-Amz-Date=20260601T123456Z&X-Amz-SignedHeaders=host&X-Amz-Signature={signature}"
    )


@pytest.mark.parametrize("url", ["https://API.infino.ws:443", "https://api.infino.ws"])
def test_the_host_is_signed_as_it_is_sent(url):
    request = Handshake(f"{url}/fino/nl", {})
    SigV4(ACCESS_KEY, SECRET_KEY).handshake(request)
    assert request.headers["Host"] == "api.infino.ws" and request.url.endswith("f884d3d")


def test_a_header_of_ours_is_not_signed():
    headers = {"Content-Type": JSON, "X-Mine": "1"}
    request = requests.Request("GET", f"{CLOUD}/", headers=headers, auth=SigV4(ACCESS_KEY, SECRET_KEY)).prepare()
    assert request.headers["Authorization"].endswith(VECTORS[0][-1])
    assert "SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date," in request.headers["Authorization"]


def test_keys_are_not_in_the_text_of_the_object():
    assert SECRET_KEY not in repr(SigV4(ACCESS_KEY, SECRET_KEY))
