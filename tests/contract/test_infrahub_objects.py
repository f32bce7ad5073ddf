# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Object files: what the vendor's tool makes of them and what infrahub_nodes does are the same nodes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.opsweave.platform.plugins.module_utils.infrahub.ranges import expand

from .conftest import Pair
from .network import FULL, SCHEMA

RANGE = {"parameters": {"expand_range": True}}


def objects(kind: str, *data: Any, **spec: Any) -> dict[str, Any]:
    return {"apiVersion": "infrahub.app/v1", "kind": "Object", "spec": {"kind": kind, **spec, "data": list(data)}}


SITES = objects("LabSite", {"name": "AMS"}, {"name": "ber[1-2]", "description": "Room [a-b]"}, **RANGE)
DEVICES = objects(
    "LabDevice",
    {**FULL, "site": "AMS", "tags": ["red", "blue"]},
    {"name": "sw[1-3]", "loopback": "10.0.0.[11-13]/32", "site": "ber1"},
    {
        "name": "inline",
        "site": {"data": {"name": "PAR", "description": "Made on the way"}},
        "tags": [{"data": {"name": "new"}}],
    },
    **RANGE,
)
INSIDE = objects(
    "LabSite", {"name": "LON", "devices": {"kind": "LabDevice", **RANGE, "data": [{"name": "d[1-2]", "mtu": 9000}]}}
)
TAGS = objects("BuiltinTag", {"name": "red"}, {"name": "blue"})
MENU = {
    "apiVersion": "infrahub.app/v1",
    "kind": "Menu",
    "spec": {"data": [{"namespace": "Lab", "name": "Top", "label": "Top", "kind": "LabDevice", "children": {"data": [
        {"namespace": "Lab", "name": "First", "label": "First", "kind": "LabSite"},
        {"namespace": "Lab", "name": "Second", "label": "Second", "path": "/x"},
    ]}}]},
}  # fmt: skip


@pytest.fixture
def path(infrahub: Pair, tmp_path: Path) -> str:
    assert not infrahub.sdk("load", [SCHEMA])["errors"]
    file = tmp_path / "objects.yml"
    file.write_text(yaml.safe_dump_all([TAGS, SITES, DEVICES, INSIDE], sort_keys=False), encoding="utf-8")
    return str(file)


def there(pair: Pair, *kinds: str, **how: Any) -> dict[str, list[dict[str, Any]]]:
    return {kind: sorted(pair.sdk("every", kind, **how), key=lambda one: one["id"]) for kind in kinds}


def test_what_theirs_made_is_what_ours_would_make(infrahub: Pair, path: str) -> None:
    assert infrahub.sdk("load_objects", [path]) == 4
    assert infrahub.ours.settled("nodes", files=[path])["operations"]["none"] == 15


def test_what_ours_made_is_what_theirs_would_make(infrahub: Pair, path: str) -> None:
    assert infrahub.ours("nodes", files=[path])["operations"]["create"] == 15
    kinds = ("LabSite", "LabDevice", "BuiltinTag")
    before = there(infrahub, *kinds)
    infrahub.sdk("load_objects", [path])
    assert there(infrahub, *kinds) == before


def test_a_menu_is_the_same(infrahub: Pair, path: str) -> None:
    Path(path).write_text(yaml.safe_dump(MENU), encoding="utf-8")
    infrahub.sdk("load_objects", [path], menu=True)
    assert infrahub.ours.settled("nodes", files=[path])["operations"]["none"] == 3


def test_what_ours_exports_theirs_loads(infrahub: Pair, path: str, tmp_path: Path) -> None:
    infrahub.ours("nodes", files=[path])
    kinds = ["LabSite", "LabDevice", "BuiltinTag"]
    dest = str(tmp_path / "exported.yml")
    infrahub.ours("export", kinds=kinds, dest=dest)
    before = there(infrahub, *kinds, include=["site", "tags"])
    infrahub.sdk("load_objects", [dest])
    assert there(infrahub, *kinds, include=["site", "tags"]) == before
    assert infrahub.ours.settled("export", kinds=kinds, dest=dest)["counts"]["LabDevice"] == 7
    assert infrahub.ours.settled("nodes", files=[dest])["changed"] is False


@pytest.mark.parametrize(
    "text",
    [
        "a[1-3]",
        "[3-1]/[a-c]",
        "[A,b,cc]",
        "[01-3]",
        "x[1-2,9]",
        "[x]",
        "[1-]",
        "[,1]",
        "[ab-c]",
        "a\\[1\\][1-2]",
        "[a-c",
        "[Y-b]",
    ],
)
def test_ranges(infrahub: Pair, text: str) -> None:
    assert expand(text) == infrahub.sdk("ranges", text)
