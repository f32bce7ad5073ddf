# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The frame of the Ironflow stand-in: versions, credentials, environments, and the fields and codecs of ConnectRPC."""

from __future__ import annotations

import gzip

import pytest

from tests.lab.ironflow import binary
from tests.lab.ironflow.access import Key
from tests.lab.ironflow.areas.events import Events
from tests.lab.ironflow.lab import API_KEY, IronflowLab
from tests.lab.ironflow.shape import Shape
from tests.lab.ironflow.wire_numbers import FIELDS
from tests.unit.lab.ironflow_client import BUCKETS, EMIT, ERAS, NEW, OLD, Client, environment


@pytest.fixture(params=ERAS)
def client(request):
    return Client(request.param)


def test_meta_needs_no_credential(client):
    client.token = ""
    for path in ("/health", "/api/v1/capabilities"):
        assert client("GET", path, status=200).json()["version"] == client.lab.version
    assert client("GET", "/ready", status=200).json() == {"status": "ready"}
    assert client("POST", "/ironflow.v1.IronflowService/Info", {}, 401).json()["code"] == "unauthenticated"


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", "Basic " + API_KEY, API_KEY])
def test_no_or_wrong_credential_is_401(client, header):
    answer = client("GET", BUCKETS, headers={"Authorization": header}, status=401)
    assert answer.json() == {"error": "authentication required"}
    answer = client("POST", EMIT, {"event": "e"}, 401, headers={"Authorization": header})
    assert answer.json() == {"code": "unauthenticated", "message": "authentication required"}
    assert client.lab.writes == []


def test_roles(client):
    client.lab.keys["v"], client.lab.keys["d"] = Key("v", "viewer"), Key("d", "developer")
    named, client.token = environment(NEW if client.lab.at >= (0, 50) else OLD), "v"
    assert client("GET", BUCKETS, status=200).json()["count"] == 0
    refused = client("POST", BUCKETS, {"name": "b"}, 403).json()
    assert refused["code"] == ("permission_denied" if client.lab.at >= (0, 49) else "FORBIDDEN")
    assert client("POST", EMIT, {"event": "e"}, 403).json()["code"] == "permission_denied"
    client("GET", "/api/v1/secrets", headers=named, status=403)
    client.token = "d"
    client("GET", "/api/v1/secrets", headers=named, status=200)
    client("POST", "/api/v1/secrets", {"name": "s", "value": "v"}, 403, headers=named)
    client("POST", BUCKETS, {"name": "b"}, 201)
    assert client("GET", "/api/v1/platform/users", status=403).json() == {"error": "platform credentials required"}


def test_environments_are_apart():
    client = Client(NEW)
    client("POST", BUCKETS, {"name": "b"}, 201, headers={"X-Ironflow-Environment-ID": "env_staging"})
    assert client("GET", BUCKETS, headers={"X-Ironflow-Environment-ID": "env_staging"}).json()["count"] == 1
    assert client("GET", BUCKETS).json()["count"] == 0
    client("GET", BUCKETS, headers={"X-Ironflow-Environment-ID": "nowhere"}, status=404)
    client("GET", BUCKETS, headers={"X-Ironflow-Environment-ID": "staging"}, status=404)
    # a header of the other era is not seen
    assert client("GET", BUCKETS, headers={"X-Ironflow-Environment": "env_staging"}).json()["count"] == 0
    client.lab.keys["k"], client.token = Key("k", environment="env_staging"), "k"
    assert client("GET", BUCKETS).json()["count"] == 1
    refused = client("GET", BUCKETS, headers={"X-Ironflow-Environment-ID": "env_default"}, status=403).json()
    assert refused["error"] == "environment does not match API key scope"


@pytest.mark.parametrize("word", ["staging", "env_staging"])
def test_the_old_environment_header_takes_names(word):
    client = Client("0.49.0")
    client("POST", BUCKETS, {"name": "b"}, 201, headers={"X-Ironflow-Environment": word})
    assert client("GET", BUCKETS, headers={"X-Ironflow-Environment": "current"}).json()["count"] == 0
    assert client("GET", BUCKETS, headers={"X-Ironflow-Environment": "staging"}).json()["count"] == 1


@pytest.mark.parametrize(
    ("version", "method", "path", "status"),
    [
        ("0.35.0", "POST", "/api/v1/events", 200),
        ("0.35.9", "POST", "/api/v1/events", 200),
        ("0.36.0", "POST", "/api/v1/events", 405),
        ("0.35.0", "POST", "/api/v1/publish", 200),
        ("0.36.0", "POST", "/api/v1/publish", 404),
        ("0.43.1", "GET", "/api/v1/policies", 200),
        ("0.44.0", "GET", "/api/v1/policies", 404),
        ("0.43.1", "GET", "/api/v1/policy-set", 404),
        ("0.44.0", "GET", "/api/v1/policy-set", 200),
        ("0.40.0", "GET", "/api/v1/files/buckets", 404),
        ("0.41.0", "GET", "/api/v1/files/buckets", 200),
        ("0.99.0", "GET", "/api/v1/files/buckets", 200),
        ("0.53.0", "GET", "/api/v1/kv/buckets/b/watch", 426),
        ("0.53.0", "GET", "/api/v1/kv/buckets/", 404),
        ("0.53.0", "GET", "/nothing", 404),
    ],
)
def test_a_version_has_its_rest_routes(version, method, path, status):
    body = {"name": "e", "topic": "t"} if method == "POST" else None
    answer = Client(version)(method, path, body, status)
    # only a route that is missing is answered in plain text
    assert answer.headers["content-type"].startswith("text/plain") == (status in (404, 405))


@pytest.mark.parametrize(
    ("version", "procedure", "status"),
    [
        ("0.35.0", "IronflowService/InvokeFunction", 404),
        ("0.51.0", "ProjectionService/ReportRebuildProgress", 404),
        ("0.53.0", "IronflowService/GetCapabilities", 404),
        ("0.53.0", "NoService/Get", 404),
    ],
)
def test_a_version_has_its_procedures(version, procedure, status):
    client = Client(version)
    assert client("POST", f"/ironflow.v1.{procedure}", {}, status).json()["code"] == "unimplemented"
    assert client.lab.writes == []


def test_a_procedure_since_its_version():
    answer = Client("0.36.0")("POST", "/ironflow.v1.IronflowService/InvokeFunction", {}, 404)
    assert answer.json()["code"] == "not_found"


@pytest.mark.parametrize("version", [OLD, "0.49.0", "0.50.0", NEW])
def test_secrets_need_the_environment_header_of_their_era(version):
    client, right = Client(version), environment(NEW if version in ("0.50.0", NEW) else OLD)
    wrong = environment(OLD if version in ("0.50.0", NEW) else NEW)
    client("GET", "/api/v1/secrets", status=400, headers=wrong)
    assert client("GET", "/api/v1/secrets", status=200, headers={**wrong, **right}).json() == []


def test_long_integers_lose_digits_in_rpc_objects():
    client = Client()
    client("POST", EMIT, {"event": "e", "data": {"a": 2**53 + 1, "b": 2.0, "c": 0.5}}, 200)
    assert client.lab.room(Events).all[0].data == {"a": 2**53, "b": 2, "c": 0.5}


@pytest.mark.parametrize(
    "body",
    [{}, {"event": 5}, {"event": "e", "data": []}, {"event": "e", "version": "x"}, {"event": "e", "metadata": 1}, []],
)
def test_rpc_refuses_wrong_types(client, body):
    assert client("POST", EMIT, body, 400).json()["code"] == "invalid_argument"
    assert client.emitted() == []


def test_rpc_codecs(client):
    client("POST", EMIT, data=b"{}", headers={"Content-Type": "text/plain"}, status=415)
    client("GET", EMIT, status=405)
    event, key = Shape(fields={"event": Shape("string"), "data": Shape("object")}), "TriggerRequest"
    sent = gzip.compress(binary.encode(event, key, {"event": "é", "data": {"a": [1, None, {"b": False}]}}))
    binaries = {"Content-Type": "application/proto", "Content-Encoding": "gzip"}
    answer = client("POST", EMIT, data=sent, headers=binaries, status=200)
    assert answer.headers["content-type"] == "application/proto"
    assert FIELDS["TriggerResponse"]["eventId"] == 2
    assert answer.content == b"\x12\x0cevt_00000001"
    assert client.lab.room(Events).all[0].data == {"a": [1, None, {"b": False}]}
    for broken in (b"\x0a\x7f", b"\x0b", b"\x08\x01", b"\xff" * 12, b"\x0a\x01\xff"):
        answer = client("POST", EMIT, data=broken, headers={"Content-Type": "application/proto"}, status=400)
        assert answer.json()["code"] == "invalid_argument"
    client("POST", EMIT, data=b"no gzip", headers=binaries, status=400)


def test_reset_forgets_everything(client):
    client.kv()
    client.lab.keys["k"] = Key("k")
    client.lab.reset()
    assert client("GET", BUCKETS).json()["count"] == 0
    client.token = "k"
    client("GET", BUCKETS, status=401)


def test_every_behaviour_is_in_the_table_of_some_version():
    known = set(IronflowLab(version=OLD).table.operations) | set(IronflowLab(version=NEW).table.operations)
    assert set(IronflowLab().behaviours) <= known


@pytest.mark.parametrize(
    ("version", "rest", "rpc"), [(OLD, 158, 95), ("0.35.0", 160, 97), ("0.36.0", 123, 98), (NEW, 138, 115)]
)
def test_the_table_has_what_the_vendor_counts(version, rest, rpc):
    table = IronflowLab(version=version).table.operations.values()
    methods = [one for one in table if not one.rpc and not one.kind and " " not in one.name]
    assert len([one for one in methods if one.name not in ("health", "ready", "capabilities")]) == rest
    assert len([one for one in table if one.rpc]) == rpc
