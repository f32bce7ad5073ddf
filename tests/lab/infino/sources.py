# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Connections to other data sources. What each connector wants is not documented; here a name and an address do."""

from __future__ import annotations

import copy
import uuid
from collections.abc import Iterable
from typing import Any

from .area import ADMIN, Area, At, Call, Refusal, invalid, missing
from .saved import NAMES

# id: name, category, query type, disabled
TYPES = {
    "elasticsearch": ("Elasticsearch", "Search", "querydsl", False),
    "opensearch": ("OpenSearch", "Search", "querydsl", False),
    "snowflake": ("Snowflake", "Warehouse", "sql", False),
    "bigquery": ("BigQuery", "Warehouse", "sql", False),
    "postgres": ("PostgreSQL", "Database", "sql", False),
    "file": ("File", "File", "querydsl", False),
    "datadog": ("Datadog", "Monitoring", "querydsl", True),
}
SECRETS = ("password", "api_key", "pat_token", "service_account_key", "token")
MASK = "***"
LOOKS = 2  # until a slow connection is there
AT = "2026-06-01T08:00:00Z"


class Sources(Area):
    def reset(self) -> None:
        self.all: dict[str, dict[str, Any]] = {}
        self.looks: dict[str, int] = {}
        self.made = 0

    def routes(self) -> Iterable[At]:
        yield At("GET", "/sources", self.types)
        yield At("GET", "/sources/connections", self.listing, ADMIN)
        yield At("POST", "/source/{type}", self.create, ADMIN)
        yield At("GET", "/source/{id}", self.fetch, ADMIN)
        yield At("PATCH", "/source/{id}", self.change, ADMIN)
        yield At("DELETE", "/source/{id}", self.delete, ADMIN)
        yield At("GET", "/source/{id}/{table}/metadata", self.metadata)

    def types(self, _call: Call) -> Any:
        if self.lab.plays("sources") == "outline":
            return [{"type": kind, "name": told[0], "description": told[1]} for kind, told in TYPES.items()]
        return [
            {
                "id": kind, "name": name, "category": category, "description": f"{name} as a source",
                "capabilities": ["batch"], "disabled": disabled, "query_type": query_type,
                "auth_strategy": "nango" if disabled else "native",
            }
            for kind, (name, category, query_type, disabled) in TYPES.items()
        ]  # fmt: skip

    def __getitem__(self, found: str) -> dict[str, Any]:
        if found not in self.all:
            raise missing(f"no connection with id [{found}]")
        return self.all[found]

    def create(self, call: Call) -> Any:
        kind = call["type"]
        if kind not in TYPES or kind == "file" or TYPES[kind][3]:
            raise invalid(f"[{kind}] is no type of source that can be connected")
        config = self.checked(kind, call)
        self.made += 1
        made = {"id": f"conn-{uuid.uuid5(NAMES, f'connection {self.made}').hex[:12]}", "type": kind, "config": config}
        self.all[made["id"]], self.looks[made["id"]] = made, 0
        self.lab.wrote(f"connection {config['name']} created")
        if self.lab.plays("connection_reply") == "whole":
            return 201, self.told(made)
        message = "Connection created successfully"
        return {"connection_id": made["id"], "message": message, "created_at": AT, "auth": None}

    def change(self, call: Call) -> Any:
        one = self[call["id"]]
        config = self.checked(one["type"], call, one["config"] if self.lab.plays("patch") == "merge" else {})
        one["config"], self.looks[one["id"]] = config, 0
        self.lab.wrote(f"connection {config['name']} updated")
        return self.told(one)

    def checked(self, kind: str, call: Call, base: dict[str, Any] | None = None) -> dict[str, Any]:
        given = call.document.get("config")
        if not isinstance(given, dict):
            raise invalid("`config` is required")
        merged = {**(base or {}), **copy.deepcopy(given)}
        config = {name: value for name, value in merged.items() if value is not None}
        if not isinstance(config.get("name"), str) or not config["name"].strip():
            raise invalid("`config.name` is required")
        if kind in ("elasticsearch", "opensearch") and not (config.get("base_url") or config.get("host")):
            raise invalid("`config.base_url` is required")
        return config

    def fetch(self, call: Call) -> Any:
        self.looks[self[call["id"]]["id"]] += 1
        return self.told(self[call["id"]])

    def listing(self, _call: Call) -> Any:
        told = [self.told(one) for one in self.all.values()]
        if self.lab.plays("connections") == "full":
            return told
        return [{name: value for name, value in one.items() if name != "config"} | {"name": one["config"]["name"]}
                for one in told]  # fmt: skip

    def delete(self, call: Call) -> Any:
        found = self[call["id"]]
        jobs = [job["job_id"] for job in self.lab.jobs.all.values() if job["source_id"] == found["id"]]
        if jobs and self.lab.plays("in_use") == "refuse":
            raise Refusal(409, "Conflict", f"connection [{found['id']}] is used by import job {', '.join(jobs)}")
        del self.all[found["id"]]
        self.lab.wrote(f"connection {found['config']['name']} deleted")
        return {"acknowledged": True}

    def told(self, one: dict[str, Any]) -> dict[str, Any]:
        name = "id" if self.lab.plays("connection_id") == "id" else "connection_id"
        head = {name: one["id"], "type": one["type"], "status": self.status(one), "created_at": AT, "updated_at": AT}
        return {**head, "query_type": TYPES[one["type"]][2], "config": self.shown(one["config"])}

    def shown(self, config: dict[str, Any]) -> dict[str, Any]:
        form = self.lab.plays("secrets")
        told = {}
        for name, value in config.items():
            if isinstance(value, dict):
                told[name] = self.shown(value)
            elif name not in SECRETS or form == "told":
                told[name] = value
            elif form == "masked":
                told[name] = MASK
        if self.lab.plays("config") == "part":
            told = {name: told[name] for name in ("name", "base_url", "account", "auth") if name in told}
        return told

    def status(self, one: dict[str, Any]) -> str:
        """A slow connection is there after some looks; a source that is named ``broken`` never is."""
        if "broken" in str(one["config"].get("base_url")):
            return "error"
        slow = self.lab.plays("connecting") == "slow" and self.looks[one["id"]] < LOOKS
        return "disconnected" if slow else "connected"

    def metadata(self, call: Call) -> Any:
        one = self[call["id"]]
        if call.request.headers.get("x-infino-connection-id") != one["id"]:
            raise invalid("the header x-infino-connection-id names another connection, or is not there")
        if TYPES[one["type"]][2] == "sql":
            return {"table": call["table"], "schema": "PUBLIC", "columns": [{"name": "ID", "type": "NUMBER"}]}
        return {"mappings": {"properties": {"at": {"type": "date"}}}, "settings": {}, "aliases": {}}
