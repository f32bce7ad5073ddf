# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What one side of the Infino SDK and our modules writes or takes away, and the other finds so: the rest of the map."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .conftest import Pair

POLICY: dict[str, Any] = {"enrich_policy": {"match_field": "host", "enrich_fields": ["site"]}}
LOGS = {"base_url": "https://logs.example.com", "username": "infino", "password": "word"}
CHART = {"title": "Hits", "source": {"kind": "sql", "index": "web"}, "chart": {"type": "bar"}}


def test_a_schema_is_the_same_to_both(infino: Pair) -> None:
    infino.ours("dataset", name="web")
    infino.ours("records", dataset="web", records=[{"_id": "a", "host": "h", "hits": 1}])
    theirs = infino.sdk("get_dataset_schema", "web")
    (ours,) = infino.ours("dataset_info", name="web", schema=True)["resources"]
    assert {name: one["infino_type"] for name, one in theirs.items()} == {
        name: one["type"] for name, one in ours["schema"].items()
    }


def test_a_policy_is_answered_alike(infino: Pair) -> None:
    infino.ours("dataset", name="web")
    assert (
        infino.sdk("enrich_dataset", "web", json.dumps(POLICY))
        == infino.ours("enrichment", dataset="web", policy=POLICY)["answer"]
    )


def test_metrics_that_one_uploads_the_other_finds(infino: Pair) -> None:
    infino.ours("dataset", name="m.aly")
    infino.sdk("upload_metrics_to_dataset", "m.aly", 'up{job="a"} 1 1780000000000\n')
    infino.ours("upload", dataset="m.aly", content='up{job="b"} 0 1780000000000\n', format="metrics")
    when = {"start": 1780000000, "end": 1780000060, "step": 60}
    theirs = infino.sdk("query_dataset_in_promql_range", "up", dataset="m.aly", **when)["data"]["result"]
    assert sorted(one["metric"]["job"] for one in theirs) == ["a", "b"]
    ours = infino.ours("query", promql="up", dataset="m.aly", **{name: str(value) for name, value in when.items()})
    assert sorted({row["job"] for row in ours["rows"]}) == ["a", "b"]


def test_files_that_one_imports_the_other_finds(infino: Pair, tmp_path: Path) -> None:
    infino.ours("dataset", name="web")
    (tmp_path / "a.csv").write_text("host,hits\na,1\n")
    (tmp_path / "b.csv").write_text("host,hits\nb,2\n")
    sent = infino.sdk("upload_file", "web", str(tmp_path / "a.csv"), format="csv", async_mode=True)
    ours = infino.ours("import_job_info", run_id=sent["run_id"], wait=True, wait_interval=1)["run"]
    theirs = infino.sdk("get_connector_job_status", sent["run_id"])
    assert (ours["status"], ours["run_id"], ours["stats"]) == ("completed", theirs["run_id"], theirs["stats"])
    infino.ours("file_import", dataset="web", src=str(tmp_path / "b.csv"))
    found = infino.sdk("query_dataset_in_querydsl", "web", json.dumps({"query": {"match_all": {}}}))["hits"]["hits"]
    assert sorted(one["_source"]["host"] for one in found) == ["a", "b"]


def test_both_execute_a_visualization_alike(infino: Pair) -> None:
    infino.ours("dataset", name="web")
    rows = [{"_id": str(n), "path": path, "hits": n} for n, path in enumerate(("/a", "/b", "/a"))]
    infino.ours("records", dataset="web", records=rows)
    source = {"kind": "sql", "index": "web", "sql": {"metrics": [{"function": "sum", "column": "hits"}]}}
    chart = infino.ours("visualization", **{**CHART, "source": source}, mapping={"x": "path"})["resource"]["id"]
    filters = [{"field": "path", "operator": "is", "value": "/a"}]
    for how in ({}, {"filters": filters}):
        theirs = infino.sdk("execute_visualization", chart, **how)
        ours = infino.ours("visualization_data", title="Hits", **how)
        assert {name: ours[name] for name in ("columns", "rows", "metadata")} == theirs
        assert len(ours["rows"]) == (1 if how else 2)


def test_what_the_sdk_takes_away_is_gone(infino: Pair) -> None:
    infino.ours("dataset", name="web")
    source = infino.ours("connection", name="Logs", type="elasticsearch", config=LOGS)["resource"]["id"]
    assert [one["id"] for one in infino.sdk("get_connections")] == [source]
    infino.sdk("delete_connection", source)
    infino.ours.settled("connection", name="Logs", state="absent")
    chart = infino.ours("visualization", **CHART)["resource"]["id"]
    infino.sdk("delete_visualization", chart)
    infino.ours.settled("visualization", title="Hits", state="absent")
    infino.ours("user", name="ada", password="SecureP@ssw0rd123!")
    infino.sdk("delete_user", "ada")
    infino.ours.settled("user", name="ada", state="absent")
