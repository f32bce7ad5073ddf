# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lookup of runs: many at a time, parts of them, and what takes the place of what is not there."""

from __future__ import annotations

import pytest
from ansible import constants
from ansible.errors import AnsibleError

from ansible_collections.opsweave.platform.plugins.lookup import ironflow_run
from ansible_collections.opsweave.platform.plugins.module_utils import entry
from ansible_collections.opsweave.platform.plugins.plugin_utils import client as plugin_client
from ansible_collections.opsweave.platform.plugins.plugin_utils import options
from tests.lab.ironflow.engine import Engine
from tests.unit.pages import COLLECTION, Page
from tests.unit.plugins.module_utils.ironflow.server import KEY, NEW, OLD, Server

NAME = f"{COLLECTION}.ironflow_run"
TEXT = "{{ 1 + 1 }}"


@pytest.fixture(params=[OLD, "0.36.0", NEW])
def server(request):
    """Three runs, of which the first completes at the second look, and the others wait or fail at the first."""
    made = Server(request.param)
    for id_, goes in (("a", {"steps": ["load", "store"]}), ("b", {"waits": "load"}), ("c", {"fails": "load"})):
        told = {"id": id_, "name": id_, "triggers": [{"event": id_}], "metadata": {"lab": goes}}
        made.done("call", operation="IronflowService/RegisterFunction", params=told)
        made.done("event", name=id_, data={"text": TEXT})
    made.sent.clear()
    return made


@pytest.fixture
def ask(server, monkeypatch):
    """The lookup's answer, with options as Ansible works them out."""
    outside = plugin_client.Outside
    monkeypatch.setattr(plugin_client, "Outside", lambda **how: outside(transport=server.transport, **how))
    monkeypatch.setattr(plugin_client, "run_memo", lambda: server.memo)
    monkeypatch.setenv("IRONFLOW_SERVER_URL", "http://localhost")
    monkeypatch.setenv("IRONFLOW_API_KEY", KEY)
    entry.CLIENTS.clear()
    options.KNOWN.clear()
    constants.config.initialize_plugin_configuration_definitions("lookup", NAME, Page("lookup", "ironflow_run").options)

    def ask(*terms, **given):
        plugin = ironflow_run.LookupModule()
        plugin._load_name = NAME
        server.sent.clear()
        return plugin.run(list(terms), variables={}, **given)

    return ask


def run(number):
    return f"run_{number:08x}"


def test_each_run_is_asked_for_once(server, ask):
    found = ask(run(1), [run(2), run(1)], run(3))
    assert [one["id"] for one in found] == [run(1), run(2), run(1), run(3)]
    assert [one["status"] for one in found] == ["running", "waiting", "running", "failed"]
    assert found[0]["input"] == {"text": TEXT} and found[0]["function_id"] == "a"
    assert len(server.sent) == 3
    assert ask() == [] and not server.sent


def test_parts(ask):
    assert ask(run(2), run(3), part="status") == ["waiting", "failed"]
    assert ask(run(3), part="input") == [{"text": TEXT}]
    assert ask(run(3), part="error")[0]["message"] == "load failed"
    assert ask(run(1), run(1), part="output", default=None) == [None, None]
    assert ask(run(1), part="output") == [{"input": {"text": TEXT}, "steps": 2}]


def test_what_has_no_output(ask):
    with pytest.raises(AnsibleError, match=f"run {run(2)} is waiting; it has no output, give default= for such a run"):
        ask(run(2), part="output")
    with pytest.raises(AnsibleError, match=f"run {run(3)} is failed: load failed; it has no output"):
        ask(run(3), part="output")
    assert ask(run(2), run(3), part="output", default=0) == [0, 0]


def test_what_is_not_there(ask):
    with pytest.raises(AnsibleError, match="there is no run run_none; give default="):
        ask(run(1), "run_none")
    assert ask("run_none", part="status", default="gone") == ["gone"]


def test_many_at_a_time(server, ask):
    server.lab.behaviours["runs_get"] = server.lab.behaviours["IronflowService/GetRun"]
    many = [run(2)] * 3 + [f"run_{number}" for number in range(50)]
    found = ask(*many, default=None)
    assert [one and one["id"] for one in found] == [run(2)] * 3 + [None] * 50
    assert len(server.sent) == 51 and len(server.lab.room(Engine).runs) == 3
