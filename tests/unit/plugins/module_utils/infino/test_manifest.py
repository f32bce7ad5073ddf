# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A whole Infino in one document: planned as one, written in order, pruned by section, and written down again."""

from __future__ import annotations

import pytest

from tests.lab.common.stand_in import Fault
from tests.unit.lives.infino_manifest import BOARD, CHART, LESS, LIVES, PRUNED, WHOLE
from tests.unit.play import Play

from .variants import combinations, lived

EVERY = [
    *combinations("access", "listing"),
    *combinations("connections", "secrets", "job_query"),
    *combinations("in_use", "patch"),
]


@pytest.fixture
def play():
    return Play("infino")


def apply(play, document, check_mode=False, **more):
    return play.task("infino_manifest", {"manifest": document, **more}, check_mode)


def export(play, **more):
    return play.task("infino_manifest_info", more)


@pytest.mark.parametrize("variant", EVERY, ids=lambda variant: "-".join(variant.values()))
def test_every_variant_of_the_replies(variant):
    lived(LIVES[0], variant)


def test_all_is_written_in_order_of_dependence(play):
    done = apply(play, WHOLE)
    assert done["operations"] == {"create": 8, "update": 0, "delete": 0, "none": 0}
    kinds = [line.split()[0] for line in play.server.writes]
    assert kinds == ["dataset", "dataset", "role", "user", "connection", "import", "visualization", "dashboard"]
    ((_name, board),) = play.server.dashboards.all.items()
    assert board["panels"][0]["viz_id"] in play.server.visualizations.all


def test_what_is_pruned_goes_last_and_in_the_other_direction(play):
    apply(play, WHOLE)
    play.server.writes.clear()
    done = apply(play, LESS, prune=PRUNED)
    assert done["sections"]["visualizations"] == {"create": 1, "update": 0, "delete": 1, "none": 0}
    gone = [line.split()[0] for line in play.server.writes if line.endswith("deleted")]
    assert gone == ["visualization", "role", "dataset"]
    assert "infino_admin_role" in play.server.access.roles and "lab" in play.server.access.users


def test_an_empty_section_prunes_only_when_asked(play):
    apply(play, WHOLE)
    assert not apply(play, {"datasets": []}, prune=["datasets"])["changed"]
    done = apply(play, {"datasets": []}, prune=["datasets"], prune_empty=True)
    assert done["operations"]["delete"] == 2
    assert "prune names roles, but the manifest has no such" in apply(play, {"datasets": []}, prune=["roles"])["msg"]


def test_what_is_written_down_applies_with_no_change(play):
    apply(play, WHOLE)
    told = export(play)
    assert told["missing_secrets"] == ["user ada: password", "connection dwh: secrets"]
    document = told["manifest"]
    assert document["datasets"] == [{"name": "devices"}, {"name": "visits"}]
    assert document["users"] == [{"name": "ada", "roles": ["reader"]}]
    assert document["dashboards"][0]["panels"][0]["visualization"] == "Devices by site"
    again = apply(play, document, prune=list(document))
    assert not again["changed"], again["diff"]
    assert export(play, sections=["roles"])["manifest"].keys() == {"roles"}


def test_what_is_written_down_makes_another_one_alike(play):
    apply(play, WHOLE)
    document = export(play)["manifest"]
    other = Play("infino")
    document["users"][0]["password"] = "A word 4 tests"
    done = apply(other, document)
    assert done["operations"]["create"] == 8, done
    del document["users"][0]["password"]
    assert export(other)["manifest"] == document


REFUSED = [
    ({"dataset": []}, 'manifest has no section "dataset"; did you mean "datasets"?'),
    ({"roles": {}}, "roles must be a list, not a dictionary"),
    ({"roles": [{"nam": "x"}]}, 'roles item 1: has no "nam"; did you mean "name"?'),
    ({"roles": [{}]}, "roles item 1: give name"),
    ({"roles": ["a", "b", "a"]}, "role a is given twice, as item 1 and item 3"),
    ({"users": [{"name": "ada", "roles": ["raeder"]}], "roles": ["reader"]}, '"raeder"; did you mean "reader"?'),
    ({"users": [{"name": "ada", "roles": ["x"]}]}, "user ada: there will be no role"),
    ({"import_jobs": [{"connection": "dwh", "target_dataset": "a"}]}, "there will be no connection"),
    ({"dashboards": [BOARD]}, 'dashboard Network: there will be no visualization "Devices by site"'),
    ({"visualizations": [{**CHART, "chart": {"type": "bra"}}]}, '"bra"; did you mean "bar"?'),
    ({"connections": [{"name": "a", "type": "snowflke"}]}, '"snowflke"; did you mean "snowflake"?'),
    ({"dashboards": [{"title": "a", "panels": [{"kind": "markdown"}]}]}, "a markdown panel needs content"),
]


@pytest.mark.parametrize(("document", "message"), REFUSED)
@pytest.mark.parametrize("check_mode", [True, False])
def test_a_mistake_is_found_before_anything_is_written(play, document, message, check_mode):
    told = apply(play, {"datasets": ["first"], **document}, check_mode)
    assert message in told["msg"]
    assert not play.server.writes


def test_what_others_need_is_not_pruned_from_under_them(play):
    apply(play, WHOLE)
    told = apply(play, {"roles": ["other"], "users": [{"name": "ada", "roles": ["reader"]}]}, prune=["roles"])
    assert 'there will be no role "reader"' in told["msg"]


def test_two_of_one_title_are_told_with_their_ids(play):
    apply(play, WHOLE)
    play.server.visualizations.add(CHART | {"source": {"kind": "sql", "index": "devices"}})
    for told in (export(play), apply(play, {"visualizations": [CHART]})):
        assert "visualization Devices by site: there are 2 of this name (id: " in told["msg"]


def test_an_error_says_what_was_done(play):
    play.server.faults[:] = [Fault("status", status=400, method="PUT", path="/user/")]
    told = apply(play, WHOLE)
    assert told["changed"] and [one["item"] for one in told["done"]] == [
        "dataset devices",
        "dataset visits",
        "role reader",
    ]
    assert told["failed_item"] == {"operation": "create", "item": "user ada"}
    assert apply(play, WHOLE)["operations"] == {"create": 5, "update": 0, "delete": 0, "none": 3}


def test_documents_from_files_are_one(play, tmp_path):
    (tmp_path / "a.yml").write_text("datasets: [devices]\n---\nroles:\n  - name: reader\n")
    (tmp_path / "b.json").write_text('{"datasets": [{"name": "visits"}]}')
    done = play.task("infino_manifest", {"files": [str(tmp_path)], "manifest": {"datasets": ["third"]}})
    assert done["operations"]["create"] == 4
    (tmp_path / "c.yml").write_text("[1]")
    told = play.task("infino_manifest", {"files": [str(tmp_path / "c.yml")]})
    assert "c.yml must be a dictionary of sections, not a list" in told["msg"]
