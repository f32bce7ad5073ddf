# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""One playbook for each fault and system: a write fails in that way, a second task mends it, a third has no work."""

from __future__ import annotations

import pytest

from .runner import control, ours, play

pytestmark = pytest.mark.lab_only("faults are played by the stand-ins")

PATIENT = {"api_retries": 2, "api_retry_max_wait": 0, "api_timeout": 1}
# What is written, and the write's place among the requests.
WRITES = {
    "infrahub": ("infrahub_node", {"kind": "BuiltinTag", "data": {"name": "blue"}}, {"path": "^/graphql", "skip": 1}),
    "infino": ("infino_dataset", {"name": "devices"}, {"method": "PUT"}),
    "ironflow": ("ironflow_kv_bucket", {"name": "regions"}, {"method": "POST"}),
}
# What the first task says: nothing when it is right all the same.
FAULTS = {
    "400": ({"action": "status", "status": 400}, "HTTP 400"),
    "401": ({"action": "status", "status": 401}, "check the credential"),
    "403": ({"action": "status", "status": 403}, "it may not do this"),
    "429": ({"action": "status", "status": 429, "retry_after": "1"}, None),
    "500": ({"action": "status", "status": 500}, "HTTP 500"),
    "502": ({"action": "status", "status": 502}, "HTTP 502"),
    "503": ({"action": "status", "status": 503}, "HTTP 503"),
    "504": ({"action": "status", "status": 504}, "HTTP 504"),
    "drop_before": ({"action": "drop_before"}, "the connection was lost"),
    "drop_after": ({"action": "drop_after"}, None),
    "truncate": ({"action": "truncate"}, None),
    "delay": ({"action": "delay", "seconds": 2.5}, None),
    "login_page": ({"action": "login_page"}, "is api_url right?"),
}


def playbook(site, system, fault):
    module, args, place = WRITES[system]
    return play(
        f"{system} {fault}",
        [
            control(site, system, "reset"),
            control(site, system, "faults", [{**FAULTS[fault][0], **place}]),
            ours(module, {**args, **PATIENT}, "first", ignore_errors=True),
            ours(module, {**args, **PATIENT}, "second"),
            ours(module, {**args, **PATIENT}, "third"),
            control(site, system, "journal", method="GET"),
        ],
    )


@pytest.fixture(scope="module", params=WRITES)
def suffered(request, running):
    """All of a system's playbooks, in one run of Ansible."""
    system = request.param
    done = running.play([playbook(running, system, fault) for fault in FAULTS], "-vvvv")
    for secret in running.secrets():
        assert secret not in done.output
    return system, done


@pytest.mark.parametrize("fault", FAULTS)
def test_faults(suffered, fault):
    system, done = suffered
    results = done.results(f"{system} {fault}")
    assert "third" in results, done.output[-3000:]
    words = FAULTS[fault][1]
    if words is None:
        assert not results["first"].get("failed"), results["first"]["msg"]
        assert results["first"]["operation"] == "create"
    else:
        assert results["first"]["failed"] and words in results["first"]["msg"]
        assert "Traceback" not in str(results["first"])
        assert results["second"]["operation"] == "create"
    assert results["third"]["changed"] is False
    told = results["lab journal"]["told"]
    assert [entry["fault"] for entry in told["requests"] if entry["fault"]] == [FAULTS[fault][0]["action"]]
    assert len(told["writes"]) == 1, told["writes"]
