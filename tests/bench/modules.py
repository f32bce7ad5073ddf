# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Our modules in this process, as the in-process door runs them: arguments checked, then performed."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any, Callable

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator


class Modules:
    """``modules("infrahub_nodes", nodes=[...])``: the result. What a run of Ansible learns is kept in ``folder``."""

    def __init__(self, collections: Path, folder: Path, **connection: str) -> None:
        if str(collections) not in sys.path:
            sys.path.insert(0, str(collections))
        self.folder, self.connection = folder, connection
        self.entry = import_module("ansible_collections.opsweave.platform.plugins.module_utils.entry")
        self.memo = import_module("ansible_collections.opsweave.platform.plugins.module_utils.core.memo").Memo
        self.outside = import_module("ansible_collections.opsweave.platform.plugins.module_utils.core.spec").Outside

    def __call__(self, page: str, **params: Any) -> dict[str, Any]:
        return self.ready(page, **params)()

    def ready(self, page: str, **params: Any) -> Callable[[], dict[str, Any]]:
        """What runs the module with these arguments, which are checked here."""
        entry = self.entry
        spec = import_module(f"ansible_collections.opsweave.platform.plugins.modules.{page}").MODULE
        given = entry.plain({**self.connection, **params})
        checked = ArgumentSpecValidator(entry.argument_spec(spec), **spec.all_rules).validate(given)
        if checked.error_messages:
            raise SystemExit(f"{page}: {checked.errors.msg}")

        def run() -> dict[str, Any]:
            entry.CLIENTS.clear()  # each task is a process of its own
            outside = self.outside(memo=self.memo(self.folder))
            result = entry.perform(spec, checked.validated_parameters, checked._no_log_values, outside=outside)
            if result.get("failed"):
                raise SystemExit(f"{page}: {result.get('exception') or result['msg']}")
            return result

        return run
