# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""infrahub_nodes when something goes wrong: a node that is refused, a busy server, an answer that is lost, a kill."""

from __future__ import annotations

import pytest

from tests.lab.common.stand_in import Fault

from .network import count, device, fabric, loaded, network, node, port, site


@pytest.fixture
def play():
    made = network()
    made.do = lambda nodes, check=False, **more: made.task("infrahub_nodes", {"nodes": nodes, **more}, check)
    return made


@pytest.mark.parametrize("action", ["drop_before", "drop_after", "truncate", "status"])
@pytest.mark.parametrize("skip", range(12))
def test_interrupted_anywhere_nothing_is_made_twice(play, action, skip):
    """Whatever request fails in whatever way, the run completes or the next one does."""
    play.server.faults[:] = [Fault(action, status=503, skip=skip)]
    done = play.do(fabric(), identifier="lab")
    play.server.faults.clear()
    assert not done.get("exception"), done
    again = play.do(fabric(), identifier="lab")
    assert not again.get("failed"), again
    assert (count(play, "NetDevice"), count(play, "NetPort"), count(play, "NetSite")) == (3, 6, 1)
    assert play.do(fabric(), identifier="lab")["changed"] is False


def test_a_refused_item_is_named_and_the_rest_is_told(play):
    play.do([site(), device("sw1")])
    wrong = [device("sw2"), site("x" * 300)]
    play.server.faults[:] = [Fault("status", status=400, path="graphql", skip=3, times=9)]
    done = play.do(wrong)
    assert done["failed"] and done["failed_item"]["item"].startswith("nodes["), done
    assert done["changed"] is bool(done["done"])


BAD = "x" * 3


@pytest.fixture
def picky(play):
    """A server that has a rule of its own, which no schema tells."""
    url, token = "http://localhost/api/schema/load?branch=main", next(iter(play.server.tokens))
    rule = {"name": "code", "kind": "Text", "regex": "^[a-z]{1,2}$", "optional": True}
    kind = {"name": "Rack", "namespace": "Net", "human_friendly_id": ["name__value"]}
    racks = {
        "version": "1.0",
        "nodes": [
            {
                **kind,
                "attributes": [{"name": "name", "kind": "Text", "unique": True}, rule],
                "relationships": [
                    {
                        "name": "next",
                        "peer": "NetRack",
                        "cardinality": "one",
                        "optional": True,
                        "direction": "outbound",
                        "identifier": "rack__next",
                    }
                ],
            }
        ],
    }
    answer = play.transport("POST", url, json={"schemas": [racks]}, headers={"X-INFRAHUB-KEY": token})
    assert answer.status_code == 200, answer.text
    return play


def racks(**codes):
    return [node("NetRack", name=name, code=code) for name, code in codes.items()]


def test_an_error_stops_the_run(picky):
    done = picky.do(racks(a="a", b=BAD, c="c"), batch_size=1, concurrency=1)
    assert done["msg"].startswith("nodes[1] NetRack b: ") and "must conform with the regex" in done["msg"]
    assert done["failed_item"]["field"] == "code" and done["done"] == [{"operation": "create", "item": "NetRack a"}]
    assert count(picky, "NetRack") == 1


def test_or_the_rest_is_done_and_each_failure_listed(picky):
    nodes = [*racks(a="a", b=BAD, c="c", d=BAD), node("NetRack", name="e", next="b")]
    done = picky.do(nodes, on_error="continue", identifier="racks", prune=True)
    assert done["msg"].startswith("3 of 5 nodes could not be written: nodes[1] NetRack b: ")
    assert [(one["item"], one["field"], one["operation"]) for one in done["failed_items"]] == [
        ("nodes[1] NetRack b", "code", "create"),
        ("nodes[3] NetRack d", "code", "create"),
        ("nodes[4] NetRack e", None, "create"),
    ]
    assert "must conform with the regex" in done["failed_items"][0]["message"]
    assert 'NetRack "b" has not been written' in done["failed_items"][2]["message"]
    assert count(picky, "NetRack") == 2 and done["changed"] and len(done["done"]) == 2
    nodes = [*racks(a="a", b="b", c="c", d="d"), node("NetRack", name="e", next="b")]
    assert picky.do(nodes, identifier="racks")["operations"] == {"create": 3, "update": 0, "delete": 0, "none": 2}


def test_after_a_failure_nothing_is_pruned(picky):
    picky.do(racks(a="a", b="b"), identifier="racks")
    done = picky.do(racks(a=BAD), identifier="racks", prune=True, on_error="continue")
    assert len(done["failed_items"]) == 1 and count(picky, "NetRack") == 2
    assert picky.do(racks(a="z"), identifier="racks", prune=True)["operations"]["delete"] == 1


def test_one_wrong_variable_does_not_spoil_its_batch(play):
    """A server that refuses the whole document, as for a variable of a wrong type, is asked with one node at a time."""
    inner = play.transport

    def transport(method, url, **how):
        text = how["data"].decode() if how.get("data") else ""
        if "NetSiteCreate" in text and "worst" in text:
            play.server.faults[:] = [Fault("status", status=500)]
        return inner(method, url, **how)

    play.transport = transport
    done = play.do([site("a"), site("worst"), site("c")], on_error="continue")
    assert [one["item"] for one in done["failed_items"]] == ["nodes[1] NetSite worst"], done
    assert count(play, "NetSite") == 2


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_waited_for(play, status):
    play.server.faults[:] = [Fault("status", status=status, retry_after="7", path="graphql", skip=1, times=3)]
    done = play.do(fabric(), identifier="lab")
    assert done["operations"]["create"] == 10 and play.pauses and set(play.pauses) == {7.0}
    assert not play.do(fabric(), identifier="lab")["changed"]


def test_somebody_else_was_faster(play):
    """A node that came to be after the look is looked at again, and is neither an error nor made twice."""
    inner = play.transport

    def transport(method, url, **how):
        if b"NetSiteCreate" in (how.get("data") or b"") and not play.server.writes:
            how_too = {
                **how,
                "data": b'{"query": "mutation { NetSiteCreate(data: {name: {value: \\"ams\\"}}) { ok } }"}',
            }
            assert inner(method, url, **how_too).status_code == 200
        return inner(method, url, **how)

    play.transport = transport
    done = play.do([site("ams", floor=3), device("sw1")])
    assert not done.get("failed"), done
    assert count(play, "NetSite") == 1 and not play.do([site("ams", floor=3), device("sw1")])["changed"]


@pytest.mark.parametrize("action", ["drop_before", "drop_after"])
def test_killed_at_any_request_the_next_run_completes_it(play, action):
    """From some request on nothing comes through any more. Everything that bulk does is in this run: new nodes, changed
    ones, a circle, a tracking group, and nodes to prune."""
    first = [site(), device("a"), device("b"), device("old"), port("old", "eth0"), port("a", "eth0", speed=1)]
    second = [
        site(), device("a", backup="b"), device("b", backup="c"), device("c", backup="a"),
        port("a", "eth0", speed=2), port("c", "eth0"), node("BuiltinTag", name="red"),
    ]  # fmt: skip
    how = {"identifier": "lab", "prune": True, "batch_size": 2, "concurrency": 1, "api_retries": 0}
    for skip in range(100):
        play.server.reset()
        loaded(play)
        assert not play.do(first, **how).get("failed")
        play.server.faults[:] = [Fault(action, skip=skip, times=10**6)]
        killed = play.do(second, **how)
        assert not killed.get("exception"), killed
        play.server.faults.clear()
        done = play.do(second, **how)
        assert not done.get("failed"), done
        assert [count(play, kind) for kind in ("NetSite", "NetDevice", "NetPort", "BuiltinTag")] == [1, 3, 2, 1]
        assert play.do(second, **how)["changed"] is False
        if not killed.get("failed"):
            assert skip > 8
            return
    raise AssertionError("it never came through")
