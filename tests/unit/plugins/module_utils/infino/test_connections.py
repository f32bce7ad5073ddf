# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Connections and import jobs: in all variants of the replies, with secrets that never show, and waited for."""

from __future__ import annotations

import json

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.infino.configs import alike, parted
from tests.unit.lives.infino_sources import LIVES, LOGS, NIGHTLY, WAREHOUSE
from tests.unit.play import Play

from .variants import combinations, lived

CONNECTIONS = [
    *combinations("connection_id", "connection_reply", "connections"),
    *combinations("config", "secrets", "patch"),
    {"connecting": "slow"},
]
JOBS = [*combinations("job_config", "job_query", "job_repeat"), *combinations("connections", "connection_id")]
CASES = [
    *((LIVES[0], variant) for variant in CONNECTIONS),
    # What it changes is not among what a server tells that tells only a part.
    *((LIVES[1], variant) for variant in CONNECTIONS if variant.get("config") != "part"),
    *((life, variant) for life in LIVES[2:] for variant in JOBS),
]


class Sources(Play):
    """A play that keeps the body of the last write."""

    def __init__(self, **variant):
        super().__init__("infino")
        self.server.variant, self.server.ticks = variant, lambda: self.now
        self.body, answer = None, self.transport

        def listening(method, url, **how):
            if method in ("POST", "PATCH", "PUT"):
                self.body = json.loads(how["data"])
            return answer(method, url, **how)

        self.transport = listening

    def connect(self, check_mode=False, **args):
        return self.task("infino_connection", {"name": LOGS["name"], **args}, check_mode)

    def job(self, check_mode=False, **args):
        return self.task("infino_import_job", {**NIGHTLY, **args}, check_mode)

    @property
    def stored(self):
        ((_name, one),) = self.server.sources.all.items()
        return one["config"]


@pytest.fixture
def play():
    return Sources()


@pytest.mark.parametrize(
    ("life", "variant"), CASES, ids=lambda one: "-".join(one.values()) if isinstance(one, dict) else ""
)
def test_every_variant_of_the_replies(life, variant):
    lived(life, variant)


def test_a_change_of_type_is_refused_with_what_to_do(play):
    play.connect(**LOGS)
    told = play.connect(type="opensearch")["msg"]
    assert told == "connection Production logs: type cannot be changed; delete the connection first"


def test_an_unknown_type_is_refused_with_what_was_probably_meant(play):
    for check_mode in (True, False):
        told = play.connect(check_mode, type="elasticsearh")["msg"]
        assert 'there is no type "elasticsearh"; did you mean "elasticsearch"?' in told
    assert "has disabled the type datadog" in play.connect(type="datadog")["msg"]
    assert "files are uploaded" in play.connect(type="file")["msg"]
    assert not play.server.writes


def test_the_whole_configuration_is_sent_with_a_change(play):
    play.connect(**LOGS)
    changed = play.connect(config={"password": "word", "timeout_secs": 60})
    assert changed["operation"] == "update" and not changed["warnings"]
    config = {**LOGS["config"], "timeout_secs": 60}
    assert play.body == {"config": {"name": "Production logs", **config}}
    warned = play.connect(config={"timeout_secs": 90})
    assert "its secrets were not given" in warned["warnings"][0]


def test_a_secret_is_written_when_asked_for(play):
    play.connect(**LOGS)
    assert not play.connect(config={"password": "another"})["changed"]
    again = play.connect(config={"password": "another"}, update_secret="always")
    assert again["operation"] == "update" and play.stored["password"] == "another"
    assert "another" not in str(again)


@pytest.mark.parametrize("password", ["word", "another"])
def test_a_secret_that_the_server_tells_is_compared(password):
    play = Sources(secrets="told")
    play.connect(**LOGS)
    foretold = play.connect(True, config={"password": password})
    done = play.connect(config={"password": password})
    assert done["changed"] == foretold["changed"] == (password != "word")
    assert done["diff"] == foretold["diff"]
    assert play.stored["password"] == password
    assert "another" not in str(done["resource"]) and done["resource"]["config"]["password"].endswith("secret)")


def test_what_the_server_does_not_tell_is_named(play):
    play = Sources(config="part")
    play.connect(**LOGS)
    again = play.connect(config={"username": "infino", "base_url": LOGS["config"]["base_url"]})
    assert not again["changed"] and again["unverified"] == ["config.username"]
    assert play.connect(config={"username": "other"}, update_secret="always")["changed"]
    assert play.stored["username"] == "other"


def test_a_connection_that_does_not_come_up_is_told_of(play):
    args = {**LOGS, "config": {"base_url": "https://broken.example.com"}}
    told = play.connect(**args)
    assert "connection Production logs is error; look at its address" in told["msg"]
    assert told["changed"] and told["done"] == ["create connection Production logs"]
    assert not play.connect(**args, wait=False)["changed"]
    slow = Sources(connecting="slow")
    assert "is disconnected" in slow.connect(**LOGS, wait_timeout=0)["msg"]


def test_a_connection_gets_another_name_by_its_id(play):
    made = play.connect(**LOGS)["resource"]["id"]
    play.connect(id=made, name="Renamed", config={"password": "word"})
    assert play.stored["name"] == "Renamed" and play.stored["password"] == "word"


def test_two_of_one_name_are_told_with_their_ids(play):
    play.connect(**LOGS)
    play.server.sources.all["second"] = {"id": "second", "type": "snowflake", "config": {"name": LOGS["name"]}}
    play.server.sources.looks["second"] = 0
    assert "there are 2 of this name (id: conn-" in play.connect()["msg"]


def test_what_is_secret_is_told_by_its_name():
    config = {"base_url": "u", "api_key": 1, "auth": {"type": "basic", "password": "p"}, "Pat_Token": "t"}
    assert parted(config) == (
        {"base_url": "u", "auth": {"type": "basic"}},
        {"api_key": 1, "auth": {"password": "p"}, "Pat_Token": "t"},
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("30", 30, True), (True, "true", True), (1.0, "1", True), (["a", "b"], "a, b", True), ("a", "b", False)],
)
def test_values_are_compared_as_connectors_take_them(one, other, same):
    assert alike(one, other) is same


def test_the_source_is_asked_about_a_dataset(play):
    play.connect(**LOGS)
    looked = play.task("infino_connection_info", {"name": LOGS["name"], "dataset": "web", "types": True})
    assert looked["metadata"]["mappings"] and "snowflake" in {one["type"] for one in looked["types"]}
    assert "does not exist" in play.task("infino_connection_info", {"name": "other", "dataset": "web"})["msg"]


def test_a_job_is_made_anew_when_it_changes(play):
    play.task("infino_connection", WAREHOUSE)
    first = play.job()["resource"]["id"]
    changed = play.job(schedule="0 3 * * *")
    assert changed["operation"] == "update" and changed["resource"]["id"] != first
    assert play.body["query"] == "SELECT 1" and len(play.server.jobs.all) == 1
    lacking = play.task(
        "infino_import_job", {"connection": "dwh", "target_dataset": "sales.rel", "schedule": "1 1 * * *"}
    )
    assert "the server does not tell the query of this one" in lacking["msg"]
    assert "no cron expression" in play.job(schedule="nightly")["msg"]


def test_a_schedule_says_which_of_several_jobs_is_meant(play):
    play.task("infino_connection", WAREHOUSE)
    play.job()
    ((name, one),) = play.server.jobs.all.items()
    play.server.jobs.all["job-2"] = {**one, "job_id": "job-2", "kept": {**one["kept"], "schedule": "1 1 * * *"}}
    assert not play.job()["changed"]
    assert play.job(schedule="1 1 * * *")["resource"]["id"] == "job-2"
    assert f"there are 2 of this name (id: {name}, job-2)" in play.job(schedule="2 2 * * *")["msg"]


def test_a_job_names_its_connection_by_name_or_id(play):
    made = play.task("infino_connection", WAREHOUSE)["resource"]["id"]
    play.job()
    assert not play.job(connection=made)["changed"]
    assert 'there is no connection "dhw"; did you mean "dwh"?' in play.job(connection="dhw")["msg"]
    assert "a run fails unless" in play.job(True, connection="dhw")["warnings"][0]


def test_jobs_are_waited_for(play):
    play.task("infino_connection", WAREHOUSE)
    assert play.job(wait=True)["resource"]["status"] == "completed" and len(play.pauses) == 5
    broken = play.job(query="broken", target_dataset="other", wait=True)
    assert "import job dwh/other is failed" in broken["msg"] and broken["changed"]
    late = play.job(target_dataset="third", wait=True, wait_timeout=1)
    assert "is pending after 1 seconds" in late["msg"]


def test_runs_are_waited_for(play):
    name = play.server.jobs.start("file", "web", {"documents_processed": 2}, "line 3 is no JSON")
    assert play.task("infino_import_job_info", {"run_id": name})["run"]["status"] == "submitted"
    ended = play.task("infino_import_job_info", {"run_id": name, "wait": True})
    assert (ended["run"]["status"], ended["run"]["errors"]) == ("failed", ["line 3 is no JSON"])
    assert ended["resources"] == []
    assert "there is no run other" in play.task("infino_import_job_info", {"run_id": "other"})["msg"]
    play.task("infino_connection", WAREHOUSE)
    play.job()
    late = play.task("infino_import_job_info", {"wait": True, "wait_timeout": 1})
    assert "import job dwh/sales.rel has not ended after 1 seconds" in late["msg"]
