# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Each life as a playbook: in process for every module, in a process of its own for one of each shape; one answer."""

from __future__ import annotations

import pytest

from tests.unit.lives.compare import contradictions, meaning
from tests.unit.lives.every import LIVES, numbered
from tests.unit.lives.life import TRACE, marked, stages
from tests.unit.pages import MODULES
from tests.unit.play import spec_of
from tests.unit.test_lives import assert_operation, options

from .runner import ours, play

PAGED = [life for life in LIVES if life.module in MODULES]
# resource, one whose schema the server has, many at once, a verb, something that happens each time
SHAPES = ("ironflow_kv_bucket", "infrahub_node", "infino_records", "infrahub_branch_merge", "ironflow_event")
ONE_OF_EACH = [next(life for life in PAGED if life.module == shape) for shape in SHAPES]


def tasks_of(life):
    """The tasks of a life: each stage in check mode, for real, again, and again in check mode."""
    for number, (module, args) in enumerate(life.before):
        yield ours(module, marked(life, args), f"before {number}")
    for stage in stages(life, spec_of(life.module)):
        for name, check in ((f"{stage.name} foretold", True), (stage.name, False)):
            yield ours(life.module, stage.args, name, check_mode=check, diff=True)
        if not life.once:
            yield ours(life.module, stage.args, f"{stage.name} again", diff=True)
            yield ours(life.module, stage.args, f"{stage.name} again foretold", check_mode=True, diff=True)
        if stage.name == "create" and f"{life.module}_info" in MODULES:
            wanted = {field.name for field in spec_of(f"{life.module}_info").all_fields} - {"id"}
            args = {name: value for name, value in stage.args.items() if name in wanted}
            yield ours(f"{life.module}_info", args, "look up")


def lived(site, life, **variables):
    flags = [f"-e{name}={value}" for name, value in variables.items()]
    if life.version:
        site.reset(life.module.partition("_")[0], version=life.version)
    return site.play([play(life.module, list(tasks_of(life)))], "-vvvv", *flags)


@pytest.mark.parametrize("life", PAGED, ids=numbered(PAGED))
def test_in_process(site, life):
    done = lived(site, life)
    assert done.status == 0, done.output[-3000:]
    assert "AnsiballZ" not in done.output
    assert_lived(site, life, done)


@pytest.mark.parametrize("life", ONE_OF_EACH, ids=numbered(ONE_OF_EACH))
def test_in_a_process_of_its_own(site, life):
    inside = lived(site, life)
    site.reset()
    done = lived(site, life, opsweave_in_process="false")
    assert done.status == 0, done.output[-3000:]
    assert f"AnsiballZ_{life.module}" in done.output
    assert_lived(site, life, done)
    for name, result in done.results().items():
        other = inside.results()[name]
        assert meaning(result, set(life.birth)) == meaning(other, set(life.birth)), name
        assert result.keys() == other.keys(), name


def assert_lived(site, life, done):
    results = done.results()
    for stage in stages(life, spec_of(life.module)):
        first, foretold = results[stage.name], results[f"{stage.name} foretold"]
        assert foretold["changed"] and first["changed"], stage.name
        assert_operation(first, stage.name)
        assert contradictions(public(foretold), public(first), options(life, stage)) == []
        if life.once:
            continue
        again, unchanged = results[f"{stage.name} again"], results[f"{stage.name} again foretold"]
        assert not again["changed"] and not unchanged["changed"], stage.name
        assert contradictions(public(unchanged), public(again), options(life, stage)) == []
    if "look up" in results:
        assert not results["look up"]["changed"]
    for secret in (*site.secrets(), TRACE):
        assert secret not in done.output
        assert secret not in repr(done.tasks)


def public(result):
    """Without what Ansible itself adds."""
    return {name: value for name, value in result.items() if not name.startswith("_ansible")}
