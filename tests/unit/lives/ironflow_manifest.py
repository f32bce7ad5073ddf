# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The life of a whole Ironflow in one document, with policies or with a policy set."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .life import Life, each

ORDER = {"event_name": "order.paid", "version": 1, "schema": {"type": "object", "required": ["number"]}}
GROUP = {"name": "billing", "pattern": "events:order.*", "ack_mode": "manual"}
DENIED = {"name": "no-secrets", "effect": "deny", "actions": ["secrets:manage"], "resources": ["*"]}
MODULES = {"base": "package base\n", "extra": "package extra\n"}
POLICIES: dict[str, Any] = {"policies": [DENIED], "role_policies": [{"role": "viewer", "policy": "no-secrets"}]}
POLICY_SET: dict[str, Any] = {"policy_set": {"modules": MODULES, "decision": "base/allow"}}
WHOLE: dict[str, Any] = {
    "projects": ["shop"],
    "environments": [{"name": "trial", "project": "shop", "color": "#22c55e"}],
    "roles": ["billing", {"name": "stock {{ 1 + 1 }}"}],
    "users": [{"email": "ada@example.com", "password": "word", "roles": ["billing", "viewer"]}],
    "api_keys": [{"name": "build", "roles": ["billing"], "environment": "trial"}],
    "kv_buckets": [{"name": "regions", "history": 5}, {"name": "texts"}],
    "kv": [
        {"bucket": "regions", "values": {"emea": {"mtu": 9000}, "apac": [1, 2.5]}},
        {"bucket": "texts", "key": "motto", "value": "{{ 1 + 1 }}", "format": "text"},
    ],
    "config": [{"name": "app", "data": {"mode": "blue", "limits": {"rps": 5}}}],
    "secrets": [{"name": "db", "value": "open sesame", "description": "Orders"}],
    "event_schemas": [ORDER],
}
LESS: dict[str, Any] = {
    "projects": ["shop"],
    "environments": [{"name": "trial", "project": "shop", "color": "#ef4444"}],
    "roles": ["stock {{ 1 + 1 }}"],
    "users": [{"email": "ada@example.com", "password": "word", "roles": ["stock {{ 1 + 1 }}"]}],
    "api_keys": [{"name": "build", "roles": ["stock {{ 1 + 1 }}"]}],
    "kv_buckets": ["regions"],
    "kv": [{"bucket": "regions", "values": {"emea": {"mtu": 1500}}}],
    "config": [{"name": "app", "data": {"limits": {"rps": 6}}}],
    "event_schemas": [],
}
PRUNED = ["environments", "roles", "kv_buckets", "kv", "config"]
PAID = {"name": "paid-orders", "events": ["order.paid"], "partition_key": "customer", "status": "paused"}
TOTALS = {
    "name": "totals",
    "table_sql": "CREATE TABLE totals (customer TEXT PRIMARY KEY)",
    "event_handlers": {"order.paid": "INSERT INTO totals VALUES (1)"},
}
BILL = {"id": "bill", "triggers": [{"event": "order.paid"}], "secrets": ["db"], "metadata": {"team": "{{ 1 + 1 }}"}}
NEWER = {
    "functions": [BILL],
    "consumer_groups": [GROUP],
    "file_buckets": [{"name": "reports"}],
    "projections": [PAID, TOTALS],
}

SMALL = {
    "environments": [{"name": "trial", "color": "#22c55e"}],
    "kv_buckets": ["regions"],
    "kv": [{"bucket": "regions", "values": {"emea": 9000, "text": "{{ 1 + 1 }}"}}],
    "event_schemas": [ORDER],
}
SMALLER = {**SMALL, "kv": [{"bucket": "regions", "key": "emea", "value": 1500}], "event_schemas": []}


def lives(version: str, whole: dict[str, Any], less: dict[str, Any], pruned: list[str]) -> Iterator[Life]:
    yield from each(
        (version,),
        Life(
            "ironflow_manifest",
            {"manifest": whole},
            {"manifest": less, "prune": pruned},
            secrets=("manifest.users.password", "manifest.secrets.value", "manifest.webhook_sources.verify_secret"),
            alike=(
                {"prune": ["event_schemas", *pruned]},
                {"manifest": {"environments": ["default"], "users": None}, "prune": []},
            ),
        ),
    )


OLD_LESS = {"event_schemas": [{**ORDER, "schema": {}}], **POLICIES, "role_policies": []}
IN_ORGANISATION = ("projects", "environments", "roles", "users", "api_keys")


def part(document: dict[str, Any], organisation: bool) -> dict[str, Any]:
    """Each is lived by itself: all requests of a life fail in all ways, which takes its time."""
    return {name: items for name, items in document.items() if (name in IN_ORGANISATION) is organisation}


LIVES = [
    *lives("0.33.1", SMALL, SMALLER, ["kv"]),
    *lives("0.43.1", {"event_schemas": [ORDER], **POLICIES}, OLD_LESS, ["role_policies"]),
    *lives("0.44.0", POLICY_SET, {"policy_set": {"modules": {"extra": None}}, "event_schemas": []}, []),
    *lives("0.53.0", part(WHOLE, True), {**part(LESS, True), "event_schemas": []}, ["environments", "roles"]),
    *lives("0.53.0", {**part(WHOLE, False), **NEWER}, part(LESS, False), ["kv_buckets", "kv", "config"]),
]
