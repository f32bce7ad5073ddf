# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""One run: what is kept for the next, and what is said of it."""

from __future__ import annotations

import datetime
import json
from types import SimpleNamespace

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils import entry
from ansible_collections.opsweave.platform.plugins.module_utils.core.errors import MissingLibrary, PlanError
from ansible_collections.opsweave.platform.plugins.module_utils.core.spec import Field, ModuleSpec, System

SECRET = 'top "secret"\n€'
PARAMS = {"api_token": SECRET, "old": {"a": SECRET}, "data": {"a": SECRET}, "name": "x"}
FIELDS = (Field("data", "dict", conceal=True, aliases=("old",)), Field("name"))


@pytest.fixture
def perform():
    made = []

    def connect(params, outside):
        made.append(params)
        outside.warn("connected")
        return SimpleNamespace(journal=["GET /x"], outside=outside)

    system = System("lab", (Field("api_token", secret=True),), connect)

    def go(run, params=None, **how):
        return entry.perform(ModuleSpec(system, FIELDS, run), params or PARAMS, {SECRET}, **how)

    go.made = made
    return go


def test_the_client_is_kept_with_its_options(perform):
    clients = []
    for _round in "ab":
        result = perform(lambda task: clients.append(task.client) or {"changed": False})
    assert len(perform.made) == 1 and clients[0] is clients[1]
    assert result["requests"] == 0 and result["warnings"] == []
    perform(lambda task: {}, {**PARAMS, "api_token": "another"})
    assert len(perform.made) == 2


def test_the_client_sees_the_world_of_the_task_that_uses_it(perform):
    told = []
    for text in ("one", "two"):
        result = perform(lambda task, text=text: task.client.outside.warn(text) or {})
        told.append(result["warnings"])
    assert told == [["connected", "one"], ["two"]]


def test_a_client_is_not_taken_over_a_fork(perform, monkeypatch):
    perform(lambda task: {})
    monkeypatch.setattr(entry.os, "getpid", lambda: -1)
    perform(lambda task: {})
    assert len(perform.made) == 2


def test_a_bug_is_told_without_secrets(perform):
    def run(task):
        raise KeyError(task.params["api_token"], json.dumps(task.params))

    result = perform(run)
    assert result["failed"] and "KeyError" in result["msg"] and "line" in result["exception"]
    assert "please report it" in result["msg"]
    assert "secret" not in str({**result, "invocation": None})


def test_an_expected_error_is_its_sentence(perform):
    result = perform(lambda task: fail(PlanError("thing x: no")))
    assert (result["failed"], result["msg"]) == (True, "thing x: no")
    assert not {"exception", "changed", "done"} & result.keys()
    assert (
        "requests" in perform(lambda task: fail(MissingLibrary("frob")))
        and "frob" in perform(lambda task: fail(MissingLibrary("frob")))["msg"]
    )


def fail(error):
    raise error


def test_what_was_done_before_an_error_is_told(perform):
    def run(task):
        error = PlanError("no")
        error.done, error.failed_item = [1], 2
        raise error

    result = perform(run)
    assert (result["msg"], result["changed"], result["done"], result["failed_item"]) == ("no", True, [1], 2)


def test_results_are_json_and_say_nothing_concealed(perform):
    def run(task):
        task.outside.conceal("later")
        return {"day": datetime.date(2024, 1, 2), 5: "five", "words": "see later", "diff": {}}

    result = perform(run)
    assert (result["day"], result["5"], result["words"]) == ("2024-01-02", "five", "see ********")
    assert "diff" not in result and "request_log" not in result
    shown = result["invocation"]["module_args"]
    assert shown["data"] == shown["old"] == entry.CONCEALED and shown["name"] == "x"
    assert "secret" not in str(result).replace("api_token", "")
    told = perform(run, diff_mode=True, verbose=True)
    assert told["diff"] == {} and told["request_log"] == []


@pytest.mark.parametrize("hide", [str, json.dumps, repr, lambda text: json.dumps(json.dumps(text)), str.strip])
def test_a_secret_is_masked_however_it_is_written(perform, hide):
    result = perform(lambda task: fail(PlanError(f"the server said <{hide(SECRET)}>")))
    assert "secret" not in result["msg"] and "********" in result["msg"]


def test_a_secret_that_a_cut_left_the_beginning_of_is_masked(perform):
    for size in range(4, len(SECRET)):
        result = perform(lambda task, size=size: fail(PlanError(f"it said: {SECRET[:size]}…; check it")))
        assert result["msg"] == "it said: ********…; check it"


def test_a_short_secret_is_warned_about(perform):
    assert "shorter than 4" in perform(lambda task: task.outside.conceal("1") or {})["warnings"][-1]


def test_the_argument_spec_has_the_fallbacks_to_variables():
    option = Field("api_url", required=True, env="LAB_URL")
    nested = Field("rows", "list", elements="dict", options=(Field("n", "int", default=1), Field("s", secret=True)))
    spec = entry.argument_spec(ModuleSpec(System("lab", (option,), print), (nested,), print))
    assert spec["api_url"]["fallback"][1] == ["LAB_URL"]
    assert spec["rows"]["options"]["n"] == {"type": "int", "no_log": False, "default": 1}
    assert spec["rows"]["options"]["s"]["no_log"] is True


@pytest.mark.parametrize("value", [{"a": [1, 1.5, None, True, "x", {"b": {}}]}, [], "x", {}])
def test_what_is_plain_is_left_as_it_is(value):
    assert entry.plain(value) is value


@pytest.mark.parametrize(
    ("value", "made"),
    [
        ({"a": [(1, 2)]}, {"a": [[1, 2]]}),
        ({"a": {1: "x"}}, {"a": {"1": "x"}}),
        ([{"a": type("Text", (str,), {})("x")}], [{"a": "x"}]),
    ],
)
def test_what_is_not_plain_becomes_so_at_any_depth(value, made):
    found = entry.plain(value)
    assert found == made and entry.is_plain(found) and not entry.is_plain(value)
