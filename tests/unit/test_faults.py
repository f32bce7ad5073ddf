# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Each request of each stage fails in each way: right or clear, nothing done twice, and a second run converges."""

from __future__ import annotations

import re
from collections import Counter

import pytest
import requests

from .lives.compare import meaning
from .lives.every import LIVES, numbered
from .play import LifePlay, leaks, spec_of, stages
from .test_lives import options

STATUSES = (400, 401, 403, 404, 409, 429, 500, 502, 503, 504)
ACTED = ("drop_after", "delay", "truncate")  # the server has done it, and nobody hears
FAULTS = [{"action": "status", "status": status, "retry_after": "2"} for status in STATUSES]
FAULTS += [{"action": action} for action in ("drop_before", *ACTED, "login_page")]
FAULTS += [{"action": "drop_after", "veil": 503}]  # a proxy says that the server, which did it, is not there
BUSY = (429, 502, 503, 504)
NEW = re.compile(r"(?:\b|(?<=_))[0-9a-f]{8}-[0-9a-f-]{20,}\b|\bid-\d+\b")  # an id that the server makes anew each time

CASES = [
    pytest.param(life, place, id=f"{name}-{stage.name}")
    for life, name in zip(LIVES, numbered(LIVES))
    for place, stage in enumerate(stages(life, spec_of(life.module)))
]


class Rehearsal:
    """A stage as it goes when nothing fails."""

    def __init__(self, life, place) -> None:
        play = LifePlay(life)
        stage = play.upto(place)
        self.options = options(life, stage)
        asked, wrote = play.requests, len(play.server.writes)
        self.result = play.run(stage.args)
        assert self.result["changed"], self.result
        self.journal = play.server.journal[asked:]
        self.writes = written(play, wrote)


class Veil:
    """A proxy before the server: where the connection is lost, it answers in its own words."""

    def __init__(self, transport, status) -> None:
        self.transport, self.status = transport, status

    def __call__(self, method, url, **how):
        try:
            return self.transport(method, url, **how)
        except requests.ConnectionError:
            made = requests.Response()
            made.status_code, made._content = self.status, b"<html>bad gateway</html>"
            return made

    def websocket(self, url, **how):
        return self.transport.websocket(url, **how)


def written(play, since):
    return Counter(NEW.sub("ID", line) for line in play.server.writes[since:])


@pytest.mark.parametrize(("life", "place"), CASES)
def test_faults(life, place):
    rehearsal = Rehearsal(life, place)
    problems = [
        f"request {number} ({rehearsal.journal[number].method} {rehearsal.journal[number].path}), {fault}: {problem}"
        for number in range(len(rehearsal.journal))
        for fault in FAULTS
        for problem in suffer(life, place, rehearsal, number, fault)
    ]
    assert not problems, "\n".join(problems)


def suffer(life, place, rehearsal, number, fault):
    """What is wrong with a stage in which that request fails in that way."""
    play = LifePlay(life)
    stage = play.upto(place)
    since = len(play.server.writes)
    veil, fault = fault.get("veil"), {name: value for name, value in fault.items() if name != "veil"}
    if veil:
        play.transport = Veil(play.transport, veil)
    play.misbehave(skip=number, **fault)
    play.pauses.clear()
    result = play.run(stage.args)
    yield from unclear(result)
    if play.server.faults[0].times:
        yield "the fault was never met"
    once = written(play, since)
    if (once - rehearsal.writes) and not (life.twice or repeats(rehearsal, number)):
        yield f"wrote {dict(once - rehearsal.writes)} more than without a fault"
    if result.get("failed"):
        if must_succeed(life, rehearsal, number, fault):
            yield f"failed: {result['msg']}"
    elif fault.get("status") != 404:
        said, meant = (meaning(one, rehearsal.options) for one in (result, rehearsal.result))
        if said != meant:
            yield f"said {said}, not {meant}"
        if once.keys() != rehearsal.writes.keys():
            yield f"said that it was done, and wrote only {dict(once)}"
    if fault.get("status") == 429 and 2.0 not in play.pauses:
        yield f"did not wait as long as the server wished, but {play.pauses}"
    yield from diverged(rehearsal, play, stage, since, life.twice or repeats(rehearsal, number))


def repeats(rehearsal, number):
    """Whether that request may be sent again although it may have been acted on, since twice is as good as once."""
    return rehearsal.journal[number].method in ("PUT", "PATCH", "DELETE")


def unclear(result):
    if "exception" in result:
        yield result["exception"]
    if leaks(result):
        yield "a secret is shown"
    if result.get("failed") and (len(result["msg"]) < 20 or "Traceback" in result["msg"]):
        yield f"says only {result['msg']!r}"


def must_succeed(life, rehearsal, number, fault):
    """What is safe to send again is sent again; what was done is found to be done."""
    reads = life.once or rehearsal.journal[number].method in ("GET", "HEAD")
    if fault["action"] in ACTED:
        return not life.once
    return fault.get("status") == 429 or (reads and not life.once and (fault.get("status") in BUSY))


def diverged(rehearsal, play, stage, since, repeated):
    """A second run, with no fault, reaches what was wanted without doing anything twice; a third has nothing to do."""
    if play.life.once:
        return
    second = play.run(stage.args)
    if second.get("failed"):
        yield f"the second run failed: {second['msg']}"
        return
    wrote = written(play, since)
    if wrote != rehearsal.writes and not (repeated and wrote.keys() == rehearsal.writes.keys()):
        yield f"after two runs {dict(wrote)} was written, not {dict(rehearsal.writes)}"
    if play.run(stage.args)["changed"]:
        yield "the third run still reports a change"
