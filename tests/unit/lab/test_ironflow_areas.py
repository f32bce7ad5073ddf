# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What lives in the Ironflow stand-in behaves as on the server: KV, config, secrets, events."""

from __future__ import annotations

import base64

import pytest

from tests.lab.ironflow.areas.events import Events
from tests.lab.ironflow.areas.secrets import Secrets
from tests.unit.lab.ironflow_client import BUCKETS, EMIT, ERAS, KEYS, NEW, OLD, Client, environment


@pytest.fixture(params=ERAS)
def client(request):
    return Client(request.param)


def test_bucket_life(client):
    asked = {"name": "b", "description": "d", "history": 3, "ttl_seconds": 60, "max_bytes": 9, "unknown": 1}
    made = client("POST", BUCKETS, asked, 201).json()
    assert made == {
        "name": "b",
        "description": "d",
        "history": 3,
        "ttl_seconds": 60,
        "values": 0,
        "bytes": 0,
        "created_at": "2023-11-14T22:13:20.000000Z",
    }
    assert client("POST", BUCKETS, asked, 409).json() == {"error": "bucket already exists"}
    assert client("GET", f"{BUCKETS}/b").json() == made
    assert client("GET", BUCKETS).json() == {"buckets": [made], "count": 1}
    assert client("DELETE", f"{BUCKETS}/b", status=204).content == b""
    for method in ("GET", "DELETE"):
        assert client(method, f"{BUCKETS}/b", status=404).json() == {"error": "bucket not found"}
    assert client.lab.writes == ["kv_buckets b", "kv_delete_buckets b"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": ""},
        {"name": None},
        {"name": 5},
        {"name": "a b"},
        {"name": "b", "history": "3"},
        {"name": "b", "history": True},
        {"name": "b", "history": 65},
        {"name": "b", "ttl_seconds": -1},
        ["b"],
    ],
)
def test_a_bucket_that_cannot_be(client, body):
    assert set(client("POST", BUCKETS, body, 400).json()) == {"error"}
    assert client.lab.writes == []


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("application/json", b'{"on": true}'),
        ("application/json", b'"text"'),
        ("application/octet-stream", b"\x00\xff"),
        ("application/octet-stream", b""),
    ],
)
def test_a_value_is_kept_as_its_bytes(client, kind, sent):
    client.kv()
    assert client("PUT", KEYS + "k", data=sent, headers={"Content-Type": kind}, status=200).json() == {"revision": 1}
    found = client("GET", KEYS + "k", status=200).json()
    assert base64.b64decode(found.pop("value")) == sent
    assert found == {"key": "k", "revision": 1, "operation": "put", "created_at": "2023-11-14T22:13:20.000000Z"}


def test_a_key_may_have_slashes(client):
    client.kv()("PUT", KEYS + "a%2Fb", {}, 200)
    assert client("GET", KEYS + "a/b", status=200).json()["key"] == "a/b"
    assert client("GET", KEYS.rstrip("/")).json() == {"keys": ["a/b"], "count": 1}
    client("PUT", KEYS + "a%20b", {}, 400)


def test_revisions_count_per_bucket_and_are_compared(client):
    client.kv()("PUT", KEYS + "k", 1, 200)
    assert client("PUT", KEYS + "other", 1).json() == {"revision": 2}
    assert client("PUT", KEYS + "k", 2, 412, headers={"If-Match": "2"}).json() == {"error": "revision mismatch"}
    assert client("PUT", KEYS + "k", 2, 412, headers={"If-None-Match": "*"}).json() == {"error": "key already exists"}
    client("PUT", KEYS + "k", 2, 400, headers={"If-Match": '"1"'})
    assert client("PUT", KEYS + "k", 2, 200, headers={"If-Match": "1"}).json() == {"revision": 3}
    client("DELETE", KEYS + "k", status=204)
    for method in ("GET", "DELETE"):
        assert client(method, KEYS + "k", status=404).json() == {"error": "key not found"}
    assert client("PUT", KEYS + "k", 3, 200, headers={"If-None-Match": "*"}).json() == {"revision": 5}
    assert len(client.lab.writes) == 6


def test_history_is_bounded_and_purge_forgets_it(client):
    client.kv()
    for value in (1, 2, 3):
        client("PUT", KEYS + "k", value)
    assert client("GET", f"{BUCKETS}/b").json()["values"] == 2
    client("DELETE", KEYS + "k?purge=true", status=204)
    assert client("GET", f"{BUCKETS}/b").json()["bytes"] == 0
    assert client("GET", KEYS.rstrip("/")).json() == {"keys": [], "count": 0}


def test_limits_and_time_to_live(client):
    client("POST", BUCKETS, {"name": "b", "ttl_seconds": 60, "max_value_size": 3, "max_bytes": 5}, 201)
    client("PUT", KEYS + "k", data=b"1234", status=413)
    client("PUT", KEYS + "k", data=b"123", status=200)
    client("PUT", KEYS + "l", data=b"123", status=507)
    client.now += 61
    client("GET", KEYS + "k", status=404)
    client("PUT", KEYS + "l", data=b"123", status=200)


@pytest.mark.parametrize(
    ("pattern", "keys"),
    [
        ("", ["orders", "orders.a", "orders.a.b"]),
        ("orders.*", ["orders.a"]),
        ("orders.>", ["orders.a", "orders.a.b"]),
        ("*.a", ["orders.a"]),
        ("orders", ["orders"]),
        ("none", []),
    ],
)
def test_keys_are_filtered_by_their_parts(pattern, keys):
    client = Client().kv()
    for key in ("orders", "orders.a", "orders.a.b"):
        client("PUT", KEYS + key, 1, 200)
    assert client("GET", KEYS.rstrip("/") + f"?filter={pattern}").json() == {"keys": keys, "count": len(keys)}


def test_config_life(client):
    path = "/api/v1/config/app"
    client("GET", path, status=404)
    assert client("POST", path, {"a": {"b": 1}, "c": 1}, 200).json() == {"name": "app", "revision": 1}
    assert client("PATCH", path, {"a": {"d": 2}}, 200).json() == {"name": "app", "revision": 2}
    found = client("GET", path, status=200).json()
    assert found.pop("updatedAt").endswith("Z")
    assert found == {"name": "app", "revision": 2, "data": {"a": {"d": 2}, "c": 1}}
    listed = client("GET", "/api/v1/config").json()["configs"]
    assert [set(one) for one in listed] == [{"name", "revision", "updatedAt"}]
    client("DELETE", path, status=204)
    client("DELETE", path, status=204)
    assert client("PATCH", path, {"x": 1}, 200).json()["revision"] == 4  # deleting is a change too
    assert client.lab.writes == ["config_create app", "config_patch app", "config_delete app", "config_patch app"]


@pytest.mark.parametrize("sent", [b"", b"[1]", b'"x"', b"null", b"{", b'{"a": NaN}'])
def test_a_config_document_is_an_object(client, sent):
    client("POST", "/api/v1/config/app", data=sent, status=400)
    assert client.lab.writes == []


@pytest.mark.parametrize(("version", "status"), [("0.43.0", 200), ("0.43.1", 412), (NEW, 412)])
def test_config_conditions_come_with_their_version(version, status):
    client, path = Client(version), "/api/v1/config/app"
    client("POST", path, {}, 200, headers={"If-None-Match": "*"})
    client("PATCH", path, {}, 200, headers={"If-Match": "1"})
    client("POST", path, {}, status, headers={"If-Match": "1"})
    client("POST", path, {}, status, headers={"If-None-Match": "*"})
    client("DELETE", path, status=status if status == 412 else 204, headers={"If-Match": "1"})


@pytest.mark.parametrize("version", [OLD, NEW])
def test_secrets_go_in_and_stay(version):
    client, path, named = Client(version), "/api/v1/secrets", environment(version)
    bodies = [
        client("POST", path, {"name": "s", "value": "marker", "description": "d"}, 200, headers=named),
        client("PUT", f"{path}/s", {"value": "marker2", "description": "e"}, 200, headers=named),
        client("PATCH", f"{path}/s", {"name": "t"}, 200, headers=named),
        client("GET", f"{path}/t", status=200, headers=named),
        client("GET", path, status=200, headers=named),
    ]
    assert not [body.text for body in bodies if "marker" in body.text]
    assert [one["revision"] for one in bodies[4].json()] == [3]
    assert bodies[3].json()["description"] == "e"
    assert client.lab.room(Secrets).named["t"].value == "marker2"
    client("POST", path, {"name": "t", "value": "x"}, 409, headers=named)
    client("PATCH", f"{path}/t", {}, 400, headers=named)
    client("PUT", f"{path}/none", {"value": "x"}, 404, headers=named)
    client("POST", path, {"name": "u"}, 400, headers=named)
    client("DELETE", f"{path}/t", status=204, headers=named)
    client("DELETE", f"{path}/t", status=404, headers=named)
    assert len(client.lab.writes) == 4
    assert "marker" not in repr(client.lab.rooms)


def test_emit_over_rest():
    client = Client(OLD)
    made = client("POST", "/api/v1/events", {"name": "e", "data": {"n": 1}, "metadata": {"m": 1}}, 200).json()
    assert made == {"event_id": "evt_00000001", "run_ids": []}
    found = client("GET", "/api/v1/events/evt_00000001", status=200).json()
    assert (found["name"], found["data"], found["metadata"]) == ("e", {"n": 1}, {"m": 1})
    client("POST", "/api/v1/events", {"data": {}}, 400)
    client("POST", "/api/v1/events", {"name": "e", "data": [1]}, 400)
    assert client("GET", "/api/v1/events/none", status=404).json()["code"] == "NOT_FOUND"
    assert client.emitted() == ["e"]


def test_emit_over_rpc(client):
    asked = {"event": "e", "idempotency_key": "k", "data": {"n": 1}, "unknown": {}, "version": "2"}
    assert client("POST", EMIT, asked, 200).json() == {"eventId": "evt_00000001"}
    again = client("POST", EMIT, {"event": "e", "idempotencyKey": "k"}, 200)
    assert again.json() == {"eventId": "evt_00000001"}
    assert client("POST", EMIT, {"event": "e", "idempotencyKey": "l"}).json() == {"eventId": "evt_00000002"}
    assert client.emitted() == ["e", "e"]
    assert client.lab.writes == ["IronflowService/Emit e"] * 2
    assert client.lab.room(Events).all[0].version == 2


@pytest.mark.parametrize(("version", "data"), [(OLD, {}), ("0.34.0", [1]), (NEW, [1])])
def test_data_that_is_no_object_came_with_0_34(version, data):
    client = Client(version)
    client("POST", EMIT, {"event": "e", "dataValue": [1]}, 200)
    assert client.lab.room(Events).all[0].data == data


def test_events_are_paged_newest_first():
    client = Client()
    for number in range(25):
        client.now += 1
        client("POST", EMIT, {"event": f"e.{number}"}, 200)
    page = client("GET", "/api/v1/events", status=200).json()
    assert (page["count"], page["limit"], page["has_next"], page["has_prev"]) == (20, 20, True, False)
    assert "prev_cursor" not in page and page["events"][0]["name"] == "e.24"
    older = client("GET", f"/api/v1/events?cursor={page['next_cursor']}").json()
    assert [event["name"] for event in older["events"]] == ["e.4", "e.3", "e.2", "e.1", "e.0"]
    assert not older["has_next"] and "next_cursor" not in older
    newer = client("GET", f"/api/v1/events?limit=2&before={older['prev_cursor']}").json()
    assert [event["name"] for event in newer["events"]] == ["e.6", "e.5"]
    client("GET", f"/api/v1/events?before={older['prev_cursor']}&cursor={page['next_cursor']}", status=400)
    client("GET", "/api/v1/events?cursor=nonsense", status=400)
    client("GET", "/api/v1/events?limit=x", status=400)
    assert client("GET", "/api/v1/events?limit=1000").json()["limit"] == 200


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("name=a.", ["a.y", "a.x"]),
        ("names=a.x,b.x", ["b.x", "a.x"]),
        ("search=needle", ["b.x"]),
        ("since=2023-11-14T22:13:22Z", ["b.x", "a.y"]),
        ("until=2023-11-14T22:13:22.000000001Z", ["a.y", "a.x"]),
        ("source=other", []),
        ("unknown=1", ["b.x", "a.y", "a.x"]),
    ],
)
def test_events_are_filtered(query, names):
    client = Client()
    for name, data in (("a.x", {}), ("a.y", {}), ("b.x", {"v": "needle"})):
        client.now += 1
        client("POST", EMIT, {"event": name, "data": data}, 200)
    assert [event["name"] for event in client("GET", f"/api/v1/events?{query}").json()["events"]] == names
    counted = client("GET", "/api/v1/events/names").json()
    assert {one["name"]: one["count"] for one in counted["names"]} == {"a.x": 1, "a.y": 1, "b.x": 1}
