# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Run modules as tasks do, on a stand-in in this process: no port, no Ansible process, no waiting."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, Callable, NamedTuple

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.opsweave.platform.plugins.module_utils import entry
from ansible_collections.opsweave.platform.plugins.module_utils.core.memo import Memo
from ansible_collections.opsweave.platform.plugins.module_utils.core.spec import ModuleSpec, Outside
from tests.lab.common.direct import Direct
from tests.lab.common.stand_in import Fault
from tests.lab.infino.lab import InfinoLab
from tests.lab.infrahub.lab import InfrahubLab
from tests.lab.ironflow.lab import IronflowLab

from .fakes.account import MODULES, AccountsLab
from .lives.life import TRACE, Life, Stage, marked, stages

PAGES = "ansible_collections.opsweave.platform.plugins.modules"
TOKEN = f"{TRACE}-credential"


class Site(NamedTuple):
    server: Callable[[], Any]
    credentials: dict[str, str]


SITES = {
    "infrahub": Site(lambda: InfrahubLab(tokens=[TOKEN]), {"api_token": TOKEN}),
    "infino": Site(
        lambda: InfinoLab(f"{TOKEN}-id", TOKEN), {"api_access_key": f"{TOKEN}-id", "api_secret_key": TOKEN}
    ),
    "ironflow": Site(lambda: IronflowLab(api_key=TOKEN), {"api_key": TOKEN}),
    "account": Site(lambda: AccountsLab(TOKEN), {"api_key": TOKEN}),
}


@lru_cache(None)
def spec_of(module: str) -> ModuleSpec:
    return MODULES.get(module) or import_module(f"{PAGES}.{module}").MODULE


@lru_cache(None)
def validator(module: str) -> ArgumentSpecValidator:
    spec = spec_of(module)
    return ArgumentSpecValidator(entry.argument_spec(spec), **spec.all_rules)


@dataclass
class Play:
    """A stand-in of its own, and one run of Ansible on it: each task knows only what the run's memo holds."""

    system: str
    folder: Path | None = None  # of the memo
    pauses: list[float] = field(default_factory=list)
    now: float = 1_700_000_000.0

    def __post_init__(self) -> None:
        self.server = SITES[self.system].server()
        self.transport: Callable[..., Any] = Direct(self.server)
        self.memo = Memo(self.folder)

    def task(self, module: str, args: dict[str, Any], check_mode: bool = False) -> dict[str, Any]:
        entry.CLIENTS.clear()
        spec = spec_of(module)
        given = {name: value for name, value in {**self.connection, **args}.items() if value is not None}
        checked = validator(module).validate(given)
        assert not checked.error_messages, checked.error_messages
        how = {"check_mode": check_mode, "diff_mode": True, "verbose": True, "outside": self.outside}
        return entry.perform(spec, checked.validated_parameters, checked._no_log_values, **how)

    @property
    def connection(self) -> dict[str, str]:
        return {"api_url": "http://localhost", **SITES[self.system].credentials}

    @property
    def outside(self) -> Outside:
        return Outside(transport=self.transport, sleep=self.sleep, clock=lambda: self.now, memo=self.memo)

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds

    @property
    def requests(self) -> int:
        return len(self.server.journal)


class LifePlay(Play):
    """A play in which one life is lived."""

    def __init__(self, life: Life, folder: Path | None = None) -> None:
        super().__init__(life.module.partition("_")[0], folder)
        self.life, self.spec = life, spec_of(life.module)
        if life.version:
            self.server.become(life.version)
        for module, args in life.before:
            assert not (done := self.task(module, marked(life, args))).get("failed"), done["msg"]

    @property
    def stages(self) -> list[Stage]:
        return list(stages(self.life, self.spec))

    def run(self, args: dict[str, Any], check_mode: bool = False) -> dict[str, Any]:
        return self.task(self.life.module, args, check_mode)

    def upto(self, stage: int) -> Stage:
        """Live until before the stage of that number."""
        *lived, coming = self.stages[: stage + 1]
        for _name, args in lived:
            assert not (done := self.run(args)).get("failed"), done["msg"]
        return coming

    def misbehave(self, **fault: Any) -> None:
        self.server.faults[:] = [Fault(**fault)]


def leaks(result: Any) -> bool:
    """Whether a mark can be seen in what stands for a task's whole output."""
    text = json.dumps(result, ensure_ascii=False, default=repr)
    hidden = b64encode(TRACE.encode()).decode().rstrip("=")[:-1]
    return TRACE in text or hidden in text
