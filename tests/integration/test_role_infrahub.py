# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The role infrahub on each way through: merge, proposal, schema on the branch, check mode, clean-up after failure."""

from __future__ import annotations

import pytest

from .runner import Done, ours, plain

MERGE, PROPOSE = "The branch is merged", "The branch is offered for review"
BRANCH = "A branch for the change"
NODES = "The nodes are as wanted on the branch"
REMOVED = "The branch is removed after a failure"
KIND = {
    "version": "1.0",
    "nodes": [
        {
            "name": "Shelf",
            "namespace": "Role",
            "human_friendly_id": ["name__value"],
            "attributes": [{"name": "name", "kind": "Text", "unique": True}],
        }
    ],
}


def tag(name, **data):
    return {"kind": "BuiltinTag", "data": {"name": name, **data}}


def change(name, identifier, *, rescue=False, before=(), after=(), **given):
    """A play that uses the role, and then looks at the branches."""
    variables = {"infrahub_identifier": identifier, **{f"infrahub_{word}": value for word, value in given.items()}}
    role = {
        "name": "the role",
        "ansible.builtin.include_role": {"name": "opsweave.platform.infrahub"},
        "vars": plain(variables),
    }
    if rescue:
        failed = {"name": "what is said", "ansible.builtin.debug": {"msg": "{{ infrahub_failure | default({}) }}"}}
        role = {"name": "that fails", "block": [role], "rescue": [failed]}
    told = {"name": "changed", "ansible.builtin.debug": {"msg": "{{ infrahub_changed | default(false) }}"}}
    tasks = [*before, role, told, ours("infrahub_branch_info", {}, "branches"), *after]
    return {"name": name, "hosts": "localhost", "gather_facts": False, "tasks": tasks}


def look(name):
    return ours("infrahub_node_info", {"kind": "BuiltinTag", "filters": {"name__value": name}}, f"tag {name}")


RED, BLUE = tag("red"), tag("blue", description="Sky {{ 1 + 1 }}")
OFFER = {"finish": "propose", "proposed_change": {"name": "Three tags", "description": "To look at"}}
SHELVES = {"schema_documents": [KIND], "schema_on_branch": True}
WRONG = {"kind": "BuiltinTag", "data": {"name": "odd", "colour": "none"}}
SHELF = {"kind": "RoleShelf", "data": {"name": "s1"}}
DRY = [change("dry", "palette", objects=[RED, BLUE]), change("schema dry", "shelves", objects=[SHELF], **SHELVES)]
TORN = [
    ours("infrahub_node", tag("torn"), "of old"),
    ours("infrahub_branch", {"name": "ansible-torn"}, "a branch"),
    ours("infrahub_node", {**tag("torn", description="mine"), "branch": "ansible-torn"}, "on the branch"),
    ours("infrahub_node", tag("torn", description="theirs"), "on main"),
]
PLAYS = [
    change("merge", "palette", objects=[RED, BLUE]),
    change("merge again", "palette", objects=[RED, BLUE]),
    change("prune", "palette", objects=[RED], keep_branch=True, after=[look("blue")]),
    change("over what is left", "palette", objects=[RED, tag("white")]),
    change("propose", "offer", objects=[tag("one")], **OFFER, after=[look("one")]),
    change("propose again", "offer", objects=[tag("one")], **OFFER),
    change("propose more", "offer", objects=[tag("one"), tag("two")], **OFFER),
    change("accept", "offer", objects=[tag("one"), tag("two")], after=[look("two")], finish="propose",
           proposed_change={**OFFER["proposed_change"], "state": "merged"}),
    change("accepted", "offer", objects=[tag("one"), tag("two")], **OFFER),
    change("leave", "draft", objects=[tag("draft")], finish="leave"),
    change("schema", "shelves", objects=[SHELF], **SHELVES),
    change("schema again", "shelves", objects=[SHELF], **SHELVES),
    change("wrong", "wrong", rescue=True, objects=[WRONG]),
    change("fails", "fails", rescue=True, objects=[tag("f")], finish="propose", proposed_change={"reviewers": ["no"]}),
    change("kept", "kept", rescue=True, objects=[tag("k")], finish="propose", proposed_change={"reviewers": ["no"]},
           keep_failed_branch=True),
    change("torn", "torn", rescue=True, objects=[tag("torn", description="mine")], finish="leave", before=TORN),
]  # fmt: skip


@pytest.fixture(scope="module")
def ran(running):
    running.reset("infrahub")
    objects = running.folder / "objects.yml"
    objects.write_text(
        "apiVersion: infrahub.app/v1\nkind: Object\nspec:\n  kind: BuiltinTag\n  data: [{name: filed}]\n",
        encoding="utf-8",
    )
    foretold = running.play(DRY, "--check")
    done = running.play([change("file", "files", files=[str(objects)]), *PLAYS])
    return Done(done.status, foretold.output + done.output, foretold.tasks + done.tasks)


def told(ran, name):
    """The results of a play, by task; and whether the role said that something changed, and the branches after it."""
    results = {task.rpartition(" : ")[2]: result for task, result in ran.results(name).items()}
    assert results, ran.output[-3000:]
    branches = {one["name"]: one["status"] for one in results["branches"]["resources"]}
    return results, str(results["changed"]["msg"]) == "True", branches


def did(results, name):
    return name in results and not results[name].get("skipped") and results[name]["changed"]


def test_a_dry_run_writes_nothing_and_foretells(ran):
    results, changed, branches = told(ran, "dry")
    assert changed and set(branches) == {"main"} and BRANCH not in results
    assert results["What would change"]["operations"] == told(ran, "merge")[0]["What would change"]["operations"]


def test_a_change_is_merged_and_its_branch_removed(ran):
    results, changed, branches = told(ran, "merge")
    assert changed and did(results, MERGE) and set(branches) == {"main"}
    assert results["What the branch changes"]["summary"]["added"] >= 2
    again, changed, _branches = told(ran, "merge again")
    assert not changed and BRANCH not in again


def test_what_is_not_wanted_any_more_goes_and_the_branch_may_stay(ran):
    results, changed, branches = told(ran, "prune")
    assert changed and branches["ansible-palette"] == "MERGED" and results["tag blue"]["resources"] == []
    results, changed, branches = told(ran, "over what is left")
    assert changed and did(results, "No branch is left over from an interrupted or an earlier run")
    assert set(branches) == {"main"}


def test_a_change_is_offered_gone_on_with_and_merged(ran):
    results, changed, branches = told(ran, "propose")
    assert changed and did(results, PROPOSE) and branches["ansible-offer"] == "OPEN"
    assert results["tag one"]["resources"] == [] and results[PROPOSE]["resource"]["state"] == "open"
    first = results[PROPOSE]["resource"]["id"]
    results, changed, branches = told(ran, "propose again")
    assert not changed and branches["ansible-offer"] == "OPEN"
    results, changed, _branches = told(ran, "propose more")
    assert changed and did(results, NODES) and results[PROPOSE]["resource"]["id"] == first
    results, changed, branches = told(ran, "accept")
    assert changed and results[PROPOSE]["operation"] == "merge" and "ansible-offer" not in branches
    assert len(results["tag two"]["resources"]) == 1
    results, changed, _branches = told(ran, "accepted")
    assert not changed and BRANCH not in results


def test_a_branch_is_left_for_somebody_to_look_at(ran):
    results, changed, branches = told(ran, "leave")
    assert changed and branches["ansible-draft"] == "OPEN" and not did(results, MERGE) and not did(results, PROPOSE)


def test_a_schema_comes_with_its_branch(ran):
    results, changed, _branches = told(ran, "schema dry")
    assert changed and list(results["The schema"]["schema_diff"]["added"]) == ["RoleShelf"]
    results, changed, branches = told(ran, "schema")
    assert changed and did(results, "The schema is loaded on the branch") and did(results, MERGE)
    assert "ansible-shelves" not in branches
    results, changed, _branches = told(ran, "schema again")
    assert not changed and BRANCH not in results


def test_objects_come_from_files(ran):
    results, changed, _branches = told(ran, "file")
    assert changed and did(results, MERGE)


def test_a_failure_takes_the_branch_away_and_says_why(ran):
    results, _changed, branches = told(ran, "fails")
    assert did(results, BRANCH) and did(results, REMOVED) and "ansible-fails" not in branches
    said = results["what is said"]["msg"]
    assert said["task"] == PROPOSE and 'no account "no"' in said["msg"], said
    results, _changed, branches = told(ran, "kept")
    assert branches["ansible-kept"] == "OPEN"


def test_what_cannot_be_planned_gets_no_branch(ran):
    results, _changed, branches = told(ran, "wrong")
    assert BRANCH not in results and "ansible-wrong" not in branches
    assert "colour" in results["What would change"]["msg"]


def test_a_conflict_ends_the_change_and_names_both_sides(ran):
    results, _changed, branches = told(ran, "torn")
    said = results["what is said"]["msg"]
    assert said["task"] == "The branch fits the default branch"
    assert '"theirs"' in said["msg"] and '"mine"' in said["msg"]
    assert branches["ansible-torn"] == "OPEN", "it was there before, so it is somebody's"
