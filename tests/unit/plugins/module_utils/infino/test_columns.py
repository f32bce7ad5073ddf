# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A visualization that names a column or a dataset which is not there: made all the same, and told of."""

from __future__ import annotations

import pytest

from tests.unit.play import Play

CHART = {"title": "T", "chart": {"type": "bar"}}


@pytest.fixture
def draw():
    play = Play("infino")
    rows = [{"_id": "a", "site": "AMS", "ports": 1, "host": {"name": "x"}}]
    for module, args in (
        ("infino_dataset", {"name": "devices"}),
        ("infino_dataset", {"name": "empty"}),
        ("infino_records", {"dataset": "devices", "records": rows}),
    ):
        assert not (done := play.task(module, args)).get("failed"), done["msg"]

    def run(index="devices", sql=None, **more):
        source = {"index": index, "sql": sql or {}}
        done = play.task("infino_visualization", {**CHART, "source": source, **more})
        assert done["changed"], done
        return done["warnings"]

    run.play = play
    return run


@pytest.mark.parametrize(
    "more",
    [
        {"mapping": {"x": "sit"}},
        {"mapping": {"y": ["sit"]}},
        {"mapping": {"series": "sit"}},
        {"filters": [{"field": "sit", "operator": "exists"}]},
        {"sql": {"metrics": [{"function": "sum", "column": "sit"}]}},
        {"sql": {"order_by": [{"column": "sit"}]}},
    ],
)
def test_a_column_that_is_not_there(draw, more):
    assert draw(**more) == ['visualization T: dataset devices has no column "sit"; did you mean "site"?']


@pytest.mark.parametrize(
    "more",
    [
        {"mapping": {"x": "site", "y": ["n", "sum_ports", "ports"], "series": "host.name"},
         "sql": {"metrics": [{"function": "count", "alias": "n"}, {"function": "sum", "column": "ports"}]}},
        {"sql": {"raw_query": "SELECT 1 AS one"}, "mapping": {"x": "one"}},
        {"index": "empty", "mapping": {"x": "site"}},
    ],
)  # fmt: skip
def test_columns_that_are_there_or_may_come(draw, more):
    assert draw(**more) == []


def test_a_dataset_that_is_not_there(draw):
    assert draw(index="device") == ['visualization T: there is no dataset "device"; did you mean "devices"?']


def test_what_is_settled_is_not_looked_at_again(draw):
    draw(mapping={"x": "sit"})
    args = {**CHART, "source": {"index": "devices"}, "mapping": {"x": "sit"}}
    again = draw.play.task("infino_visualization", args)
    assert not again["changed"] and not again["warnings"] and again["requests"] == 1
