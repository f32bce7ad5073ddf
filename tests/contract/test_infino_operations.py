# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""All 66 methods of the Infino SDK: ``infino_call`` sends what it sends, signed, and answers with what came back.

``-rP`` prints the table of methods and modules.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Iterator, NamedTuple

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.infino.operations import ASKS, WRITES, Operation
from ansible_collections.opsweave.platform.plugins.module_utils.infino.operations_more import ALL

from .ours import Failed, Ours
from .recorder import ACCESS_KEY, SECRET_KEY, Recorder, recorder
from .sdk import Sdk, python_of

SDKS = {"0.7.0": "OPSWEAVE_SDK_PYTHON", "0.6.0": "OPSWEAVE_SDK_OLD_PYTHON"}
LISTS = ("get_datasets", "list_threads", "get_sources", "get_connections", "get_import_jobs")
CONFIG = {"name": "n", "config": {"name": "dwh", "base_url": "http://x"}, "sources": [{"index_name": "é"}]}
FILTERS = [{"field": "region", "operator": "is_one_of", "value": ["eu", "us"]}, {"field": "a", "operator": "exists"}]
RANGE = {"from": "2026-05-01T00:00:00Z", "to": "2026-06-01T00:00:00Z"}
ROLE = "Version: 2025-01-01\nPermissions:\n  - ResourceType: record\n    Actions: [read]\n"
NDJSON = '\n{"index": {"_id": "1"}}\n{"msg": "héllo"}'
# The values of parameters, in the types of the SDK; of some operations others.
VALUES: dict[str, Any] = {
    "dataset": "web.rel", "name": "ada", "username": "ada", "config": CONFIG, "spec": {"title": "Hits"},
    "partial": {"title": "Höhe"}, "limit": 50, "offset": 0, "record_id": "r-1", "thread_id": "t-1", "run_id": "run-1",
    "connection_id": "conn-1", "source_type": "snowflake", "job_id": "job-1", "viz_id": "v-1", "dashboard_id": "d-1",
    "message": {"role": "user", "content": {"user_query": "why?"}}, "payload": {"thread_id": "t-1", "role": "user"},
    "filters": FILTERS, "time_range": RANGE, "start": 1780000000, "end": 1780000600, "step": 60,
    "query": '{"query": {"match_all": {}}}', "policy": '{"enrich_policy": {"match_field": "host"}}',
    "batch_size": 500, "async_mode": True, "format": "csv",
}  # fmt: skip
PROMQL = {"query": 'sum(up{job="a/b"})', "dataset": "m.aly"}
MORE: dict[str, list[dict[str, Any]]] = {
    "create_user": [{}, {"config": ROLE}],
    "update_role": [{}, {"config": ROLE}],
    "upload_json_to_dataset": [{"payload": NDJSON}, {"payload": NDJSON + "\n"}],
    "upload_metrics_to_dataset": [{"payload": 'up{job="ä"} 1 1609459200000\n'}],
    "upsert_to_dataset": [{"query": "INSERT INTO web (_id) VALUES ('é')"}],
    "query_dataset_in_sql": [{"query": "SELECT 1"}],
    "query_dataset_in_promql": [PROMQL, {**PROMQL, "dataset": None}],
    "query_dataset_in_promql_range": [PROMQL],
    "query_source": [{}, {"query": "SELECT * FROM t"}],
    "execute_visualization": [{}, {"filters": None, "time_range": None}],
    "list_visualizations": [{}, {"limit": None, "offset": None}],
    "upload_file": [{}, {"async_mode": False, "format": "auto", "batch_size": None}],
}
# What the SDK has for itself: to sign, and to send anything at all.
PLUMBING = {
    "calculate_signature", "create_canonical_request", "create_string_to_sign", "derive_signing_key", "hmac_sha256",
    "normalize_query", "sign_request", "sign_request_headers", "uri_encode", "request", "request_multipart",
    "execute_request", "execute_multipart_request",
}  # fmt: skip
BORDER = re.compile(rb"--[0-9a-f]{32}")


class Case(NamedTuple):
    operation: Operation
    given: dict[str, Any]


def cases() -> Iterator[Any]:
    for operation in (one for one in ALL if one.method):
        for number, more in enumerate(MORE.get(operation.name, [{}])):
            values = {**VALUES, **more}
            names = [f.name for f in operation.parameters if f.name == "file_path" or values[f.name] is not None]
            yield pytest.param(
                Case(operation, {name: values.get(name) for name in names}), id=f"{operation.name}-{number}"
            )


@pytest.fixture(scope="module", params=SDKS, ids=lambda version: f"sdk {version}")
def both(request: pytest.FixtureRequest) -> Iterator[tuple[Sdk, Ours, Recorder]]:
    python = python_of(SDKS[request.param], "infino_sdk")
    with recorder() as server:
        exports = {
            "INFINO_ENDPOINT": server.address,
            "INFINO_ACCESS_KEY": ACCESS_KEY,
            "INFINO_SECRET_KEY": SECRET_KEY,
        }
        sdk = Sdk("infino", python, exports)
        try:
            yield sdk, Ours("infino", exports), server
        finally:
            sdk.close()


def canonical(asked: dict[str, Any]) -> dict[str, Any]:
    """A request with its order, random ids and borders taken out."""
    headers, body = dict(asked["headers"]), asked["body"]
    kind = headers.get("content-type", "")
    if kind.startswith("multipart/"):
        headers["content-type"], body = "multipart/form-data", BORDER.sub(b"--border", body)
    elif kind in ("", "application/json") and body:
        body = json.loads(body)
        for one in body.get("filters", ()):
            assert re.fullmatch(r"[0-9a-f]{32}", one.pop("id"))
        headers.pop("x-amz-content-sha256")  # of the order of names, too
    return {**asked, "query": sorted(asked["query"].split("&")), "headers": headers, "body": body}


@pytest.mark.parametrize("case", list(cases()))
def test_an_operation_is_sent_as_the_sdk_sends_it(both: tuple[Sdk, Ours, Recorder], case: Case, tmp_path: Path) -> None:
    sdk, ours, server = both
    operation, given = case
    if "file_path" in given:
        given = {**given, "file_path": str(tmp_path / "a b.csv")}
        (tmp_path / "a b.csv").write_bytes(b"a,b\n1,\xc3\xa9\n")
    answer: Any = [{"n": "é"}] if operation.name in LISTS else {"n": "é", "keys": [1, None, True]}
    server.take(answer)
    theirs = sdk(operation.name, **given)
    (wanted,) = server.take(answer)
    mine = ours("call", operation=operation.name, parameters=given)
    (sent,) = server.take()
    assert canonical(sent) == canonical(wanted)
    assert mine["answer"] == theirs == answer
    assert mine["changed"] is (operation.effects == WRITES)
    foretold = ours("call", check=True, operation=operation.name, parameters=given)
    assert (foretold["changed"], len(server.take())) == (mine["changed"], 0 if operation.effects == WRITES else 1)
    if operation.effects == ASKS:
        assert not mine["changed"]


def test_what_sends_nothing_is_refused_with_what_to_do(both: tuple[Sdk, Ours, Recorder]) -> None:
    _sdk, ours, server = both
    server.take()
    for operation in (one for one in ALL if not one.method):
        with pytest.raises(Failed, match="sends no request of its own"):
            ours("call", operation=operation.name)
    assert not server.take()


def test_the_table_has_every_method_of_the_sdk(both: tuple[Sdk, Ours, Recorder]) -> None:
    sdk, _ours, _server = both
    methods = {"InfinoSDK", *sdk("methods")}
    known = {one.name for one in ALL}
    assert known <= methods, "the SDK does not have these"
    assert methods - known <= PLUMBING, "the table does not have these"
    for one in ALL:
        print(f"{one.name:32} {', '.join(one.doors) or one.instead}")
