# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Run Ironflow's modules on a stand-in of any version, each task as a new process would."""

from __future__ import annotations

from importlib import import_module

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.opsweave.platform.plugins.module_utils import entry
from ansible_collections.opsweave.platform.plugins.module_utils.core.memo import Memo
from ansible_collections.opsweave.platform.plugins.module_utils.core.spec import Outside
from tests.lab.common.direct import Direct
from tests.lab.common.stand_in import Fault
from tests.lab.ironflow.access import Key
from tests.lab.ironflow.lab import IronflowLab

OLD, NEW = "0.33.1", "0.53.0"
KEY = "ifkey_0123456789abcdef0123456789abcdef"
PAGES = "ansible_collections.opsweave.platform.plugins.modules"

each_era = pytest.mark.parametrize("version", [OLD, "0.35.0", "0.36.0", "0.43.1", "0.49.0", "0.50.0", NEW])


class Server:
    """``between`` is called with each request before it is answered: what somebody else does meanwhile."""

    def __init__(self, version=NEW, **connection):
        self.lab = IronflowLab(version=version, api_key=KEY)
        self.direct, self.memo = Direct(self.lab), Memo()
        self.connection = {"api_url": "http://localhost", "api_key": KEY, **connection}
        self.between = lambda method, path: None
        self.sent = []

    def transport(self, method, url, **how):
        self.between(method, url.removeprefix("http://localhost"))
        self.sent.append((method, url.removeprefix("http://localhost"), how["headers"], how["data"]))
        return self.direct(method, url, **how)

    def task(self, module, check_mode=False, **args):
        entry.CLIENTS.clear()
        spec = import_module(f"{PAGES}.ironflow_{module}").MODULE
        given = {name: value for name, value in {**self.connection, **args}.items() if value is not None}
        checked = ArgumentSpecValidator(entry.argument_spec(spec), **spec.all_rules).validate(given)
        assert not checked.error_messages, checked.error_messages
        outside = Outside(transport=self.transport, sleep=lambda seconds: None, memo=self.memo)
        how = {"check_mode": check_mode, "diff_mode": True, "outside": outside}
        self.sent.clear()
        return entry.perform(spec, checked.validated_parameters, checked._no_log_values, **how)

    def done(self, module, check_mode=False, **args):
        result = self.task(module, check_mode, **args)
        assert not result.get("failed"), result["msg"]
        return result

    def refused(self, module, check_mode=False, **args):
        """The sentence; nothing was written."""
        writes = list(self.lab.writes)
        result = self.task(module, check_mode, **args)
        assert result.get("failed") and "exception" not in result, result
        assert self.lab.writes == writes
        return result["msg"]

    def fault(self, action, **how):
        self.lab.faults[:] = [Fault(action, **how)]

    def requests(self):
        return [(method, path) for method, path, _headers, _data in self.sent]

    def bound(self, environment):
        """Bind the key to one environment."""
        self.lab.keys[KEY] = Key(KEY, environment=environment)
