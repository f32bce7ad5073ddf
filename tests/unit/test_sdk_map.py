# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The map of the Infrahub SDK's methods to plugins: what it names exists, and each method is in it once."""

from __future__ import annotations

from collections import Counter

import pytest
import yaml

from .pages import ROOT, Page

MAP = yaml.safe_load((ROOT / "docs" / "sdk_map.yml").read_text(encoding="utf-8"))
ROWS = [pytest.param(row, id=row["sdk"][0]) for row in MAP["rows"]]


@pytest.mark.parametrize("row", ROWS)
def test_what_is_named_exists(row):
    assert len(row.keys() & {"local", "ours", "missing"}) == 1, "plugins do it, or it needs none, or it is missing"
    assert row.get("local") or row["wire"]
    for name, options in row.get("ours", {}).items():
        kind, _blank, plugin = name.rpartition(" ")
        folder = kind or "modules"
        assert (ROOT / "plugins" / folder / f"{plugin}.py").exists(), name
        assert set(options) <= set(Page(folder, plugin).options), name


def test_each_method_is_named_once():
    named = Counter(method for row in MAP["rows"] for method in row["sdk"])
    assert not [method for method, times in named.items() if times > 1]
    assert {method.partition(".")[0] for method in named} == set(MAP["classes"])
