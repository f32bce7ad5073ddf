# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""An action that writes down the most memory that its worker held, after running one of ours where it is told to."""

from __future__ import annotations

import resource
from pathlib import Path

from ansible.plugins.action import ActionBase


class ActionModule(ActionBase):
    def run(self, tmp=None, task_vars=None):
        result = super().run(tmp, task_vars)
        to, may_change = self._task.args["to"], self._task.args.get("may_change")
        for module in self._task.args.keys() - {"to", "may_change"}:
            task = self._task.copy()
            task.action, task.args = f"opsweave.platform.{module}", self._task.args[module]
            parts = {name: getattr(self, f"_{name}") for name in ("connection", "play_context", "loader", "templar")}
            system = f"opsweave.platform.{module.partition('_')[0]}"
            how = {"task": task, "shared_loader_obj": self._shared_loader_obj, **parts}
            told = self._shared_loader_obj.action_loader.get(system, **how).run(task_vars=task_vars)
            if told.get("failed") or (told["changed"] and not may_change):
                return {**result, "failed": True, "msg": f"{module}: {told.get('msg', 'something changed')}"}
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        Path(to).write_text(str(peak), encoding="utf-8")
        return {**result, "changed": False}
