# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The filter infino_echarts and the SDK draw the same, over generated visualizations and data of all kinds.

The SDK 0.6.0 draws by other rules: it knows nothing of the binding that servers tell.
"""

from __future__ import annotations

import random
from typing import Any, Iterator

import pytest

from ansible_collections.opsweave.platform.plugins.filter.infino_echarts import infino_echarts

from .conftest import Pair
from .sdk import Refused

KINDS = (
    "bar", "horizontalBar", "line", "area", "scatter", "pie", "heatmap", "metric", "gauge", "table", "unheard-of", None,
)  # fmt: skip
EACH = 150
COLUMNS = ("day", "hits", "load", "host")
TEXTS = ("mon", "tue", "10", "9", "", "é", "<script>", "{{ 1 + 1 }}", None, 7, 7.0, True)
NUMBERS = (None, 0, 1, -3, 2.5, 10**12)
FORMATS = (None, {}, {"metric_formatting": None}, {"metric_formatting": {"prefix": "$", "decimals": 2}})

pytestmark = pytest.mark.parametrize("infino_lab", ["0.7.0"], indirect=True)


def visualizations(kind: str | None, chance: random.Random) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for _round in range(EACH):
        attributes: dict[str, Any] = {"chart": {"type": kind} if kind else chance.choice((None, {}))}
        if chance.random() < 0.9:
            attributes["title"] = chance.choice(("Hits", "", "</script>", None))
        if chance.random() < 0.5:
            attributes["options"] = chance.choice(FORMATS)
        viz = attributes if chance.random() < 0.5 else {"id": "v", "kind": "visualization", "attributes": attributes}
        yield viz, data(chance)


def data(chance: random.Random) -> dict[str, Any]:
    whole = chance.random() < 0.7  # else cells are missing here and there
    rows = [
        {
            name: chance.choice(NUMBERS if name in ("hits", "load") else TEXTS)
            for name in COLUMNS
            if whole or chance.random() < 0.9
        }
        for _row in range(chance.choice((0, 1, 2, 5, 9)))
    ]
    kinds = [chance.choice(("string", "number", "date", "null")) for _name in COLUMNS]
    columns = [{"name": name, "type": kind} for name, kind in zip(COLUMNS, kinds)]
    made = {"columns": columns, "rows": rows, "metadata": {"binding": binding(chance)}}
    if chance.random() < 0.1:
        made[chance.choice(("columns", "rows", "metadata"))] = None
    return made


def binding(chance: random.Random) -> dict[str, Any] | None:
    if chance.random() < 0.1:
        return chance.choice((None, {}))
    made: dict[str, Any] = {"x": chance.choice(("day", "day", "host", None)), "value": chance.choice(("hits", None))}
    made["y"] = chance.choice((["hits"], ["hits", "load"], ["load"], [], None))
    made[chance.choice(("series", "series_split_by"))] = chance.choice(("host", None))
    return made


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_both_draw_the_same(infino: Pair, kind: str | None) -> None:
    chance = random.Random(f"opsweave {kind}")
    drawings = 0
    for viz, rows in visualizations(kind, chance):
        try:
            theirs = infino.sdk("to_echarts_option", viz, rows)
        except Refused as error:
            assert "KeyError" in str(error)  # a column that a row does not have
            with pytest.raises(Exception, match="which a row does not have"):
                infino_echarts(viz, rows)
            continue
        assert infino_echarts(viz, rows) == theirs, (viz, rows)
        drawings += theirs["kind"] == "echarts"
    assert drawings >= 10 or kind in ("metric", "gauge", "table")


def test_what_both_execute_is_drawn_alike(infino: Pair) -> None:
    infino.ours("dataset", name="devices")
    records = [{"_id": str(n), "site": "ARN" if n % 3 else "NBO", "role": "ab"[n % 2], "n": n} for n in range(9)]
    infino.ours("records", dataset="devices", records=records)
    for kind in KINDS[:10]:
        source = {"index": "devices", "sql": {"metrics": [{"function": "sum", "column": "n"}]}}
        y = ["n"] if kind in ("scatter", "table") else []
        mapping = {"x": {"column": "site"}, "series": "role", "y": y}
        infino.ours("visualization", title="v", source=source, chart={"type": kind}, mapping=mapping)
        looked = infino.ours("visualization_data", title="v")
        viz_id = looked["visualization"]["id"]
        seen = infino.sdk("execute_visualization", viz_id)
        assert (looked["rows"], looked["columns"]) == (seen["rows"], seen["columns"])
        assert looked["metadata"]["binding"] == seen["metadata"]["binding"]
        theirs = infino.sdk("to_echarts_option", infino.sdk("get_visualization", viz_id), seen)
        assert infino_echarts(looked["visualization"], looked) == theirs
