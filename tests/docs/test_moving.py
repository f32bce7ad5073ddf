# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Whoever comes from opsmill.infrahub finds each option and result in the guide, and our plugins take and give them."""

from __future__ import annotations

import pytest

from tests.unit.pages import ROOT, Page

GUIDE = (ROOT / "docs" / "docsite" / "rst" / "infrahub_moving.rst").read_text(encoding="utf-8")
ROWS = [row.splitlines()[0] for row in GUIDE.split("   * - ")[1:]]  # what stands in the first column
COMMON = {"api_endpoint", "token", "timeout", "validate_certs"}
OF_ALL = {"branch"}
# There: options, and results. Ours: folder and name of the plugin.
THERE = {
    "node": ("modules infrahub_node", "kind data state branch file_path fetch_file", "object msg binary text"),
    "branch": ("modules infrahub_branch", "name sync_with_git description state", "object msg"),
    "schema": (
        "modules infrahub_schema",
        "action schemas schema_files namespaces wait_until_converged branch",
        "schema_updated hash previous_hash warnings valid errors schemas msg",
    ),
    "query_graphql": ("modules infrahub_query", "query graph_variables branch update_hostvars", "data"),
    "artifact_fetch": ("modules infrahub_artifact", "artifact_name artifact_id target_id branch", "json text"),
    "artifact_generate": ("modules infrahub_artifact_generate", "artifact_name artifact_id target_id branch", "msg"),
    "object_file_fetch": ("modules infrahub_file", "kind node_id hfid dest", ""),
    "lookup": ("lookup infrahub_query", "query graph_variables branch", ""),
    "inventory": (
        "inventory infrahub",
        "nodes branch prefetch_relationships hostnames compose keyed_groups groups strict strict_warnings cache",
        "",
    ),
}
RENAMED = {("schema", "warnings"): "server_warnings"}  # warnings of a result are Ansible's own
OF_KINDS = ("include", "exclude", "filters")


def taken(page: Page) -> set[str]:
    names = set(page.options)
    return names | {alias for option in page.options.values() for alias in option.get("aliases", ())}


@pytest.mark.parametrize("there", THERE)
def test_options_and_results_of_then_are_taken_and_given(there: str) -> None:
    ours, options, results = THERE[there]
    page = Page(*ours.split())
    fragments = page.text["extends_documentation_fragment"]
    foreign = {"compose", "keyed_groups", "groups", "strict"} if "ansible.builtin.constructed" in fragments else set()
    foreign |= {"cache"} if "ansible.builtin.inventory_cache" in fragments else set()
    assert not (set(options.split()) | COMMON) - taken(page) - foreign
    assert not {RENAMED.get((there, name), name) for name in results.split()} - set(page.returns)


@pytest.mark.parametrize("there", THERE)
def test_options_and_results_of_then_are_in_the_guide(there: str) -> None:
    ours, options, results = THERE[there]
    told = "".join(row for row in ROWS if there in row.split(":")[0].replace("`", "").split(", "))
    missing = {name for name in (*options.split(), *results.split()) if f"``{name}``" not in told}
    assert missing <= OF_ALL, missing
    assert f"``{ours.split()[1]}``" in GUIDE


@pytest.mark.parametrize("name", [*sorted(COMMON | OF_ALL), *OF_KINDS])
def test_what_several_have_is_in_the_guide(name: str) -> None:
    assert any(f"``{name}``" in row for row in ROWS)
