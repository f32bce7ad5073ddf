# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Write what each task of a run did to a JSON file, for the table that 'make demo' prints."""

from __future__ import annotations

DOCUMENTATION = """
name: opsweave_report
type: notification
short_description: Writes what each task did to a JSON file
version_added: 0.1.0
author: The opsweave authors (@opsweave)
description: For the demo; not part of the collection.
options:
  path:
    description: The file to write.
    type: path
    required: true
    env: [{name: OPSWEAVE_REPORT}]
"""

import json  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

from ansible.plugins.callback import CallbackBase  # noqa: E402

COUNTED = ("create", "update", "delete", "none")


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "notification"
    CALLBACK_NAME = "opsweave_report"
    CALLBACK_NEEDS_ENABLED = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._tasks: dict[str, dict[str, Any]] = {}

    def v2_playbook_on_task_start(self, task: Any, is_conditional: bool) -> None:
        self._begin(task)

    def v2_playbook_on_handler_task_start(self, task: Any) -> None:
        self._begin(task)

    def _begin(self, task: Any) -> None:
        now = time.time()
        fresh = {"name": task.get_name(), "action": task.resolved_action or task.action, "start": now, "end": now}
        counts = {"results": 0, "changed": 0, "requests": 0, "operations": dict.fromkeys(COUNTED, 0)}
        self._tasks.setdefault(task._uuid, {**fresh, **counts})

    def v2_runner_on_ok(self, result: Any) -> None:
        self._ended(result)

    def v2_runner_on_failed(self, result: Any, ignore_errors: bool = False) -> None:
        self._ended(result)

    def v2_runner_on_skipped(self, result: Any) -> None:
        self._ended(result)

    def _ended(self, result: Any) -> None:
        """A host is through with a task: counts what it and each item of its loop did."""
        task, answer = self._tasks[result._task._uuid], result._result
        task["end"] = time.time()
        for one in answer["results"] if result._task.loop and "results" in answer else [answer]:
            if not one.get("skipped"):
                self._count(task, one, result._task.check_mode)

    @staticmethod
    def _count(task: dict[str, Any], one: dict[str, Any], only_planned: bool) -> None:
        task["results"] += 1
        task["changed"] += bool(one.get("changed"))
        task["requests"] += one.get("requests") or 0
        if only_planned and one.get("changed"):
            return  # a later task does what was planned, and is counted
        operations = one.get("operations") or ({one["operation"]: 1} if one.get("operation") in COUNTED else {})
        for name, count in operations.items():
            task["operations"][name] += count

    def v2_playbook_on_stats(self, stats: Any) -> None:
        hosts = {host: stats.summarize(host) for host in sorted(stats.processed)}
        report = {"tasks": list(self._tasks.values()), "hosts": hosts}
        Path(self.get_option("path")).write_text(json.dumps(report, indent=1))
