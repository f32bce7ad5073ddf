# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Each module from creation to deletion: check mode foretells it, and a second run has nothing to do."""

from __future__ import annotations

from .lives.compare import contradictions
from .lives.every import every_life
from .play import LifePlay


@every_life
def test_life(life):
    play = LifePlay(life)
    for stage in play.stages:
        foretold = dry(play, stage)
        assert foretold["changed"], stage
        writes = len(play.server.writes)
        done = real(play, stage)
        assert done["changed"] and len(play.server.writes) > writes, stage
        assert_operation(done, stage.name)
        assert contradictions(foretold, done, options(life, stage)) == []
        if life.once:
            continue
        writes = len(play.server.writes)
        again = real(play, stage)
        assert not again["changed"] and again.get("operation", "none") == "none", stage
        assert again["requests"] <= done["requests"] <= len(play.server.journal)
        assert gainsaid(done, again, play.spec) == []
        assert contradictions(dry(play, stage), again, options(life, stage)) == []
        assert len(play.server.writes) == writes, "a run that reports no change has written"
    assert not play.pauses or life.once or "wait" in {field.name for field in play.spec.fields}


def dry(play, stage):
    """A run in check mode, which writes nothing."""
    before = list(play.server.writes)
    result = play.run(stage.args, check_mode=True)
    assert not result.get("failed"), result["msg"]
    assert play.server.writes == before, "check mode has written"
    return result


def real(play, stage):
    result = play.run(stage.args)
    assert not result.get("failed"), result["msg"]
    assert result["requests"] == len(result["request_log"]) or play.life.once
    return result


def gainsaid(done, again, spec):
    """Where a run said of the thing it wrote something else than the next one finds."""
    said, found = done.get("resource") or {}, again.get("resource") or {}
    names = {field.name for field in spec.fields} & found.keys()
    return [(name, said.get(name), found[name]) for name in names if not agree(said.get(name), found[name])]


def agree(said, found):
    """Inside, the server may have put in what it computes, such as the id of a panel."""
    if isinstance(said, list) and isinstance(found, list):
        return len(said) == len(found) and all(map(agree, said, found))
    if isinstance(said, dict) and isinstance(found, dict):
        return all(agree(said[name], found[name]) for name in said.keys() & found.keys())
    return said == found


def assert_operation(result, name):
    """A single thing is created, updated or deleted; of many at once, some are."""
    if "operations" in result:
        assert result["operations"][name] or result["operations"]["update"], result["operations"]
    elif "resource" in result and "unverified" in result:
        always = "state" not in result["invocation"]["module_args"]  # what is always there is only changed
        assert result["operation"] in ((name, "update") if always else (name,))


def options(life, stage):
    """The names whose values the user gave, at the top or in free-form data."""
    return {*stage.args, *(stage.args.get("data") or {})} - {"id", "state"}
