# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the Infino SDK and our modules write and see."""

from __future__ import annotations

import json
from typing import Any, Iterable

import pytest

from .conftest import Pair
from .sdk import Refused

RECORDS: list[dict[str, Any]] = [
    {"_id": "ams-1", "site": "AMS", "ports": 48, "up": True, "load": 0.25, "tags": ["a", "b"], "note": "{{ x }}"},
    {"_id": "fra-1", "site": "FRA", "ports": 32, "up": False, "load": 1.5, "tags": [], "note": None},
    {"_id": "fra-2", "site": "FRA", "ports": 16, "up": True, "load": 2.0, "tags": ["ä"], "note": "it's"},
]
CHART: dict[str, Any] = {
    "title": "Devices by site",
    "description": "How many at each",
    "source": {"kind": "sql", "index": "devices", "sql": {"metrics": [{"id": "m", "function": "count"}], "limit": 20}},
    "chart": {"type": "bar"},
    "mapping": {"x": {"column": "site"}},
    "options": {"legend": {"show": True, "position": "right"}},
    "filters": [{"field": "up", "operator": "is", "value": True}],
    "time_range": {"kind": "relative", "expression": "last 7 days"},
    "tags": ["network"],
}
STAMPED = ("id", "created_at", "updated_at", "schema_version", "created_by")


@pytest.fixture
def devices(infino: Pair) -> Pair:
    infino.sdk("create_dataset", "devices")
    return infino


def bulk(records: Iterable[dict[str, Any]]) -> str:
    lines = []
    for record in records:
        fields = {name: value for name, value in record.items() if name != "_id"}
        lines += [json.dumps({"index": {"_id": record["_id"]}}), json.dumps(fields)]
    return "\n".join(lines)


def source(infino: Pair, record_id: str) -> dict[str, Any]:
    return {"_id": record_id, **infino.sdk("get_record", "devices", record_id)["_source"]}


def gone(infino: Pair, *call: str) -> bool:
    with pytest.raises(Refused) as error:
        infino.sdk(*call)
    return error.value.status == 404


def bare(attributes: dict[str, Any]) -> dict[str, Any]:
    """A saved object without what the server stamps on it, at any depth where it does."""
    made = {name: value for name, value in attributes.items() if name not in STAMPED}
    for name in ("filters", "panels"):
        if made.get(name):
            made[name] = [{key: value for key, value in one.items() if key != "id"} for one in made[name]]
    return made


def test_a_dataset_is_the_same_whoever_made_it(infino: Pair) -> None:
    infino.sdk("create_dataset", "theirs")
    assert infino.ours("dataset", name="ours")["operation"] == "create"
    for name in ("theirs", "ours"):
        infino.ours.settled("dataset", name=name)
        infino.sdk("create_dataset", name)
    seen = {row["index"] for row in infino.sdk("get_datasets")}
    looked = {one["name"]: one for one in infino.ours("dataset_info")["resources"]}
    assert seen == set(looked) == {"theirs", "ours"}
    assert infino.ours("dataset", name="theirs", state="absent")["operation"] == "delete"
    assert gone(infino, "get_dataset_metadata", "theirs")
    infino.sdk("delete_dataset", "ours")
    infino.ours.settled("dataset", name="ours", state="absent")


def test_dataset_counts_agree(devices: Pair) -> None:
    devices.sdk("upload_json_to_dataset", "devices", bulk(RECORDS))
    (looked,) = devices.ours("dataset_info", name="devices")["resources"]
    seen = devices.sdk("get_dataset_metadata", "devices")
    assert looked["records"] == len(RECORDS)
    assert str(looked["records"]) in [str(value) for value in seen.values()]


def test_records_of_theirs_are_what_we_would_write(devices: Pair) -> None:
    assert not devices.sdk("upload_json_to_dataset", "devices", bulk(RECORDS)).get("errors")
    for exact in (False, True):
        settled = devices.ours.settled("records", dataset="devices", records=RECORDS, exact=exact)
        assert settled["operations"] == {"create": 0, "update": 0, "delete": 0, "none": 3}


def test_records_of_ours_are_what_they_read(devices: Pair) -> None:
    done = devices.ours("records", dataset="devices", records=RECORDS)
    assert done["operations"] == {"create": 3, "update": 0, "delete": 0, "none": 0}
    for record in RECORDS:  # null says that there is no value
        there = {name: value for name, value in record.items() if value is not None}
        assert source(devices, record["_id"]) == there


def test_both_change_records(devices: Pair) -> None:
    devices.sdk("upload_json_to_dataset", "devices", bulk(RECORDS))
    change = [{"_id": "ams-1", "ports": 96}]
    assert devices.ours("records", dataset="devices", records=change)["operations"]["update"] == 1
    assert source(devices, "ams-1") == {**RECORDS[0], "ports": 96}
    whole = [{"_id": "ams-1", "site": "AMS"}]
    assert devices.ours("records", dataset="devices", records=whole, exact=True)["operations"]["update"] == 1
    assert source(devices, "ams-1") == whole[0]
    update = [{"update": {"_id": "ams-1"}}, {"doc": {"ports": 4}}]
    devices.sdk("upload_json_to_dataset", "devices", "\n".join(map(json.dumps, update)))
    devices.ours.settled("records", dataset="devices", records=[{"_id": "ams-1", "ports": 4, "site": "AMS"}])


def test_both_delete_records(devices: Pair) -> None:
    devices.sdk("upload_json_to_dataset", "devices", bulk(RECORDS))
    devices.ours("records", dataset="devices", records=[{"_id": "ams-1"}], state="absent")
    assert gone(devices, "get_record", "devices", "ams-1")
    devices.sdk("delete_records", "devices", json.dumps({"query": {"term": {"_id": "fra-1"}}}))
    devices.ours.settled("records", dataset="devices", records=[{"_id": "fra-1"}], state="absent")
    pruned = devices.ours("records", dataset="devices", records=[{"_id": "muc-1", "site": "MUC"}], prune=True)
    assert pruned["operations"] == {"create": 1, "update": 0, "delete": 1, "none": 0}
    assert gone(devices, "get_record", "devices", "fra-2")


def test_sql_is_answered_alike(devices: Pair) -> None:
    devices.ours("records", dataset="devices", records=RECORDS)
    query = "SELECT site, COUNT(*) AS n, SUM(ports) AS p FROM devices GROUP BY site ORDER BY site"
    looked = devices.ours("query", sql=query)
    rows = [{"site": "AMS", "n": 1, "p": 48}, {"site": "FRA", "n": 2, "p": 48}]
    assert (looked["rows"], looked["total"]) == (rows, 2)
    assert [column["name"] for column in looked["columns"]] == ["site", "n", "p"]
    seen = devices.sdk("query_dataset_in_sql", query)
    told = json.dumps(seen)
    for row in rows:
        for value in row.values():
            assert json.dumps(value) in told
    devices.sdk("upsert_to_dataset", "UPDATE devices SET ports = 8 WHERE site = 'FRA'")
    assert devices.ours("query", sql=query)["rows"][1]["p"] == 16


def test_the_query_dsl_is_answered_alike(devices: Pair) -> None:
    devices.ours("records", dataset="devices", records=RECORDS)
    query = {"query": {"term": {"site": "FRA"}}, "sort": [{"ports": "desc"}]}
    seen = devices.sdk("query_dataset_in_querydsl", "devices", json.dumps(query))["hits"]["hits"]
    looked = devices.ours("query", dsl=query, dataset="devices")
    assert looked["total"] == len(seen) == 2
    assert [one["_id"] for one in looked["rows"]] == [one["_id"] for one in seen] == ["fra-1", "fra-2"]
    assert [one["ports"] for one in looked["rows"]] == [one["_source"]["ports"] for one in seen]


def test_a_visualization_is_the_same_whoever_made_it(devices: Pair) -> None:
    theirs = devices.sdk("create_visualization", CHART)
    found = devices.ours.settled("visualization", **CHART)
    assert found["resource"]["id"] == theirs["id"]
    made = devices.ours("visualization", **{**CHART, "title": "Of ours"})
    ours = devices.sdk("get_visualization", made["resource"]["id"])
    assert bare(ours["attributes"]) == bare({**theirs["attributes"], "title": "Of ours"})
    assert {one["id"] for one in devices.sdk("list_visualizations")["items"]} == {theirs["id"], ours["id"]}
    assert {one["id"] for one in devices.ours("visualization_info")["resources"]} == {theirs["id"], ours["id"]}


def test_both_change_a_visualization(devices: Pair) -> None:
    viz_id = devices.sdk("create_visualization", CHART)["id"]
    devices.ours("visualization", title=CHART["title"], chart={"type": "line"}, tags=["a", "b"])
    seen = devices.sdk("get_visualization", viz_id)["attributes"]
    assert (seen["chart"]["type"], seen["tags"]) == ("line", ["a", "b"])
    assert seen["source"]["sql"]["limit"] == 20 and seen["mapping"]["x"]["column"] == "site"
    devices.sdk("update_visualization", viz_id, {"title": "Renamed", "chart": {"type": "pie"}})
    devices.ours.settled("visualization", id=viz_id, title="Renamed", chart={"type": "pie"})
    devices.ours("visualization", title="Renamed", state="absent")
    assert gone(devices, "get_visualization", viz_id)


def test_a_dashboard_is_the_same_whoever_made_it(devices: Pair) -> None:
    viz_id = devices.sdk("create_visualization", CHART)["id"]
    layout = {"x": 0, "y": 0, "w": 48, "h": 10}
    panel = {"viz_id": viz_id, "layout": layout, "title_override": "Sites"}
    theirs = devices.sdk("create_dashboard", {"title": "Network", "panels": [panel], "tags": ["t"]})
    panels = [{"visualization": CHART["title"], "layout": layout, "title_override": "Sites"}]
    found = devices.ours.settled("dashboard", title="Network", panels=panels, tags=["t"])
    assert found["resource"]["id"] == theirs["id"]
    made = devices.ours("dashboard", title="Of ours", panels=panels, tags=["t"])
    ours = devices.sdk("get_dashboard", made["resource"]["id"])
    assert bare(ours["attributes"]) == bare({**theirs["attributes"], "title": "Of ours"})


def test_both_change_a_dashboard(devices: Pair) -> None:
    for title in ("one", "two"):
        devices.ours("visualization", **{**CHART, "title": title})
    ids = {one["attributes"]["title"]: one["id"] for one in devices.sdk("list_visualizations")["items"]}
    made = devices.ours("dashboard", title="Network", panels=[{"visualization": "one"}])["resource"]["id"]
    panels = devices.sdk("get_dashboard", made)["attributes"]["panels"]
    devices.sdk("update_dashboard", made, {"panels": [*panels, {"viz_id": ids["two"]}], "tags": ["theirs"]})
    devices.ours.settled("dashboard", id=made, panels=[{"visualization": "one"}, {"visualization": ids["two"]}])
    devices.ours("dashboard", title="Network", panels=[{"visualization": "two"}])
    seen = devices.sdk("get_dashboard", made)["attributes"]
    assert ([panel["viz_id"] for panel in seen["panels"]], seen["tags"]) == ([ids["two"]], ["theirs"])
    devices.sdk("delete_dashboard", made)
    devices.ours.settled("dashboard", title="Network", state="absent")
    assert devices.ours("dashboard_info")["resources"] == []
