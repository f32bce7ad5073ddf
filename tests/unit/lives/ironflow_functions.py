# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of functions, of their versions and of their runs."""

from __future__ import annotations

from .life import Life, each

ERAS = ("0.33.1", "0.36.0", "0.44.0", "0.53.0")
BILL = {"id": "bill", "triggers": [{"event": "order.paid"}, {"cron": "0 6 * * *"}]}
FULL = {
    **BILL,
    "description": "Writes the invoice",
    "retry": {"max_attempts": 5},
    "timeout_ms": 60000,
    "concurrency": {"limit": 4, "key": "event.data.shop"},
    "debounce": {"period_ms": 2000},
    "cancel_on": [{"event": "order.cancelled", "match": "data.id"}],
    "preferred_mode": "push",
    "endpoint_url": "https://billing.example.com/{{ 1 + 1 }}",
    "actor_key": "event.data.customer",
    "metadata": {"team": "billing", "level": 2, "text": "{{ 1 + 1 }}"},
    "secrets": ["printer"],
}
NEW = {"throttle": {"limit": 5, "period_ms": 1000}, "circuit_breaker": {"failure_threshold": 3}}
ONE = ("ironflow_function", BILL)
TWO = ("ironflow_function", {**BILL, "description": "Second"})

LIVES = [
    *each(
        ERAS,
        Life(
            "ironflow_function",
            FULL,
            {
                "triggers": [{"event": "order.*"}],
                "retry": {"initial_delay_ms": 10},
                "status": "paused",
                "unset": ["concurrency", "actor_key"],
            },
            alike=({"triggers": [{"event": "order.*", "expression": ""}], "status": "paused", "retry": {}},),
        ),
    ),
    Life(
        "ironflow_function",
        {**BILL, **NEW, "retry": {"on_exhausted": "fail"}, "recording_profile": "steps", "status": "archived"},
        {"throttle": {"limit": 6, "period_ms": 1000}, "status": "active", "change_reason": "Too slow"},
    ),
    *each(
        ("0.33.1", "0.53.0"),
        Life("ironflow_function_rollback", {"id": "bill", "to_version": 1}, {}, before=(ONE, TWO), fixed=True),
    ),
    *each(
        ("0.33.1", "0.53.0"),
        Life(
            "ironflow_function_invoke", {"id": "bill", "data": {"order": "{{ 1 + 1 }}"}}, {}, before=(ONE,), once=True
        ),
    ),
    Life("ironflow_function_invoke", {"id": "bill", "data": [1], "idempotency_key": "a"}, {}, before=(ONE,), once=True),
    *each(
        ("0.37.0", "0.53.0"),
        Life(
            "ironflow_deployment",
            {
                "function_id": "bill",
                "deployment_id": "v7",
                "artifact_digest": "sha256:9f86",
                "endpoint_url": "https://billing.example.com/{{ 1 + 1 }}",
                "mode": "push",
                "snapshot": {"triggers": [{"event": "order.paid"}], "timeout_ms": 60000, "concurrency": {"limit": 2}},
            },
            {},
            before=(ONE,),
            fixed=True,
            twice=True,
        ),
    ),
]
