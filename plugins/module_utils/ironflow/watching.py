# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Wait for a change of what has revisions: the server tells it over a socket, or it is looked for again and again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from ..core.errors import ApiError, MissingLibrary, PlanError, Uncertain
from ..core.spec import Field, Task
from ..core.waiting import look_until, waiting
from ..core.words import clip
from ..http.socket import Socket, conversation
from .environment import headers_of

CHANGED, PRESENT, ABSENT = "changed", "present", "absent"
OPTIONS = (
    Field("until", default=CHANGED, choices=(CHANGED, PRESENT, ABSENT)),
    Field("revision", "int"),
    *(f for f in waiting() if f.name != "wait"),
)


@dataclass
class Entry:
    """``content`` is None of what was deleted."""

    revision: int
    content: Any


@dataclass
class Watch:
    """``snapshot`` looks at all of it; ``read`` makes a name and an entry of a frame that tells of a change.

    ``one`` is the name of the one thing that is waited for, None where it may be any of several. ``fits``: whether
    its content is the one that is waited for.
    """

    title: str
    path: str
    snapshot: Callable[[], dict[str, Entry]]
    read: Callable[[Mapping[str, Any]], tuple[str, Entry] | None]
    until: str
    above: int | None
    one: str | None
    fits: Callable[[Any], bool] = lambda content: True
    entries: dict[str, Entry] = field(default_factory=dict)
    change: tuple[str, Entry] | None = None
    begun: bool = False

    @property
    def done(self) -> bool:
        if self.until == CHANGED:
            return self.change is not None
        there = self.entries.get(self.one or "")
        return there is None if self.until == ABSENT else there is not None and self.fits(there.content)

    def look(self) -> Watch:
        now = self.snapshot()
        if self.begun:
            self.compare(now)
        elif self.above is not None:
            self.catch_up(now, self.above)
        self.entries, self.begun = now, True
        return self

    def catch_up(self, now: Mapping[str, Entry], above: int) -> None:
        """What has changed since the revision that the user has seen: the first of it."""
        newer = sorted((entry.revision, name) for name, entry in now.items() if entry.revision > above)
        if newer:
            name = newer[0][1]
            self.change = (name, now[name])
        elif self.one and self.one not in now and above:
            self.change = (self.one, Entry(above, None))

    def compare(self, now: Mapping[str, Entry]) -> None:
        for name, entry in now.items():
            if name not in self.entries or entry.revision > self.entries[name].revision:
                self.change = (name, entry)
        for name, entry in self.entries.items():
            if name not in now:
                self.change = (name, Entry(entry.revision, None))

    def take(self, frame: Any) -> None:
        """Frames may come late or twice; some tell what was already there when the socket was opened."""
        told = frame if isinstance(frame, Mapping) else {}
        if told.get("type") == "error":
            raise ApiError(f"{self.title}: the server ended the watch: {clip(str(told.get('message')))}")
        found = self.read(told)
        if found is None:
            return
        name, entry = found
        before = self.entries.get(name)
        if (before and entry.revision <= before.revision) or (before is None and entry.content is None):
            return
        self.change = found
        if entry.content is None:
            del self.entries[name]
        else:
            self.entries[name] = entry


def check(params: Mapping[str, Any], one: str | None, content: str) -> None:
    """What goes with what."""
    if params["until"] != CHANGED and one is None:
        raise PlanError(f"until {params['until']} is for one key; give key, without wildcards")
    if params["until"] != CHANGED and params["revision"] is not None:
        raise PlanError(f"revision goes with until {CHANGED}; leave it out")
    if params[content] is not None and params["until"] != PRESENT:
        raise PlanError(f"{content} goes with until {PRESENT}; leave it out")
    for name, least in (("wait_timeout", 0), ("wait_interval", 1), ("revision", 0)):
        if params[name] is not None and params[name] < least:
            raise PlanError(f"{name} is {params[name]}; it is at least {least}")


def wait(task: Task, watch: Watch) -> None:
    """Until it is so, or else an error that says how it is. In check mode there is only a look."""
    if task.check_mode:
        watch.look()
        return
    outside, seconds = task.outside, task.params["wait_timeout"]
    until = outside.clock() + seconds
    with ExitStack() as stack:
        talk = opened(task, watch.path, stack)
        watch.look()  # only now, so that nothing happens between a look and the first frame
        if talk and not watch.done:
            lost = listen(watch, talk, until - outside.clock())
            until = until if lost else outside.clock()  # its time is over; one last look
    if not watch.done:
        left = max(0.0, until - outside.clock())
        look_until(outside, watch.look, lambda seen: bool(seen.done), left, task.params["wait_interval"])
    if not watch.done:
        raise ApiError(f"{watch.title}: {missed(watch)} after {seconds} seconds; {how_it_is(watch)}")


def opened(task: Task, path: str, stack: ExitStack) -> Socket | None:
    """The socket; none where the library is missing, the server has none, or something between lets none through."""
    try:
        return stack.enter_context(conversation(task.client.session, path, headers_of(task.client)))
    except (MissingLibrary, ApiError):
        return None


def listen(watch: Watch, talk: Socket, seconds: float) -> bool:
    """Whether the connection was lost, and with it what is now to be looked for."""
    try:
        for frame in talk.frames(seconds):
            watch.take(frame)
            if watch.done:
                break
    except Uncertain:
        return True
    return False


def missed(watch: Watch) -> str:
    if watch.until == CHANGED:
        return "nothing has changed"
    return "it is still there" if watch.until == ABSENT else "it is not as wanted"


def how_it_is(watch: Watch) -> str:
    if watch.one is None:
        return f"{len(watch.entries)} fit"
    there = watch.entries.get(watch.one)
    return f"its revision is {there.revision}" if there else "it is not there"
