# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Visualizations and dashboards of the Infino stand-in."""

from __future__ import annotations

from typing import Any

import pytest

from .infino_client import Client


@pytest.fixture
def client() -> Client:
    return Client()


CHART = {"title": "Hits", "source": {"kind": "sql", "index": "web"}, "chart": {"type": "bar"}}


def test_a_visualization_has_all_defaults(client: Client) -> None:
    told = client("POST", "/visualizations", {**CHART, "id": "mine", "created_by": "me", "unheard": 1}, 201)
    attributes = told["attributes"]
    assert told["kind"] == "visualization"
    assert told["id"] == attributes["id"] != "mine"
    assert attributes["created_by"] != "me"
    assert attributes["mapping"] == {"x": None, "y": [], "series": None}
    assert attributes["source"]["sql"]["limit"] == 50
    assert set(attributes["options"].values()) == {None}
    assert "unheard" not in attributes
    assert "extensions" not in attributes
    assert client("GET", f"/visualizations/{told['id']}") == told


def test_older_forms_become_the_present_one(client: Client) -> None:
    told = client(
        "POST",
        "/visualizations",
        {
            "title": "Old",
            "source": {"kind": "sql", "index": "web", "sql": {"dimensions": [{"top": 3, "other_bucket": True}]}},
            "visualization_mode": "table",
            "mapping": {"x": "at", "x_bucket": "day", "y": ["n"], "series_split_by": "up"},
        },
        201,
    )["attributes"]
    assert told["chart"] == {"type": "table"}
    assert told["mapping"] == {
        "x": {"column": "at", "bucket": "day"},
        "y": ["n"],
        "series": "up",
        "top": 3,
        "other_bucket": True,
    }
    assert told["source"]["sql"]["dimensions"] == []
    assert "visualization_mode" not in told


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"title": None}, "title"),
        ({"title": " "}, "title"),
        ({"source": None}, "source.kind"),
        ({"source": {"kind": "sql"}}, "source.index"),
        ({"source": {"kind": "csv", "index": "web"}}, "source.kind"),
        ({"chart": {}}, "chart.type"),
        ({"chart": {"type": "barr"}}, "chart.type"),
        ({"mapping": {"x": {}}}, "mapping.x"),
        ({"mapping": {"x": {"column": "a", "bucket": "eon"}}}, "bucket"),
        ({"tags": "a"}, "tags"),
        ({"aggregation_type": "median"}, "aggregation_type"),
        ({"filters": [{"field": "a"}]}, "operator"),
        ({"filters": [{"operator": "is"}]}, "field"),
        ({"filters": [None]}, "field"),
        ({"options": 1}, "options"),
        ({"filters": [{"field": "a", "operator": "contains", "value": ["b"]}]}, "contains"),
        ({"source": {"kind": "sql", "index": "web", "sql": {"limit": "many"}}}, "limit"),
        ({"source": {"kind": "sql", "index": "web", "sql": {"metrics": [{"function": "median"}]}}}, "metrics"),
    ],
)
def test_a_visualization_that_is_refused(client: Client, change: dict[str, Any], named: str) -> None:
    assert named in client.refusal("POST", "/visualizations", {**CHART, **change})
    assert client.lab.writes == []


def test_a_merge_patch_changes_only_what_it_names(client: Client) -> None:
    extra = {"extensions": {"key": {"n": None}}, "filters": [{"field": "up", "operator": "is", "value": True}]}
    made = client("POST", "/visualizations", {**CHART, **extra, "tags": ["a", "b"]}, 201)["attributes"]
    path = f"/visualizations/{made['id']}"
    assert (len(made["filters"][0]["id"]), made["filters"][0]["enabled"]) == (32, True)
    patch = {
        "title": "More",
        "source": {"sql": {"limit": 200}},
        "tags": ["c"],
        "id": "x",
        "created_at": "x",
        "extensions": None,
    }
    done = client("PATCH", path, patch)["attributes"]
    assert done.pop("updated_at") > made["updated_at"]
    sql = {**made["source"]["sql"], "limit": 200}
    expected = {**made, "title": "More", "tags": ["c"], "source": {**made["source"], "sql": sql}}
    del expected["updated_at"], expected["extensions"]
    assert done == expected
    assert "title" in client.refusal("PATCH", path, {"title": None})
    assert client("GET", path)["attributes"]["title"] == "More"
    assert client("PUT", path, CHART)["attributes"]["tags"] == []
    assert client("DELETE", path) == {"acknowledged": True}
    for method in ("GET", "PATCH", "PUT", "DELETE"):
        assert client.refusal(method, path, CHART, 404).startswith("NotFound")
    assert [line.split()[-1] for line in client.lab.writes] == ["created", "updated", "updated", "deleted"]


def test_listing_by_pages(client: Client) -> None:
    for number in range(5):
        client("POST", "/visualizations", {**CHART, "title": f"v{number}"}, 201)

    def titles(query: str = "") -> list[str]:
        return [item["attributes"]["title"] for item in client("GET", f"/visualizations{query}")["items"]]

    assert titles() == ["v0", "v1", "v2", "v3", "v4"]
    assert titles("?limit=2&offset=3") == ["v3", "v4"]
    assert titles("?limit=0") == titles("?offset=5") == []
    assert "limit" in client.refusal("GET", "/visualizations?limit=many")
    client.lab.variant["listing"] = "outline"
    item = client("GET", "/visualizations?limit=1")["items"][0]
    assert (set(item), set(item["attributes"])) == ({"id", "kind", "attributes"}, {"id", "title"})


def test_a_dashboard_lays_its_panels_out(client: Client) -> None:
    own = {"x": 3, "y": 90, "w": 10, "h": 4}
    panels = [{"viz_id": "v1"}, {"kind": "markdown", "content": "# Hi"}, {"viz_id": "v1", "id": "last", "layout": own}]
    told = client("POST", "/dashboards", {"title": "D", "panels": panels}, 201)
    path, made = f"/dashboards/{told['id']}", told["attributes"]
    layouts = [panel["layout"] for panel in made["panels"]]
    assert layouts == [{"x": 0, "y": 0, "w": 24, "h": 15}, {"x": 24, "y": 0, "w": 24, "h": 15}, own]
    assert [(p["id"], p["kind"], p["title_override"]) for p in made["panels"]] == [
        ("panel_0", "visualization", None),
        ("panel_1", "markdown", None),
        ("last", "visualization", None),
    ]
    assert made["options"] == {"use_margins": True, "hide_panel_titles": False, "refresh_interval": None}
    done = client("PATCH", path, {"panels": [{"kind": "divider", "label": "-"}], "options": {"use_margins": False}})
    assert [panel["label"] for panel in done["attributes"]["panels"]] == ["-"]
    assert done["attributes"]["options"]["use_margins"] is False
    client.lab.variant.update(saved_delete="deleted", schema_version="text")
    assert client("GET", path)["attributes"]["schema_version"] == "v1"
    assert client("DELETE", path) == {"deleted": True}


@pytest.mark.parametrize(
    ("spec", "named"),
    [
        ({"panels": []}, "title"),
        ({"title": "D", "panels": [{}]}, "viz_id"),
        ({"title": "D", "panels": [None]}, "viz_id"),
        ({"title": "D", "panels": [{"kind": "movie"}]}, "kind"),
        ({"title": "D", "panels": {}}, "panels"),
    ],
)
def test_a_dashboard_that_is_refused(client: Client, spec: dict[str, Any], named: str) -> None:
    assert named in client.refusal("POST", "/dashboards", spec)
