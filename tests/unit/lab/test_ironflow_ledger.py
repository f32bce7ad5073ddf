# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the Ironflow stand-in says of its own routes, and its counters."""

from __future__ import annotations

import pytest

from tests.unit.lab.ironflow_client import NEW, OLD, Client


@pytest.mark.parametrize("version", [OLD, NEW])
def test_routes_are_those_of_the_version(version):
    told = Client(version)("GET", "/api/v1/routes", status=200).json()["routes"]
    paths = {(one["method"], one["path"]) for one in told}
    assert ("GET", "/api/v1/kv/buckets") in paths
    assert (("GET", "/api/v1/policies") in paths) == (version == OLD)
    assert not [path for _method, path in paths if path.startswith("/ironflow.v1.")]


def test_openapi_came_later():
    assert Client("0.41.0")("GET", "/api/v1/openapi.json", status=404).headers["content-type"].startswith("text/plain")
    told = Client(NEW)("GET", "/api/v1/openapi.json", status=200).json()
    assert told["info"]["version"] == NEW
    assert told["paths"]["/api/v1/kv/buckets/{bucket}/keys/{key}"]["put"]["operationId"] == "kv_update_buckets_keys"


def test_counters_need_no_credential():
    client = Client(NEW)
    client("POST", "/ironflow.v1.IronflowService/RegisterFunction", {"id": "sum", "triggers": [{"event": "a"}]}, 200)
    client("POST", "/ironflow.v1.IronflowService/Emit", {"event": "a"}, 200)
    client.token = "none"
    assert 'ironflow_runs{status="running"} 1' in client("GET", "/metrics", status=200).text
