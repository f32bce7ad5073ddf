# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Our modules as a playbook would run them, in this process and over the network."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Mapping

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.opsweave.platform.plugins.module_utils.core.memo import Memo
from ansible_collections.opsweave.platform.plugins.module_utils.core.spec import Outside
from ansible_collections.opsweave.platform.plugins.module_utils.entry import CLIENTS, argument_spec, perform

COLLECTION = "ansible_collections.opsweave.platform"


class Failed(Exception):
    """The module failed; the text is its message."""


class Ours:
    """``ours("kv", bucket="b", ...)`` is the result of the system's module; ``check=True`` runs it in check mode."""

    def __init__(self, system: str, exports: Mapping[str, str]) -> None:
        names = {"ADDRESS": "api_url", "ENDPOINT": "api_url", "SERVER_URL": "api_url", "API_TOKEN": "api_token"}
        names |= {"ACCESS_KEY": "api_access_key", "SECRET_KEY": "api_secret_key", "API_KEY": "api_key"}
        self.system = system
        mine = {name.partition("_")[2]: value for name, value in exports.items() if name.startswith(system.upper())}
        self.connection = {names[name]: value for name, value in mine.items() if name in names}
        self.called: set[str] = set()
        self.begin()

    def begin(self) -> None:
        """A new run of Ansible: what the last one learnt is forgotten."""
        self.memo = Memo()

    def __call__(self, noun: str, check: bool = False, **params: Any) -> dict[str, Any]:
        self.called.add(noun)
        spec = import_module(f"{COLLECTION}.plugins.modules.{self.system}_{noun}").MODULE
        checked = ArgumentSpecValidator(argument_spec(spec), **spec.all_rules).validate({**self.connection, **params})
        if checked.error_messages:
            raise Failed(checked.errors.msg)
        CLIENTS.clear()  # each task is a process of its own
        outside = Outside(memo=self.memo)
        given = checked.validated_parameters
        result = perform(spec, given, checked._no_log_values, check, diff_mode=True, outside=outside)
        if result.get("failed"):
            raise Failed(result.get("exception") or result["msg"])
        return result

    def settled(self, noun: str, **params: Any) -> dict[str, Any]:
        """The result of a module that must find everything as it wants it, in check mode and out of it."""
        for check in (True, False):
            result = self(noun, check=check, **params)
            assert (result["changed"], result.get("diff", {}).get("before")) == (
                False, result.get("diff", {}).get("after"),
            ), result  # fmt: skip
        return result
