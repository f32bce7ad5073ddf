# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lookup of nodes: how they are named, how few requests are sent, and that nothing stale is told."""

from __future__ import annotations

import pytest
from ansible.errors import AnsibleError

from ansible_collections.opsweave.platform.plugins.plugin_utils import burst, options
from tests.unit.plugins.module_utils.infrahub.network import device


@pytest.fixture
def ask(infrahub):
    def ask(*terms, kind="NetDevice", **given):
        return infrahub("node", *terms, kind=kind, **given)

    ask.requests, ask.play = infrahub.requests, infrahub.play
    return ask


def test_nodes_by_what_names_them(ask):
    (one,) = ask("sw1")
    assert (one["name"], one["mtu"], one["site"]["hfid"], one["kind"]) == ("sw1", 9001, ["ams"], "NetDevice")
    assert "pin" not in one
    assert ask(one["id"], ["sw2", "sw1"]) == [one, ask("sw2")[0], one]
    assert ask("sw0__eth1", kind="NetPort")[0]["speed"] == 2


def test_one_request_for_a_hundred_terms(ask):
    ask("sw1")
    found = ask(*(f"sw{n}" for n in range(40)), *(f"sw{n}" for n in range(40)))
    assert [one["name"] for one in found] == [f"sw{n}" for n in range(40)] * 2
    assert ask.requests() == 1


def test_filters_and_paths(ask):
    (found,) = ask({"mtu__values": [9001, 9002]}, exclude=["mtu"])
    assert sorted(one["name"] for one in found) == ["sw1", "sw2"] and "mtu" not in found[0]
    assert len(ask()) == 41 and len(ask(filters={"mtu__value": 9003})) == 1
    assert ask("sw1", include=["site.floor", "ports"])[0]["ports"] == []


@pytest.mark.parametrize(
    ("terms", "given", "words"),
    [
        (["sw99"], {}, 'Infrahub has no NetDevice "sw99" on branch main; give default='),
        (["sw1"], {"kind": "NetDevise"}, 'no kind "NetDevise"; did you mean "NetDevice"'),
        (["a__b"], {"kind": "NetPort", "include": ["x"]}, 'no attribute or relation "x"'),
        (["a"], {"kind": "NetPort"}, "has 1 parts, the human friendly id has 2"),
        (["a"], {"kind": "NetNote"}, "NetNote has no human friendly id"),
        ([{"nam__value": "x"}], {}, 'no filter "nam__value"; did you mean "name__value"'),
        (["sw1"], {"filters": {"mtu__value": 1}}, "filters are for a lookup without terms"),
        (["sw1"], {"branch": "nope"}, 'Infrahub has no branch "nope"'),
    ],
)
def test_mistakes(ask, terms, given, words):
    with pytest.raises(AnsibleError) as caught:
        ask(*terms, **given)
    assert words in str(caught.value)


def test_what_takes_the_place_of_a_missing_node(ask):
    assert ask("sw99", "sw1", default=None)[0] is None
    assert ask("sw99", default={"mtu": 1}) == [{"mtu": 1}]


def test_many_lookups_in_a_row_are_fetched_ahead(ask):
    ask("evil")
    asked = []
    for number in range(40):
        assert ask(f"sw{number}")[0]["mtu"] == 9000 + number
        asked.append(ask.requests())
    assert asked[:14] == [1] * 14 and sum(asked[16:]) == 0


def test_what_was_fetched_ahead_is_told_once_and_not_after_a_change(ask):
    for number in range(17):
        ask(f"sw{number}")
    assert ask("sw20") and ask.requests() == 0
    assert ask("sw20") and ask.requests() == 1
    burst.forget()  # as a module does that runs in this process
    ask.play.task("infrahub_nodes", {"nodes": [device("sw21", mtu=1400)]})
    assert ask("sw21")[0]["mtu"] == 1400


def test_nothing_is_kept_over_a_moment(ask, monkeypatch):
    for number in range(17):
        ask(f"sw{number}")
    later = burst.time.monotonic() + 1
    monkeypatch.setattr(burst.time, "monotonic", lambda: later)
    assert ask("sw20") and ask.requests() == 1


def test_options_are_worked_out_once(ask, monkeypatch):
    ask("sw1")
    assert len(options.KNOWN) == 1
    ask("sw2", variables={"opsweave_infrahub_branch": "main"})
    assert len(options.KNOWN) == 2
    template = {"opsweave_infrahub_branch": "{{ where }}"}
    assert options.key_of("opsweave.platform.infrahub_node", template, {}) is None
    monkeypatch.setenv("INFRAHUB_API_TOKEN", "another-token")
    with pytest.raises(AnsibleError, match="check the credential"):
        ask("sw2")
