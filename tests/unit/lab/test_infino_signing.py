# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The stand-in's verifier against signatures that the vendor's SDK made."""

from __future__ import annotations

import calendar
import hashlib
import time
from urllib.parse import urlsplit

import pytest

from tests.lab.infino.signing import UNSIGNED, BadSignature, Verifier, Wire, signing_key

KEYS = {"IAK_TESTKEY0000000001": "test-secret-0001"}
DATE = "20260601T123456Z"
NOW = float(calendar.timegm(time.strptime(DATE, "%Y%m%dT%H%M%SZ")))
CREDENTIAL = "IAK_TESTKEY0000000001/20260601/us-east-1/es/aws4_request"
LOCAL = "http://127.0.0.1:8000"
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
ONE = '{"query": "SELECT 1"}'

VECTORS = {
    "V1": (
        "GET",
        "https://api.infino.ws/",
        JSON,
        "",
        "6ae74993b9eeccf27508d58e09b32ede46c6ee34195ae8aa081385d499b16703",
    ),
    "V2": ("PUT", f"{LOCAL}/my-dataset", JSON, "", "af77fabd47837871d6ebb79aa1fbd63c53289fbd6f18bb91cf825da02104a33d"),
    "V3": ("GET", f"{LOCAL}/sql", JSON, ONE, "1f3be1724ab84aa63feb2834a38d596e78aec3b78e07a54d04252ac89b40a91d"),
    "V4": (
        "POST",
        f"{LOCAL}/logs/json",
        "application/x-ndjson",
        '{"index": {"_id": "1"}}\n{"msg": "héllo"}\n',
        "8f2bab4b2eef3e26988d446d25a1b695a361a424a72069a6f7f7efd6791b0274",
    ),
    "V5": (
        "POST",
        f"{LOCAL}/source/conn-1/idx/dsl",
        None,
        ONE,
        "9181a7b1c5e987ed55f7cb80eb01ab7fecac553cba1dcadc58c2887b82516e09",
    ),
    "V6": (
        "POST",
        f"{LOCAL}/import/file?async=true",
        None,
        None,
        "937fd949decf893ebb250fcf0d2e8d0de332dd807bc382b9df0e9871597d585f",
    ),
    "V7a": (
        "GET",
        f"{LOCAL}/visualizations",
        JSON,
        "",
        "95df90c56c42e645b03b0de2c41fa12a9871a209b5cb6c9d515eb37972270ecf",
    ),
    "V7a with limit": (
        "GET",
        f"{LOCAL}/visualizations?limit=50&offset=10",
        JSON,
        "",
        "95df90c56c42e645b03b0de2c41fa12a9871a209b5cb6c9d515eb37972270ecf",
    ),
    "V7b": (
        "GET",
        f"{LOCAL}/visualizations?limit=50&offset=10",
        JSON,
        "",
        "6e03adbfe8c98d5f5444b170fb8cfa49f9072465f502e64b16784c8330a9a44f",
    ),
    "V8": (
        "PUT",
        f"{LOCAL}/user/u1",
        "application/yaml",
        "Version: 2025-01-01\nRoles:\n  - r1\n",
        "fa9ffc8be9353b22c239d1505b31f9295290267b9ea1e51a12d0c329eceefda0",
    ),
    "V9a": ("GET", f"{LOCAL}/user/a@b.c", JSON, "", "4455c11d90fd794fe624814f1dc8c822e9ad677b86084f056f6af77cee4a7ddc"),
    "V9b": ("GET", f"{LOCAL}/user/a@b.c", JSON, "", "f9ccab0fb734f624de9410d5dfb159bf33032d276c0840e1ee5f5c8011c1176d"),
    "V10": (
        "POST",
        f"{LOCAL}/promql/query",
        FORM,
        "query=up%7Bjob%3D%22a%22%7D&index=m.aly",
        "1397880907f35a118e6673b878a5ed0d12cc576a0ce193bf35fe9c908bcaa790",
    ),
}
STRICT = {"V7a with limit", "V9a"}  # good only by tolerance


def wire(name: str, body: str | None = None) -> Wire:
    method, url, content_type, given, signature = VECTORS[name]
    parts = urlsplit(url)
    given = given if body is None else body
    data = (given or "").encode()
    signed = ["host", "x-amz-content-sha256", "x-amz-date"]
    headers = {"host": parts.netloc, "x-amz-date": DATE, "x-infino-connection-id": "conn-1"}
    headers["x-amz-content-sha256"] = UNSIGNED if given is None else hashlib.sha256(data).hexdigest()
    if content_type:
        headers["content-type"] = content_type
        signed.insert(0, "content-type")
    headers["authorization"] = (
        f"AWS4-HMAC-SHA256 Credential={CREDENTIAL}, SignedHeaders={';'.join(signed)}, Signature={signature}"
    )
    return Wire(method, parts.path, parts.query, headers, data)


def test_signing_key() -> None:
    expected = "eadec58907eecbc9db661d941f2344998be6390f35e8f434e9e71f79d7c72f40"
    assert signing_key(KEYS["IAK_TESTKEY0000000001"], "20260601").hex() == expected


@pytest.mark.parametrize("name", VECTORS)
def test_vectors(name: str) -> None:
    assert Verifier().header(wire(name), KEYS, NOW) == "IAK_TESTKEY0000000001"
    if name in STRICT:
        with pytest.raises(BadSignature, match="does not match"):
            Verifier(strict=True).header(wire(name), KEYS, NOW)
    else:
        assert Verifier(strict=True).header(wire(name), KEYS, NOW)


def changed(found: Wire, **headers: str | None) -> Wire:
    made = {**found.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return Wire(found.method, found.path, found.query, {k: v for k, v in made.items() if v is not None}, found.body)


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"authorization": None}, "no Authorization"),
        ({"authorization": "Bearer x"}, "no Authorization"),
        ({"x_amz_date": "20260601T123457Z"}, "does not match"),
        ({"x_amz_date": "20260602T123456Z"}, "another day"),
        ({"x_amz_date": "now"}, "X-Amz-Date"),
        ({"x_amz_date": None}, "X-Amz-Date"),
        ({"host": "127.0.0.1:8001"}, "does not match"),
        ({"host": None}, "not sent: host"),
        ({"content_type": "text/plain"}, "does not match"),
        ({"x_amz_content_sha256": UNSIGNED}, "not the body's"),
    ],
)
def test_what_was_changed_on_the_way_is_refused(headers: dict[str, str | None], why: str) -> None:
    with pytest.raises(BadSignature, match=why):
        Verifier().header(changed(wire("V3"), **headers), KEYS, NOW)


def test_another_body_key_or_time_is_refused() -> None:
    with pytest.raises(BadSignature, match="does not match"):
        Verifier().header(wire("V3", '{"query": "SELECT 2"}'), KEYS, NOW)
    with pytest.raises(BadSignature, match="unknown access key"):
        Verifier().header(wire("V3"), {"IAK_OTHER": "x"}, NOW)
    for late in (-901, 901):
        with pytest.raises(BadSignature, match="seconds ago"):
            Verifier().header(wire("V3"), KEYS, NOW + late)


def test_the_scope_is_fixed() -> None:
    found = wire("V1")
    other = found.headers["authorization"].replace("us-east-1", "eu-west-1")
    with pytest.raises(BadSignature, match="eu-west-1"):
        Verifier().header(changed(found, authorization=other), KEYS, NOW)


SOCKETS = {
    "W1": ("api.infino.ws", "/fino/nl", "dec4538caba40f28be289b1589b6822862661ef1e7a1833ddc0869571f884d3d"),
    "W2": ("127.0.0.1:8000", "/_conversation/ws", "009ba5946f8ae17e0ba3e5aa46354f15457cb26e57a18b0cc30c9c6bf8c94e14"),
}


@pytest.mark.parametrize("name", SOCKETS)
def test_websocket_urls(name: str) -> None:
    host, path, signature = SOCKETS[name]
    credential = CREDENTIAL.replace("/", "%2F")
    query = (
        f"X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={credential}&X-Amz-Date={DATE}&X-Amz-SignedHeaders=host"
        f"&X-Amz-Signature={signature}"
    )
    assert Verifier().url(Wire("GET", path, query, {"host": host}), KEYS, NOW) == "IAK_TESTKEY0000000001"
    for bad in (query.replace(signature, "0" * 64), query.replace("SHA256", "SHA1"), ""):
        with pytest.raises(BadSignature):
            Verifier().url(Wire("GET", path, bad, {"host": host}), KEYS, NOW)
