# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Fino AI and rows as hosts, through both doors: a conversation over a real WebSocket, an inventory, a lookup."""

from __future__ import annotations

import json

import pytest
import yaml

from .runner import ours, play

QUESTION = "how many devices by site"
RECORDS = [{"_id": "a", "site": "{{ 2 + 2 }}"}, {"_id": "b", "site": "FRA"}]
SQL = "SELECT _id, site FROM devices"


@pytest.fixture(scope="module", params=["true", "false"], ids=["in process", "a process of its own"])
def ran(request, running):
    running.reset("infino")
    thread = {"name": "Triage {{ 1 + 1 }}", "sources": [{"index_name": "devices"}], "streaming": True}
    name = thread["name"]
    tasks = [
        ours("infino_dataset", {"name": "devices"}, "dataset"),
        ours("infino_records", {"dataset": "devices", "records": RECORDS}, "records"),
        ours("infino_thread", thread, "thread foretold", check_mode=True),
        ours("infino_thread", thread, "thread"),
        ours("infino_thread", thread, "thread again"),
        ours("infino_message", {"thread": name, "content": "context", "role": "system"}, "message"),
        ours("infino_ask", {"thread": name, "question": QUESTION}, "unasked", check_mode=True),
        ours("infino_ask", {"thread": name, "question": QUESTION}, "answer", register="answer"),
        ours("infino_ask", {"question": QUESTION}, "answer without a thread"),
        ours("infino_ask", {"question": "the weather"}, "no answer", ignore_errors=True),
        {"name": "fact", "ansible.builtin.set_fact": {"sites": "{{ answer.rows | map(attribute='site') | list }}"}},
        {"name": "sites", "ansible.builtin.debug": {"var": "sites"}},
        ours("infino_thread_info", {"name": name}, "threads"),
        {
            "name": "lookup",
            "ansible.builtin.debug": {"msg": f"{{{{ lookup('opsweave.platform.infino_query', '{SQL}') }}}}"},
        },
    ]
    done = running.play([play("fino", tasks)], "--diff", f"-eopsweave_in_process={request.param}")
    assert done.status == 0, done.output[-3000:]
    return done.results(), running


def test_a_thread_is_made_once(ran):
    results, _site = ran
    assert results["thread foretold"]["changed"] and results["thread"]["changed"]
    assert results["thread foretold"]["diff"] == results["thread"]["diff"] and not results["thread again"]["changed"]


def test_an_answer_is_heard_to_its_end(ran):
    results, _site = ran
    answer, other = results["answer"], results["answer without a thread"]
    assert answer["rows"] == other["rows"] == [{"site": "FRA", "count": 1}, {"site": "{{ 2 + 2 }}", "count": 1}]
    assert results["sites"]["sites"] == ["FRA", "{{ 2 + 2 }}"] and answer["summary"] == "**2** rows of devices."
    assert (answer["changed"], other["changed"], results["unasked"]["rows"]) == (True, False, None)
    (thread,) = results["threads"]["resources"]
    assert [one["role"] for one in thread["messages"]] == ["system", "user", "assistant"]
    assert "no dataset fits the question" in results["no answer"]["msg"]


def test_rows_are_found_and_are_hosts(ran):
    results, site = ran
    assert {row["site"] for row in results["lookup"]["msg"]} == {"FRA", "{{ 2 + 2 }}"}
    path = site.folder / "rows.infino.yml"
    path.write_text(yaml.safe_dump({"plugin": "opsweave.platform.infino", "sql": SQL, "hostnames": ["_id"]}))
    done = site.command("ansible-inventory", "-i", str(path), "--list", "--export")
    hosts = json.loads(done.output[done.output.index("{") :])["_meta"]["hostvars"]
    assert hosts.keys() == {"a", "b"} and "FRA" in str(hosts["b"]) and "2 + 2" in str(hosts["a"])
