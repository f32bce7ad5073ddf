# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The first draft of a page is one that sanity would take: complete, and true to its definition."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest
import yaml

from ansible_collections.opsweave.platform.plugins.module_utils.core.ensure import ensure
from ansible_collections.opsweave.platform.plugins.module_utils.core.info import info

from .fakes.account import ACCOUNT

SCRIPTS = Path(__file__).parents[2] / "scripts"


@pytest.fixture
def draft(monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))
    monkeypatch.delitem(sys.modules, "draft", raising=False)
    import draft

    return draft


@pytest.mark.parametrize(("make", "is_info"), [(ensure, False), (info, True)], ids=("resource", "info"))
def test_a_draft_says_what_the_spec_says(draft, make, is_info):
    spec = make(ACCOUNT)
    text = draft.page("ironflow", "account", "ACCOUNT", ACCOUNT, spec, is_info)
    told = {node.targets[0].id: node.value for node in ast.parse(text).body if isinstance(node, ast.Assign)}
    pages = {name: yaml.safe_load(ast.literal_eval(told[name])) for name in ("DOCUMENTATION", "EXAMPLES", "RETURN")}
    documented = set(pages["DOCUMENTATION"]["options"])
    assert documented == {field.name for field in spec.fields} - set(draft.BY_FRAGMENT)
    assert set(pages["RETURN"]) == set(spec.returns)
    args = next(value for name, value in pages["EXAMPLES"][0].items() if name != "name")
    assert set(args) <= documented
    assert f"MODULE = {'info' if is_info else 'ensure'}(ACCOUNT)" in text


def test_the_line_for_lives_is_python_and_shows_what_is_secret(draft):
    line = draft.life("ironflow", "account", ACCOUNT)
    call = ast.parse(line.rstrip(",")).body[0].value
    assert call.args[0].value == "ironflow_account"
    assert any(keyword.arg == "secrets" and "password" in ast.unparse(keyword.value) for keyword in call.keywords)
    assert "password" not in ast.literal_eval(call.args[1])
