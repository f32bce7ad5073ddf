# Copyright: Contributors to the opsweave.platform project
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Tell Ironflow what happens in a play."""

from __future__ import annotations

DOCUMENTATION = r"""
name: ironflow_events
type: notification
short_description: Emit what happens in a play as Ironflow events
description:
  - The beginning and the end of a playbook and the results of its tasks become events, which functions and projections
    of Ironflow can work with. Commands of C(ansible) itself are no playbooks, and nothing is told of them.
  - Events are sent in batches by a thread of its own, so that the play does not wait for them. A server that is not
    there is tried again until the end of the playbook, which waits for what is left for O(patience) seconds at most.
  - It never fails a play. What could not be sent is counted and said in one warning at the end.
  - Each event has a key, so that a batch whose answer was lost can be sent again and happens once.
  - Results of tasks with C(no_log) are left out, and so are arguments, facts and diffs of tasks. Values whose names fit
    O(hide) are replaced, also where the same value stands elsewhere in the result, and what a text says of such a name.
    With O(result=full), whatever else a task returns is sent.
  - Its options come from C(ansible.cfg) and the environment. Variables do not count, since it begins before any play.
version_added: 0.1.0
author: The opsweave authors (@opsweave)
requirements:
  - to be enabled, with C(callbacks_enabled = opsweave.platform.ironflow_events) in C(ansible.cfg)
options:
  events:
    description:
      - What is told. V(start) and V(finish) are of the playbook, the others are results of tasks.
    type: list
    elements: str
    choices: [start, ok, changed, failed, unreachable, skipped, finish]
    default: [start, ok, changed, failed, unreachable, skipped, finish]
    env:
      - name: OPSWEAVE_IRONFLOW_EVENTS
    ini:
      - section: callback_ironflow_events
        key: events
  prefix:
    description: What the names of the events begin with; V(ansible) gives C(ansible.task.changed).
    type: str
    default: ansible
    env:
      - name: OPSWEAVE_IRONFLOW_EVENTS_PREFIX
    ini:
      - section: callback_ironflow_events
        key: prefix
  result:
    description:
      - How much of a task's result is sent.
      - V(none) is whether it changed something, V(summary) also its message, return code and number of items, V(full)
        all of it.
    type: str
    choices: [none, summary, full]
    default: summary
    env:
      - name: OPSWEAVE_IRONFLOW_EVENTS_RESULT
    ini:
      - section: callback_ironflow_events
        key: result
  hide:
    description: A regular expression; values of results whose names have it in them are replaced. Case does not matter.
    type: str
    default: pass(word|wd|phrase|code)|pwd|secret|token|(api|access|private)[_-]?key|credential|authorization|cookie
    env:
      - name: OPSWEAVE_IRONFLOW_EVENTS_HIDE
    ini:
      - section: callback_ironflow_events
        key: hide
  batch_size:
    description: How many events are sent in one request, at most.
    type: int
    default: 100
    env:
      - name: OPSWEAVE_IRONFLOW_EVENTS_BATCH_SIZE
    ini:
      - section: callback_ironflow_events
        key: batch_size
  pause:
    description: For how many seconds an event may wait for others to be sent with it.
    type: float
    default: 1.0
    env:
      - name: OPSWEAVE_IRONFLOW_EVENTS_PAUSE
    ini:
      - section: callback_ironflow_events
        key: pause
  patience:
    description: For how many seconds the end of the playbook waits for what has not been sent yet.
    type: float
    default: 10.0
    env:
      - name: OPSWEAVE_IRONFLOW_EVENTS_PATIENCE
    ini:
      - section: callback_ironflow_events
        key: patience
extends_documentation_fragment:
  - opsweave.platform.ironflow.plugin
  - opsweave.platform.connection.plugin
seealso:
  - module: opsweave.platform.ironflow_event
"""

EXAMPLES = r"""
# In ansible.cfg:
#
# [defaults]
# callbacks_enabled = opsweave.platform.ironflow_events
#
# [callback_ironflow_events]
# events = start, changed, failed, finish
# prefix = deploy
"""

import re
import time
import uuid
from typing import Any

from ansible.errors import AnsibleError
from ansible.plugins.callback import CallbackBase

from ..module_utils.ironflow.batch import Occurrence, emit_all
from ..module_utils.ironflow.client import IRONFLOW
from ..plugin_utils.client import client_of, plain, told
from ..plugin_utils.posting import Post
from ..plugin_utils.shown import Cover


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "notification"
    CALLBACK_NAME = "opsweave.platform.ironflow_events"
    CALLBACK_NEEDS_ENABLED = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.run = str(uuid.uuid4())
        self.post: Post | None = None
        self.number = 0
        self.playbook = self.play = ""
        self.began: dict[Any, float] = {}

    def v2_playbook_on_start(self, playbook: Any) -> None:
        if not self.playbook:  # one run may have several
            self._open()
        self.playbook = str(playbook._file_name)
        self._tell("start", "playbook.started", {})

    def v2_playbook_on_play_start(self, play: Any) -> None:
        self.play = str(play.get_name())

    def v2_runner_on_start(self, host: Any, task: Any) -> None:
        self.began[host.get_name(), task._uuid] = time.monotonic()

    def v2_runner_on_ok(self, result: Any) -> None:
        self._result("changed" if of(result, "result").get("changed") else "ok", result)

    def v2_runner_on_failed(self, result: Any, ignore_errors: bool = False) -> None:
        self._result("failed", result, ignored=bool(ignore_errors))

    def v2_runner_on_unreachable(self, result: Any) -> None:
        self._result("unreachable", result)

    def v2_runner_on_skipped(self, result: Any) -> None:
        self._result("skipped", result)

    def v2_playbook_on_stats(self, stats: Any) -> None:
        self._tell("finish", "playbook.finished", {"hosts": {host: stats.summarize(host) for host in stats.processed}})
        missing = self.post.close(float(self.get_option("patience"))) if self.post else None
        self.post = None
        if missing:
            self._display.warning(f"ironflow_events: {missing}")

    def _open(self) -> None:
        self.wanted = set(self.get_option("events"))
        self.how, self.prefix = str(self.get_option("result")), plain(self.get_option("prefix"))
        try:
            self.cover = Cover(plain(self.get_option("hide")))
            client = told(lambda: client_of(self, IRONFLOW))
        except (AnsibleError, re.error) as error:
            self._display.warning(f"ironflow_events: no events are sent: {error}")
            return
        size, pause = max(1, int(self.get_option("batch_size"))), float(self.get_option("pause"))
        self.post = Post(lambda batch: emit_all(client, batch), size, pause)

    def _result(self, what: str, result: Any, **more: Any) -> None:
        host, task, fields = of(result, "host").get_name(), of(result, "task"), of(result, "task_fields")
        began = self.began.pop((host, task._uuid), None)
        if self.post is None or what not in self.wanted:
            return
        data = {
            "host": host,
            # Expressions in a name are worked out, and may show what no_log hides.
            "task": str(task.get_name() if task.no_log else self.cover.text(str(result.task_name))),
            "action": str(task.action),
            "check_mode": bool(fields.get("check_mode")),
            **({"seconds": round(time.monotonic() - began, 3)} if began is not None else {}),
            **more,
        }
        self._tell(what, f"task.{what}", {**data, "result": self.cover.outcome(of(result, "result"), self.how)})

    def _tell(self, what: str, name: str, data: dict[str, Any]) -> None:
        if self.post is None or what not in self.wanted:
            return
        self.number += 1
        common = {"run": self.run, "playbook": self.playbook, "play": self.play, "number": self.number}
        self.post.put(Occurrence(f"{self.prefix}.{name}", {**common, **data}, f"{self.run}-{self.number}"))


def of(result: Any, name: str) -> Any:
    """Up to ansible-core 2.18 what a result has is called with an underscore."""
    return getattr(result, name if hasattr(result, name) else f"_{name}")
