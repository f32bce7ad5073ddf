# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Consumer groups of ours, as the Ironflow SDK joins them: what is acked is over, what is not comes again."""

from __future__ import annotations

import pytest

from .conftest import Pair
from .sdk import Refused

OLD = "0.33.1"
BILLING = {"namespace": "default", "groupName": "billing"}
EMIT = ["IronflowService/Emit", {"event": "order.paid", "data": {"n": 1}}]


@pytest.fixture
def group(ironflow: Pair) -> Pair:
    if OLD in (ironflow.version, ironflow.sdk("version")):
        pytest.skip("acks have a method of their own from 0.40 on")
    ironflow.ours(
        "consumer_group", name="billing", pattern="events:order.*", ack_mode="manual", redeliver_delay_ms=100,
        max_redeliveries=2,
    )  # fmt: skip
    return ironflow


def ack(pair: Pair, event: dict, kind: str) -> None:
    told = {"consumerId": event["subscriptionId"], "eventId": event["eventId"], "ackType": f"ACK_TYPE_{kind}"}
    pair.sdk("PubSubService/AckEvent", {**BILLING, **told})


def test_what_is_not_acked_comes_again(group: Pair) -> None:
    (first, second) = group.sdk("PubSubService/JoinConsumerGroup", BILLING, take=2, then=EMIT)
    assert first["eventId"] == second["eventId"]
    assert (first["deliveryAttempt"], second["deliveryAttempt"]) == (1, 2)
    (one,) = group.ours("event_info", id=first["eventId"])["resources"]
    assert first["data"] == one["data"] == {"n": 1}


def test_what_is_acked_is_over(group: Pair) -> None:
    (event,) = group.sdk("PubSubService/JoinConsumerGroup", BILLING, then=EMIT)
    ack(group, event, "ACK")
    with pytest.raises(Refused, match="not found"):
        ack(group, event, "ACK")


def test_an_ack_must_be_of_whom_the_event_came_to(group: Pair) -> None:
    (event,) = group.sdk("PubSubService/JoinConsumerGroup", BILLING, then=EMIT)
    with pytest.raises(Refused, match="not found"):
        ack(group, {**event, "subscriptionId": "another"}, "ACK")
    ack(group, event, "TERM")


def test_a_group_that_is_not_there_is_not_joined(group: Pair) -> None:
    group.ours("consumer_group", name="billing", state="absent")
    with pytest.raises(Refused, match="not found"):
        group.sdk("PubSubService/JoinConsumerGroup", BILLING)
