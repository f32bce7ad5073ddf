# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Events looked up and redacted, upcasts, publishing and topics: the Ironflow SDKs and our modules see the same."""

from __future__ import annotations

import pytest

from .conftest import Pair
from .ours import Failed


def over_rest(ironflow: Pair) -> bool:
    """What moved to ConnectRPC with 0.36 is in REST only where both are older."""
    return ironflow.version == ironflow.sdk("version") == "0.33.1"


def test_events_are_listed_alike(ironflow: Pair) -> None:
    for number in range(3):
        ironflow.ours("event", name=f"site.e{number}", data={"n": number})
    looked = ironflow.ours("event_info", counts=True)
    assert looked["resources"] == ironflow.sdk("events_list")["events"]
    assert looked["counts"] == ironflow.sdk("events_list_names")["names"]
    one = looked["resources"][1]
    assert ironflow.ours("event_info", id=one["id"])["resources"] == [ironflow.sdk("events_get", one["id"])] == [one]
    page = ironflow.ours("event_info", limit=2)
    following = ironflow.sdk("events_list", cursor=page["next_cursor"])["events"]
    assert following == ironflow.ours("event_info", cursor=page["next_cursor"])["resources"] == looked["resources"][2:]


def test_what_one_redacts_is_so_for_the_other(ironflow: Pair) -> None:
    if ironflow.version == "0.33.1":
        with pytest.raises(Failed, match=r"Ironflow has it from 0\.39 on"):
            ironflow.ours("event_redact", id="evt_00000001")
        return
    ids = [ironflow.ours("event", name="e", data={"secret": number})["event_id"] for number in range(2)]
    if ironflow.sdk("version") == "0.33.1":  # which cannot redact
        assert ironflow.ours("event_redact", id=ids[0])["changed"]
    else:
        ironflow.sdk("IronflowService/RedactEvent", {"eventId": ids[0]})
    assert not ironflow.ours("event_redact", id=ids[0])["changed"]
    assert ironflow.ours("event_redact", id=ids[1])["changed"]
    assert all(one["data"]["$redacted"] is True for one in ironflow.sdk("events_list")["events"])


def test_an_upcast_is_the_same(ironflow: Pair) -> None:
    rest = over_rest(ironflow)
    for version in (1, 2):
        ironflow.ours("event_schema", name="e", version=version, schema={"type": "object"}, description=f"v{version}")
    data = {"a": [1, None]}
    ours = ironflow.ours("event_upcast", name="e", from_version=1, to_version=2, data=data)
    if rest:
        asked = {"event_name": "e", "from_version": 1, "to_version": 2, "data": data}
        theirs = ironflow.sdk("schemas_create_upcast", asked)
        assert (ours["data"], ours["steps"]) == (theirs["data"], theirs["steps_applied"])
        return
    asked = {"eventName": "e", "fromVersion": 1, "toVersion": 2, "data": data}
    theirs = ironflow.sdk("EventSchemaService/TestUpcast", asked)
    assert ours["data"] == theirs["data"]
    assert [one["description"] for one in ours["steps"]] == [one["description"] for one in theirs["stepsApplied"]]


def test_a_key_publishes_once_whoever_has_it(ironflow: Pair) -> None:
    rest = over_rest(ironflow)
    if rest:
        told = ironflow.sdk("pub_sub_create", {"topic": "t", "data": {"a": 1}, "idempotency_key": "k"})
    else:
        told = ironflow.sdk("PubSubService/Publish", {"topic": "t", "data": {"a": 1}, "idempotencyKey": "k"})
    ours = ironflow.ours("publish", topic="t", data={"a": 1}, idempotency_key="k")
    assert ours["event_id"] == (told.get("event_id") or told.get("eventId"))
    assert ours["sequence"] == int(told["sequence"])
    assert ours["changed"] is (ironflow.version == "0.33.1"), "old servers do not tell that they had it"
    ironflow.ours("publish", topic="t", data=["no", "dictionary"])
    seen = ironflow.sdk("PubSubService/ListTopics", {})["topics"]
    (looked,) = ironflow.ours("topic_info", statistics=True)["resources"]
    assert [(one["name"], int(one["messageCount"])) for one in seen] == [("t", 2)]
    counts = ironflow.sdk("PubSubService/GetTopicStats", {"topic": "t"})
    assert (looked["first_seq"], looked["last_seq"]) == (int(counts["firstSeq"]), int(counts["lastSeq"])) == (1, 2)
