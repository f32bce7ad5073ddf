# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Templates of policies: installed whole or not at all, and only where there are any."""

from __future__ import annotations

import pytest

from tests.lab.ironflow.areas import policies

from .server import OLD, Server

HELD = '[{"name": "one"}, {"name": "two"}]'


@pytest.mark.parametrize("version", [OLD, "0.43.1"])
@pytest.mark.parametrize("name", ["no-prod-secrets", "tpl_1", "No secrets of production"])
def test_a_template_is_installed_once(version, name):
    server = Server(version)
    foretold = server.done("policy_template", check_mode=True, template=name)
    done = server.done("policy_template", template=name)
    assert foretold["diff"] == done["diff"] and foretold["policies"] is None
    assert [one["actions"] for one in done["policies"]] == [["secrets:manage"]]
    again = server.done("policy_template", template=name)
    assert (again["changed"], again["policies"]) == (False, server.done("policy_info")["resources"])
    assert again["policies"] == done["policies"]


def test_templates_are_gone_on_new_servers():
    for module, args in (("policy_template", {"template": "x"}), ("policy_template_info", {})):
        told = Server("0.44.0").refused(module, **args)
        assert "Ironflow has it up to 0.43, and this server is 0.44; use ironflow_policy_set" in told


def test_a_template_that_is_not_there():
    told = Server(OLD).refused("policy_template", template="No secrets in production")
    assert 'did you mean "No secrets of production"' in told


@pytest.mark.parametrize("bundle", [HELD, f'{{"policies": {HELD}}}'])
def test_half_of_it_is_there(bundle, monkeypatch):
    monkeypatch.setitem(policies.TEMPLATE, "bundle_json", bundle)
    server = Server(OLD)
    server.done("policy", name="two", effect="deny", actions=["x"], resources=["*"])
    told = server.refused("policy_template", template="tpl_1")
    assert "two is there already, and the server installs all or none; delete it, or give the rest" in told


@pytest.mark.parametrize("bundle", ["", "{}", '{"version": 2}', '["x"]'])
def test_a_template_that_does_not_tell_what_it_holds(bundle, monkeypatch):
    monkeypatch.setitem(policies.TEMPLATE, "bundle_json", bundle)
    server = Server(OLD)
    assert server.done("policy_template", template="tpl_1")["policies"][0]["name"] == "no-prod-secrets"
    assert "policy already exists" in server.refused("policy_template", template="tpl_1")
