# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""An action that writes down the most memory that its worker held, after running one of ours where it is told to."""

from __future__ import annotations

import resource
from pathlib import Path

from ansible.plugins.action import ActionBase


class ActionModule(ActionBase):
    def run(self, tmp=None, task_vars=None):
        result = super().run(tmp, task_vars)
        weighed = self._task.args.get("infrahub_nodes")
        if weighed:
            task = self._task.copy()
            task.action, task.args = "opsweave.platform.infrahub_nodes", weighed
            parts = {name: getattr(self, f"_{name}") for name in ("connection", "play_context", "loader", "templar")}
            inner = self._shared_loader_obj.action_loader.get(
                "opsweave.platform.infrahub", task=task, shared_loader_obj=self._shared_loader_obj, **parts
            )
            told = inner.run(task_vars=task_vars)
            if told.get("failed") or told["changed"]:
                return {**result, "failed": True, "msg": f"infrahub_nodes: {told.get('msg', 'something changed')}"}
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        Path(self._task.args["to"]).write_text(str(peak), encoding="utf-8")
        return {**result, "changed": False}
