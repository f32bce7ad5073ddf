# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Every public method of the Infrahub SDK is in the map of methods to plugins, or named there as sending nothing."""

from __future__ import annotations

import json
import subprocess
from importlib import metadata
from pathlib import Path

import pytest
import yaml

from .sdk import ROOT, python_of

MAP = yaml.safe_load((ROOT / "docs" / "sdk_map.yml").read_text(encoding="utf-8"))
MAPPED = {method for row in MAP["rows"] for method in row["sdk"]}
DATA = {"AttributeSchema", "BranchSchema", "GenericSchema", "NodeSchema", "RelationshipSchema"}  # what was fetched


@pytest.fixture(scope="module")
def told() -> dict[str, list[str]]:
    """The SDK's classes with their methods."""
    command = [python_of("OPSWEAVE_SDK_PYTHON"), "-m", "tests.contract.drivers.methods"]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


def test_the_map_names_the_classes_of_the_sdk(told: dict[str, list[str]]) -> None:
    named = {name for pair in MAP["classes"].values() for name in pair}
    assert named <= told.keys()
    assert told.keys() - named == DATA


@pytest.mark.parametrize("short", MAP["classes"])
def test_every_method_is_mapped(told: dict[str, list[str]], short: str) -> None:
    for name in MAP["classes"][short]:
        methods = {f"{short}.{method}" for method in told[name]}
        mapped = {method for method in MAPPED if method.partition(".")[0] == short}
        assert methods - mapped == set(), f"{name} can do more than the map says"
        assert mapped - methods == set(), f"{name} has no such methods"


def test_the_map_is_of_the_sdk_that_is_installed() -> None:
    name, _blank, version = MAP["sdk"].partition(" ")
    packages = Path(python_of("OPSWEAVE_SDK_PYTHON")).parents[1].glob("lib/python3*/site-packages")
    found = {one.metadata["Name"]: one.version for one in metadata.distributions(path=[str(one) for one in packages])}
    assert found[name] == version
