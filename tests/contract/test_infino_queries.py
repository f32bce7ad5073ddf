# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""PromQL and connected sources: the Infino SDK and infino_query are told the same."""

from __future__ import annotations

import json

import pytest

from .conftest import Pair
from .ours import Failed
from .sdk import Refused

VISITS = {"query": {"term": {"country": "SE"}}, "sort": ["_id"]}


def connected(infino: Pair, kind: str, **config: str) -> str:
    made = infino.sdk("create_connection", kind, {"config": {"name": "theirs", **config}})
    return str(made.get("connection_id") or made["id"])


def test_a_search_engine_behind_infino(infino: Pair) -> None:
    identity = connected(infino, "elasticsearch", base_url="http://x")
    seen = infino.sdk("query_source", identity, "visits", json.dumps(VISITS))
    looked = infino.ours("query", connection="theirs", dataset="visits", dsl=VISITS)
    assert looked["total"] == seen["hits"]["total"]["value"] == 2
    assert looked["rows"] == [{"_id": hit["_id"], **hit["_source"]} for hit in seen["hits"]["hits"]]


def test_a_warehouse_behind_infino(infino: Pair) -> None:
    identity = connected(infino, "snowflake", account="acme")
    query = "SELECT path, bytes FROM visits ORDER BY _id"
    seen = infino.sdk("query_source", identity, "PROD", query)
    looked = infino.ours("query", connection=identity, dataset="PROD", sql=query)
    assert [column["name"] for column in looked["columns"]] == [one["display_name"] for one in seen["columns"]]
    assert [list(row.values()) for row in looked["rows"]] == seen["rows"] != []


def test_expressions(infino: Pair) -> None:
    at, value = infino.sdk("query_dataset_in_promql", "1.5")["data"]["result"]
    (row,) = infino.ours("query", promql="1.5")["rows"]
    assert row["value"] == float(value) == 1.5 and abs(row["timestamp"] - at) < 60
    times = {"start": 1780000000, "end": 1780000120, "step": 60}
    seen = infino.sdk("query_dataset_in_promql_range", "2", **times)["data"]["result"]
    texts = {name: str(number) for name, number in times.items()}
    looked = infino.ours("query", promql="2", **texts)["rows"]
    assert [[row["timestamp"], str(row["value"])] for row in looked] == seen[0]["values"]


def test_what_is_no_promql(infino: Pair) -> None:
    with pytest.raises(Refused) as error:
        infino.sdk("query_dataset_in_promql", "up{")
    assert error.value.status == 400
    with pytest.raises(Failed, match="parse error"):
        infino.ours("query", promql="up{")
