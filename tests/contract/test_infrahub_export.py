# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""infrahub_export: what it writes changes nothing where it came from, and makes the same where it is gone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .conftest import Pair
from .network import FULL, schema_in
from .templated import Kinds, jumbo, kinds_in, tall

RELATIONS = (
    "id", "profiles", "object_template", "ports", "tags", "device", "related_nodes", "related_templates",
    "mtu_from_resource_pool", "speed_from_resource_pool", *(
        f"{part}_of_groups{more}" for part in ("member", "subscriber") for more in ("", "_for_instances")
    ),
)  # fmt: skip


class Exported(Kinds):
    """With a file for all that there is of these kinds."""

    def kinds(self) -> list[str]:
        return [self.device, self.port, self.profile, self.template, f"Template{self.port}", "BuiltinTag"]

    def export(self, file: Path, **more: Any) -> dict[str, Any]:
        return self.pair.ours("export", kinds=self.kinds(), dest=str(file), **more)

    def apply(self, file: Path, **more: Any) -> dict[str, Any]:
        return self.pair.ours("nodes", files=[str(file)], **more)

    def empty(self, branch: str = "main") -> None:
        """Nothing is left of these kinds."""
        filters = [{"kind": kind} for kind in self.kinds()]
        self.pair.ours("nodes", nodes=[], prune=True, prune_empty=True, prune_filters=filters, branch=branch)

    def data(self, branch: str = "main") -> dict[str, Any]:
        """What the SDK sees, without ids."""
        found: dict[str, Any] = {}
        for kind in self.kinds():
            every = self.pair.sdk("every", kind, branch=branch)
            found[kind] = sorted((plain(one) for one in every), key=str)
        return found


def plain(node: dict[str, Any]) -> dict[str, Any]:
    """The values; peers are looked at elsewhere."""
    return {name: value for name, value in node.items() if name not in RELATIONS}


@pytest.fixture
def filled(infrahub: Pair, space: str) -> Exported:
    """Devices from a template and with a profile, ports below them, and an own null over the profile's value."""
    made = Exported(*kinds_in(infrahub, space))
    profile = jumbo(made)
    nodes = made.devices(object_template=tall(made), profiles=[profile], tags=["blue", "red"])
    nodes[1]["data"]["serial"] = None
    nodes[2]["data"]["mtu"] = 7
    more = [
        {"kind": made.port, "data": {"device": "d1", "name": "uplink", "speed": 100}},
        {"kind": "BuiltinTag", "data": {"name": "red", "description": "{{ 1 + 1 }}"}},
    ]
    infrahub.ours("nodes", nodes=[*nodes, *more])
    return made


def test_it_changes_nothing_where_it_came_from(filled: Exported, tmp_path: Path) -> None:
    file = tmp_path / "all.yml"
    foretold, done = filled.export(file, check=True), filled.export(file)
    assert foretold["diff"] == done["diff"] and done["counts"][filled.device] == 3 and done["counts"][filled.port] == 7
    assert not filled.export(file)["changed"]
    filled.pair.ours.settled("nodes", files=[str(file)])


def test_what_is_gone_is_made_again(filled: Exported, tmp_path: Path) -> None:
    file = tmp_path / "all.yml"
    done, before = filled.export(file), filled.data()
    seen = [filled.seen(name) for name in ("d1", "d2", "d3")]
    filled.empty()
    assert not any(filled.data().values())
    made = filled.apply(file)
    assert made["operations"] == {"create": sum(done["counts"].values()), "update": 0, "delete": 0, "none": 0}
    assert filled.data() == before
    # The templates are no more what the devices were made from: the values are their own.
    assert [{**one, "mtu": one["mtu"][0], "role": one["role"][0]} for one in seen] == [
        {**one, "mtu": one["mtu"][0], "role": one["role"][0]} for one in map(filled.seen, ("d1", "d2", "d3"))
    ]
    assert not filled.export(file)["changed"]
    filled.pair.ours.settled("nodes", files=[str(file)])


def test_a_branch_is_made_again_and_the_others_stay(filled: Exported, tmp_path: Path) -> None:
    file = tmp_path / "all.yml"
    filled.export(file)
    before = filled.data()
    filled.pair.ours("branch", name="again")
    filled.empty("again")
    assert not any(filled.data("again").values()) and filled.data() == before
    filled.apply(file, branch="again")
    assert filled.data("again") == before == filled.data()
    assert not filled.export(file, branch="again")["changed"]


def test_peers_of_a_profile_come_with_it(filled: Exported, tmp_path: Path) -> None:
    file, pair = tmp_path / "all.yml", filled.pair
    pair.ours("nodes", nodes=[
        {"kind": "BuiltinTag", "data": {"name": "grey"}},
        {"kind": filled.profile, "data": {"profile_name": "tagged", "tags": ["grey"]}},
        {"kind": filled.device, "data": {"name": "d4", "role": "x", "profiles": [
            {"kind": filled.profile, "hfid": "tagged"}]}},
    ])  # fmt: skip
    assert filled.seen("d4")["tags"] == ["grey"]
    filled.export(file)
    pair.ours.settled("nodes", files=[str(file)])
    filled.empty()
    filled.apply(file)
    assert filled.seen("d4")["tags"] == ["grey"] and sorted(filled.seen("d1")["tags"]) == ["blue", "red"]
    pair.ours("profile", kind=filled.device, profile_name="tagged", state="absent")
    assert filled.seen("d4")["tags"] == []  # so they were the profile's


def test_every_type_of_attribute_and_what_stands_around_it(infrahub: Pair, space: str, tmp_path: Path) -> None:
    """With the schema in a second file: both are applied as one finds them."""
    file, schema = tmp_path / "all.yml", tmp_path / "schema.yml"
    assert not infrahub.sdk("load", [schema_in(space)])["errors"]
    infrahub.ours.begin()
    site, device = f"{space}Site", f"{space}Device"
    by = {"kind": "CoreAccount", "hfid": "admin"}
    around = {"name": "plain", "role": {"value": "leaf", "source": by, "is_protected": True}, "site": "AMS"}
    nodes = [
        {"kind": device, "data": {**FULL, "site": "AMS", "tags": [{"data": {"name": "blue"}}]}},
        {"kind": device, "data": around},
        {"kind": site, "data": {"name": "AMS", "description": "{{ none }}"}},
    ]
    infrahub.ours("nodes", nodes=nodes)
    wanted: dict[str, Any] = {"kinds": [site, device, "BuiltinTag"], "dest": str(file), "properties": True}
    done = infrahub.ours("export", **wanted, schema_dest=str(schema))
    assert done["counts"] == {site: 1, device: 2, "BuiltinTag": 1}
    infrahub.ours.settled("nodes", files=[str(file)])
    assert not infrahub.ours("schema", files=[str(schema)])["changed"]
    before = {one["name"]: plain(one) | {"site": None} for one in infrahub.sdk("every", device)}
    filters = [{"kind": kind} for kind in wanted["kinds"]]
    infrahub.ours("nodes", nodes=[], prune=True, prune_empty=True, prune_filters=filters)
    assert infrahub.sdk("every", device) == []
    assert infrahub.ours("nodes", files=[str(file)])["operations"]["create"] == 4
    assert {one["name"]: plain(one) | {"site": None} for one in infrahub.sdk("every", device)} == before
    assert not infrahub.ours("export", **wanted, schema_dest=str(schema))["changed"]
    infrahub.ours.settled("nodes", nodes=nodes)
