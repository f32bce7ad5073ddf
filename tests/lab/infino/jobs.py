# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Import jobs, which move on as time goes by, and runs of connectors, which do with each look at them."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from typing import Any

from .area import ADMIN, Area, At, Call, invalid, missing
from .datasets import NAME
from .saved import NAMES

STEPS = ("pending", "running", "completed")
SECONDS = 5  # for each step
RUN_STEPS = ("submitted", "running", "completed")
CRON = re.compile(r"\S+( \S+){4}")
AT = "2026-06-01T08:00:00Z"


class Jobs(Area):
    def reset(self) -> None:
        self.all: dict[str, dict[str, Any]] = {}
        self.runs: dict[str, dict[str, Any]] = {}
        self.looks: dict[str, int] = {}
        self.made = 0

    def routes(self) -> Iterable[At]:
        yield At("GET", "/import/jobs", self.listing, ADMIN)
        yield At("DELETE", "/import/jobs/{id}", self.delete, ADMIN)
        yield At("PUT", "/import/{type}", self.create, ADMIN)
        yield At("GET", "/_connectors/jobs/{id}", self.run)

    def create(self, call: Call) -> Any:
        given, word = call.document, self.lab.plays("job_config")
        source = given.get(word)
        if source is None:
            raise invalid(f"`{word}` is required")
        if source not in self.lab.sources.all or self.lab.sources.all[source]["type"] != call["type"]:
            raise invalid(f"no {call['type']} connection with id [{source}]")
        if not NAME.fullmatch(str(given.get("target_dataset"))):
            raise invalid("`target_dataset` is required, and must be the name of a dataset")
        if given.get("schedule") is not None and not CRON.fullmatch(str(given["schedule"])):
            raise invalid("`schedule` is no cron expression of five fields")
        kept = {name: given.get(name) for name in ("source_dataset", "target_dataset", "query", "schedule")}
        if self.lab.plays("job_repeat") == "same":
            for job in self.all.values():
                if (job["source_id"], job["kept"]) == (source, kept):
                    return self.told(job)
        made = {"job_id": self.name("job"), "source_id": source, "kept": kept, "made": self.lab.ticks()}
        self.all[made["job_id"]] = made
        self.lab.wrote(f"import job of {kept['target_dataset']} created")
        return self.told(made)

    def name(self, kind: str) -> str:
        self.made += 1
        return f"{kind}-{uuid.uuid5(NAMES, f'{kind} {self.made}').hex[:12]}"

    def told(self, job: dict[str, Any]) -> dict[str, Any]:
        step = STEPS[min(int((self.lab.ticks() - job["made"]) / SECONDS), len(STEPS) - 1)]
        if job["kept"]["query"] == "broken" and step == "completed":
            step = "failed"
        last = AT if step in ("completed", "failed") else None
        told = {
            "job_id": job["job_id"], "source_id": job["source_id"], "target_dataset": job["kept"]["target_dataset"],
            "status": step, "schedule": job["kept"]["schedule"], "created_at": AT, "last_run": last,
        }  # fmt: skip
        if self.lab.plays("job_query") == "told":
            told |= {name: job["kept"][name] for name in ("query", "source_dataset")}
        return told

    def listing(self, _call: Call) -> Any:
        return [self.told(job) for job in self.all.values()]

    def delete(self, call: Call) -> Any:
        if call["id"] not in self.all:
            raise missing(f"no import job with id [{call['id']}]")
        gone = self.all.pop(call["id"])
        self.lab.wrote(f"import job of {gone['kept']['target_dataset']} deleted")
        return {"acknowledged": True}

    def start(self, connector: str, dataset: str, stats: dict[str, Any] | None = None, error: str = "") -> str:
        """A run of a connector, which ends as is given here once it was looked at."""
        name = self.name("run")
        self.runs[name] = {"connector_id": connector, "index_name": dataset, "stats": stats, "error": error}
        self.looks[name] = 0
        return name

    def run(self, call: Call) -> Any:
        if call["id"] not in self.runs:
            raise missing(f"no run with id [{call['id']}]")
        one = self.runs[call["id"]]
        step = RUN_STEPS[min(self.looks[call["id"]], len(RUN_STEPS) - 1)]
        self.looks[call["id"]] += 1
        ended = step == "completed"
        if ended and one["error"]:
            step = "failed"
        return {
            "run_id": call["id"], "status": step, "connector_id": one["connector_id"], "connection_id": None,
            "index_name": one["index_name"], "started_at": AT, "completed_at": AT if ended else None,
            "duration_ms": 4 if ended else None, "error_message": (one["error"] or None) if ended else None,
            "stats": one["stats"] if ended else None,
        }  # fmt: skip
