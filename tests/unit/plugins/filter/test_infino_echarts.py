# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The filter: its kinds of drawings, what it refuses, and that its data is no template.

That it draws as the vendor's SDK does is a matter of the contract tests.
"""

from __future__ import annotations

import pytest
from ansible.errors import AnsibleError
from ansible.parsing.dataloader import DataLoader
from ansible.template import Templar

from ansible_collections.opsweave.platform.plugins.filter.infino_echarts import FilterModule, infino_echarts
from tests.unit.pages import Page

ROWS = [{"day": "mon", "host": "a", "hits": 3}, {"day": "tue", "host": "b", "hits": 1}, {"day": "mon", "host": "b"}]
COLUMNS = [{"name": "day", "type": "string"}, {"name": "host", "type": "string"}, {"name": "hits", "type": "number"}]


def drawn(kind, rows=None, **binding):
    viz = {"title": "Hits", "chart": {"type": kind}, "options": {"metric_formatting": {"suffix": "/s"}}}
    rows = ROWS if rows is None else rows
    return infino_echarts(viz, {"columns": COLUMNS, "rows": rows, "metadata": {"binding": binding}})


def test_the_kinds_of_drawings():
    made = drawn("bar", x="day", y=["hits"], series="host")
    assert made["kind"] == "echarts" and made["option"]["xAxis"]["data"] == ["mon", "tue"]
    assert [(one["name"], one["data"]) for one in made["option"]["series"]] == [("a", [3, None]), ("b", [None, 1])]
    assert drawn("table")["rows"] == ROWS and drawn("pie", x="day")["kind"] == "table"
    assert drawn("metric") == {
        "kind": "metric", "title": "Hits", "label": "Hits", "value": 3, "formatting": {"suffix": "/s"},
    }  # fmt: skip
    assert drawn("line", []) == {"kind": "table", "columns": COLUMNS, "rows": [], "title": "Hits"}


def test_a_column_that_is_not_there_is_named():
    with pytest.raises(AnsibleError, match="the column hits, which a row does not have"):
        drawn("pie", x="day", y=["hits"])
    rows = [{"day": "mon", "host": "a", "hits": "many"}, {"day": "mon", "host": "b", "hits": 1}]
    with pytest.raises(AnsibleError, match="a heatmap is of numbers"):
        drawn("heatmap", rows, x="day", y=["hits"], series="host")


@pytest.mark.parametrize("given", [("text", {}), ({}, None), ([], [])])
def test_what_is_no_visualization_is_refused(given):
    with pytest.raises(AnsibleError, match="must be a dictionary, not"):
        infino_echarts(*given)


def test_data_is_no_template():
    made = drawn("bar", [{"day": "{{ 1 + 1 }}", "hits": 1}], x="day", y=["hits"])
    templar = Templar(loader=DataLoader(), variables={"made": made})
    assert templar.template(made["option"]["xAxis"]["data"][0]) == "{{ 1 + 1 }}"


def test_its_page_says_what_it_takes():
    page = Page("filter", "infino_echarts")
    assert FilterModule().filters() == {"infino_echarts": infino_echarts}
    assert page.text["positional"] == "data" and set(page.own) == {"_input", "data"}
    assert page.returns.keys() == {"_value"}
