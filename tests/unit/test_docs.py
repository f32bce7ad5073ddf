# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Each page says what its code does: options, defaults, choices, aliases, variables, examples, and what is returned."""

from __future__ import annotations

import ast
import json
import re

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.opsweave.platform.plugins.module_utils.core.spec import System
from ansible_collections.opsweave.platform.plugins.module_utils.entry import argument_spec
from ansible_collections.opsweave.platform.plugins.module_utils.infino.client import INFINO
from ansible_collections.opsweave.platform.plugins.module_utils.infrahub.client import INFRAHUB
from ansible_collections.opsweave.platform.plugins.module_utils.ironflow.client import IRONFLOW

from .lives.every import LIVES, every_life
from .pages import MODULES, OTHERS, ROOT, Page, of_collection
from .play import SITES, LifePlay, spec_of

SYSTEMS = {system.name: system for system in (INFRAHUB, INFINO, IRONFLOW)}
VARIABLE = re.compile(r"\bE\((\w+)\)")
GENERAL = {"changed", "diff", "invocation", "requests", "request_log", "warnings", "failed", "msg"}
PYTHON = {
    "str": str, "int": int, "bool": bool, "list": list, "dict": dict, "raw": object, "float": (int, float),
}  # fmt: skip
NOT_IN_A_LIFE = {  # what only looks, or writes a file; the examples and tests of its own return it
    "when O(action) is V(export)", "success, with O(dest)",
    "success, with O(fetch_file), but not when the node is absent",
    "success, for records", "success, for metrics", "success, of a search",
    "success, with O(what=ingest_token)",
    "success, with O(key)", "success, with O(values)", "success, without O(new_value)",
}  # fmt: skip
every_module = pytest.mark.parametrize("name", MODULES)
every_other = pytest.mark.parametrize(("folder", "name"), [pytest.param(*one, id="-".join(one)) for one in OTHERS])
EVERY_PAGE = [pytest.param(*one, id="-".join(one)) for one in [*(("modules", name) for name in MODULES), *OTHERS]]


def bare(options):
    """What page and spec have in common: no prose, no masking."""
    return {
        name: {
            "type": option.get("type", "str"),
            "required": option.get("required", False),
            **{key: option.get(key) for key in ("default", "elements")},
            **{key: option.get(key) or [] for key in ("choices", "aliases")},
            "options": bare(option.get("suboptions") or option.get("options") or {}),
        }
        for name, option in options.items()
    }


def said(text):
    return " ".join(text) if isinstance(text, list) else str(text)


@every_module
def test_a_module_page_says_what_its_spec_says(name):
    page = Page("modules", name)
    assert page.text["module"] == name
    assert bare(page.options) == bare({field.name: field.argument() for field in page.spec.all_fields})
    assert set(page.returns) == set(page.spec.returns)


@every_module
def test_a_module_page_names_the_variables_that_count(name):
    page = Page("modules", name)
    for field in page.spec.all_fields:
        told = set(VARIABLE.findall(said(page.options[field.name]["description"])))
        if field.env:
            assert field.env in told, f"{field.name} falls back to {field.env}"
        elif field.name != "api_proxy":  # it names the variables of proxies
            assert not told, field.name


@every_module
def test_samples_are_of_their_types(name):
    for key, value in Page("modules", name).returns.items():
        assert isinstance(value["sample"], PYTHON[value["type"]]), key
        assert value["description"] and value["returned"]


@every_module
def test_a_module_page_points_to_pages_that_are_there(name):
    for item in Page("modules", name).text.get("seealso") or ():
        kind, target = next((kind, item[kind]) for kind in ("module", "plugin", "link", "ref") if kind in item)
        if target.startswith("opsweave.platform."):
            folder = "modules" if kind == "module" else item["plugin_type"]
            assert (ROOT / "plugins" / folder / f"{target.rpartition('.')[2]}.py").exists(), target


@pytest.mark.parametrize(("folder", "name"), EVERY_PAGE)
def test_examples_are_accepted(folder, name):
    page = Page(folder, name)
    if folder in ("inventory", "callback"):
        pytest.skip("its examples are its configuration; tests/docs and the integration tests run them")
    used = [found for found in map(of_collection, page.examples) if found]
    if folder == "modules":
        assert name in [module for module, _args in used], "no example of the module itself"
    for module, args in used:
        spec = spec_of(module)
        options = argument_spec(spec)
        connection = {"api_url": "http://localhost", **SITES[module.partition("_")[0]].credentials}
        given = {**connection, **args}
        checked = ArgumentSpecValidator(options, **spec.all_rules).validate(
            {key: stand_in(options.get(key, {}), value) for key, value in given.items()}
        )
        assert not checked.error_messages, (module, checked.error_messages)
    for task in page.examples:
        assert task.get("name"), task


def stand_in(option, value):
    """A value in place of an expression, which only a run could tell."""
    if isinstance(value, str) and value.startswith("{{"):
        empty = {"list": [], "dict": {}, "int": 1, "bool": True}
        return (option.get("choices") or [None])[0] or empty.get(option.get("type"), value)
    return value


@every_life
def test_what_a_page_returns(life):
    if life.module == "account":
        pytest.skip("has no page")
    play = LifePlay(life)
    page, seen = Page("modules", life.module), {}
    for stage in play.stages:
        result = play.run(stage.args)
        assert not result.get("failed"), result["msg"]
        assert result.keys() <= GENERAL | page.returns.keys(), "a value that the page does not name"
        seen.update({key: value for key, value in result.items() if value is not None})
        sensible(page, result)
        for module, args in look_ups(life, stage.args) if stage.name == "create" else ():
            found = play.task(module, args)
            assert not found.get("failed"), found["msg"]
            other = Page("modules", module)
            assert found.keys() - GENERAL == other.returns.keys()
            sensible(other, found)
    promised = {name for name, value in page.returns.items() if value["returned"] not in NOT_IN_A_LIFE}
    assert promised <= seen.keys(), "the page names a value that no stage returned"


def sensible(page, result):
    """Each value is of the type that its page says, and whole things have the names that the sample has."""
    for key, value in page.returns.items():
        if result.get(key) is not None:
            assert isinstance(result[key], PYTHON[value["type"]]), key


def look_ups(life, args):
    """The module that looks up what this life is of, with the names that it is found by."""
    module = f"{life.module}_info"
    if module in MODULES:
        wanted = {field.name for field in spec_of(module).all_fields} - {"id"}
        yield module, {name: value for name, value in args.items() if name in wanted}


def test_most_modules_have_a_life():
    """What has none only looks, and is run by its page's examples; a server's tasks are nobody's to make. What only
    writes files has tests of its own: a life is what becomes of a server."""
    living = {life.module for life in LIVES}
    looks = ("_info", "_query", "_validate", "_dry_run", "_task", "_export", "_artifact", "_render", "_object",
             "_data", "_report", "_upcast", "ironflow_sql", "_wait", "_login",
             "_webhook_test")  # fmt: skip
    silent = {name for name in MODULES if not name.endswith(looks)} - living
    assert not silent, f"write a line in tests/unit/lives for {', '.join(sorted(silent))}"


@every_other
def test_a_plugin_page_has_the_connection_options_of_its_system(folder, name):
    page = Page(folder, name)
    system: System = SYSTEMS[name.partition("_")[0]]
    for field in system.options:
        option = page.options[field.name]
        assert bare({field.name: option}) == bare({field.name: field.argument()})
        assert [item["name"] for item in option.get("env", ())] == ([field.env] if field.env else []), field.name
        shared = field.name in fragment_options("connection.plugin")
        section = "opsweave" if shared else f"opsweave_{system.name}"
        assert option["ini"] == [{"section": section, "key": field.name}]
        assert option["vars"] == [{"name": f"{section}_{field.name}"}]


def fragment_options(name):
    from .pages import fragment

    return fragment(name)["options"]


def asks_for_option(node):
    called = isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "get_option"
    return called and isinstance(node.args[0], ast.Constant)


@every_other
def test_a_plugin_reads_the_options_that_its_page_has(folder, name):
    page = Page(folder, name)
    assert page.text["name"] == name
    tree = ast.parse((ROOT / "plugins" / folder / f"{name}.py").read_text(encoding="utf-8"))
    texts = {node.value for part in tree.body if not isinstance(part, ast.Assign) for node in ast.walk(part)
             if isinstance(node, ast.Constant)}  # fmt: skip
    read = {node.args[0].value for node in ast.walk(tree) if asks_for_option(node)}
    own = set(page.own) - {"_terms", "plugin"} - {field.name for field in SYSTEMS[name.partition("_")[0]].options}
    assert own <= texts, "an option that nothing reads"
    if folder == "lookup":
        assert read <= page.options.keys(), "an option that the page does not have"
        assert page.returns.keys() == {"_raw"}
        assert json.dumps(page.text["short_description"])
