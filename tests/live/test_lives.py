# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The lives of Infrahub's modules on a real server: check mode foretells them, and a second run has nothing to do."""

from __future__ import annotations

import json
import re
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.core.memo import Memo
from ansible_collections.opsweave.platform.plugins.module_utils.core.spec import Outside
from tests.unit.lives.compare import contradictions
from tests.unit.lives.every import LIVES, numbered
from tests.unit.lives.life import Life, marked, stages
from tests.unit.play import Play, leaks, spec_of
from tests.unit.test_lives import assert_operation, gainsaid, options

from .real import Real
from .repository import BRANCHES, located, repository

SPACE = re.compile(r'(?<![A-Za-z])Life(?=[A-Z"])')
MINE = [life for life in LIVES if life.module.startswith("infrahub_")]
PATIENCE = {"api_timeout": 300}  # the first use of a kind takes seconds


def params() -> list[Any]:
    made = []
    for life, name in zip(MINE, numbered(MINE)):
        marks = [pytest.mark.needs_worker(f"as the life of {name} says")] if life.worker else []
        marks += [pytest.mark.lab_only(life.unreal)] if life.unreal else []
        made.append(pytest.param(life, id=name, marks=marks))
    return made


class RealPlay(Play):
    """One run of Ansible on the real server, in which one life is lived."""

    def __init__(self, life: Life, server: Real) -> None:
        self.real = server
        super().__init__("infrahub")
        self.spec = spec_of(life.module)
        for module, args in life.before:
            self.good(module, marked(life, args))

    def __post_init__(self) -> None:
        self.memo = Memo(self.folder)

    @property
    def connection(self) -> dict[str, Any]:
        return {"api_url": self.real.address, "api_token": self.real.token, **PATIENCE}

    @property
    def outside(self) -> Outside:
        return Outside(memo=self.memo)

    def good(self, module: str, args: dict[str, Any], check_mode: bool = False) -> dict[str, Any]:
        result = self.task(module, args, check_mode)
        assert not result.get("failed"), result.get("exception") or result["msg"]
        assert not leaks(result)
        return result


def really(life: Life, location: str) -> Life:
    """Kinds stay on a real server: those of a life get a namespace of their own; and it clones from where it can."""
    text = SPACE.sub(f"Life{token_hex(3)}", json.dumps(life))
    return Life(*located(json.loads(text), location))


@pytest.fixture
def location(life: Life, tmp_path: Path) -> str:
    return repository(tmp_path, BRANCHES if life.module == "infrahub_repository" else ())


@pytest.mark.parametrize("life", params())
def test_life(life: Life, server: Real, location: str) -> None:
    life = really(life, location)
    play = RealPlay(life, server)
    for stage in stages(life, play.spec):
        names = options(life, stage)
        foretold = play.good(life.module, stage.args, check_mode=True)
        done = play.good(life.module, stage.args)
        assert foretold["changed"] and done["changed"], (stage.name, done)
        assert_operation(done, stage.name)
        assert contradictions(foretold, done, names) == []
        if life.once:
            continue
        again = play.good(life.module, stage.args)
        assert not again["changed"] and again.get("operation", "none") == "none", (stage.name, again)
        assert gainsaid(done, again, play.spec) == []
        assert contradictions(play.good(life.module, stage.args, check_mode=True), again, names) == []
        if stage.name == "update" or life.fixed and stage.name == "create":
            for more in life.alike:
                same = play.good(life.module, {**stage.args, **more})
                assert not same["changed"], (more, same)
