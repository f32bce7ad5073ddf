# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Write each task's whole result to a file, one line of JSON each, for the tests that read it."""

from __future__ import annotations

DOCUMENTATION = """
name: opsweave_tell
type: notification
short_description: Writes each task's result to a file
version_added: 0.1.0
author: The opsweave authors (@opsweave)
description: For the tests; not part of the collection.
options:
  path:
    description: The file to write.
    type: path
    required: true
    env: [{name: OPSWEAVE_TELL}]
"""

import json  # noqa: E402
from typing import Any  # noqa: E402

from ansible.module_utils.common.json import AnsibleJSONEncoder  # noqa: E402
from ansible.plugins.callback import CallbackBase  # noqa: E402


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "notification"
    CALLBACK_NAME = "opsweave_tell"
    CALLBACK_NEEDS_ENABLED = True

    def v2_playbook_on_play_start(self, play: Any) -> None:
        self._play = play.get_name()

    def v2_runner_on_ok(self, result: Any) -> None:
        self._tell(result)

    def v2_runner_on_failed(self, result: Any, ignore_errors: bool = False) -> None:
        self._tell(result, failed=True)

    def v2_runner_on_unreachable(self, result: Any) -> None:
        self._tell(result, failed=True)

    def v2_runner_on_skipped(self, result: Any) -> None:
        self._tell(result)

    def _tell(self, result: Any, **outcome: bool) -> None:
        task, host = getattr(result, "task", None) or result._task, getattr(result, "host", None) or result._host
        told = {
            "play": self._play,
            "task": task.name,
            "action": task.action,
            "host": host.get_name(),
            "result": {**(getattr(result, "result", None) or result._result), **outcome},
        }
        with open(self.get_option("path"), "a", encoding="utf-8") as file:
            file.write(json.dumps(told, cls=AnsibleJSONEncoder, vault_to_text=True) + "\n")
