# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Records as the Infino SDK and our modules look them up, upload and delete them, in both versions of the SDK."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any, Iterator

import pytest

from .conftest import Pair, emptied, running
from .test_infino import RECORDS, bulk, gone, source

SDKS = {"0.7.0": "OPSWEAVE_SDK_PYTHON", "0.6.0": "OPSWEAVE_SDK_OLD_PYTHON"}


@pytest.fixture(scope="module", params=SDKS, ids=lambda version: f"sdk {version}")
def lab_of(request: pytest.FixtureRequest) -> Iterator[Pair]:
    yield from running("infino", SDKS[request.param])


@pytest.fixture
def devices(lab_of: Pair) -> Pair:
    pair = emptied(lab_of)
    pair.sdk("create_dataset", "devices")
    return pair


def found(devices: Pair, **query: Any) -> list[str]:
    asked = {"query": query, "size": 100, "sort": [{"_id": "asc"}]}
    hits = devices.sdk("query_dataset_in_querydsl", "devices", json.dumps(asked))["hits"]["hits"]
    return [hit["_id"] for hit in hits]


def test_a_record_is_the_same_whoever_looks(devices: Pair) -> None:
    devices.sdk("upload_json_to_dataset", "devices", bulk(RECORDS))
    looked = devices.ours("record_info", dataset="devices", ids=["fra-1", "ams-1", "none"])
    assert looked["resources"] == [source(devices, "fra-1"), source(devices, "ams-1")]
    assert looked["missing"] == ["none"] and gone(devices, "get_record", "devices", "none")
    several = devices.ours("record_info", dataset="devices", query={"term": {"site": "FRA"}})
    assert [one["_id"] for one in several["resources"]] == found(devices, term={"site": "FRA"})


def test_both_delete_by_query(devices: Pair) -> None:
    devices.sdk("upload_json_to_dataset", "devices", bulk(RECORDS))
    query = {"term": {"site": "FRA"}}
    assert devices.ours("records_delete", check=True, dataset="devices", query=query)["deleted"] == 2
    assert devices.ours("records_delete", dataset="devices", query=query)["deleted"] == 2
    assert found(devices, match_all={}) == ["ams-1"]
    devices.sdk("delete_records", "devices", json.dumps({"query": {"match_all": {}}}))
    assert not devices.ours("records_delete", dataset="devices", query={"match_all": {}})["changed"]


def test_both_write_by_sql(devices: Pair) -> None:
    devices.sdk("upload_json_to_dataset", "devices", bulk(RECORDS))
    statement = "UPDATE devices SET ports = 8 WHERE site = 'FRA'"
    told = devices.sdk("upsert_to_dataset", statement)
    assert devices.ours("sql", sql=statement)["affected_rows"] == told["affected_rows"] == 2
    assert devices.ours("sql", sql="DELETE FROM devices WHERE site = 'FRA'")["affected_rows"] == 2
    assert found(devices, match_all={}) == ["ams-1"]


LINES = [{"_id": "muc-1", "site": "MUC", "ports": 8, "note": "ä"}, {"_id": "muc-2", "site": "MUC", "ports": 4}]


def test_uploads_are_the_same_whoever_made_them(devices: Pair) -> None:
    content = "\n".join(map(json.dumps, LINES))
    devices.sdk("upload_json_to_dataset", "devices", bulk(LINES))
    settled = devices.ours.settled("upload", dataset="devices", content=content, format="ndjson")
    assert settled["operations"] == {"create": 0, "update": 0, "none": 2}
    devices.ours("records_delete", dataset="devices", query={"match_all": {}})
    assert devices.ours("upload", dataset="devices", content=content, format="ndjson")["operations"]["create"] == 2
    assert [source(devices, one["_id"]) for one in LINES] == LINES


def test_metrics_are_the_same_whoever_sent_them(devices: Pair) -> None:
    at = int(time.time())
    devices.sdk("upload_metrics_to_dataset", "devices", f'up{{who="them"}} 1 {1000 * at}\n')
    sample = f'# TYPE up gauge\nup{{who="us"}} 2 {1000 * at}'
    assert devices.ours("upload", dataset="devices", content=sample, format="metrics")["samples"] == 1
    seen = devices.sdk("query_dataset_in_promql", "up", "devices")["data"]["result"]
    assert {one["metric"]["who"]: one["value"][1] for one in seen} == {"them": "1", "us": "2"}


@pytest.mark.parametrize("background", [False, True])
def test_files_are_imported_alike(devices: Pair, tmp_path: Path, background: bool) -> None:
    file = tmp_path / "devices.csv"
    file.write_text("name,site\na,ARN\nb,ärlig\n")
    theirs = devices.sdk("upload_file", "devices", str(file), "csv", None, background)
    for _look in range(4 if background else 0):
        theirs = devices.sdk("get_connector_job_status", theirs["run_id"])
    ours = devices.ours("file_import", dataset="devices", src=str(file), background=background)["run"]
    assert (ours["status"], ours["stats"]) == (theirs["status"], theirs["stats"]) and ours["status"] == "completed"
    rows = devices.ours("record_info", dataset="devices", fields=["name", "site"])["resources"]
    assert sorted(one["name"] for one in rows) == ["a", "a", "b", "b"]
