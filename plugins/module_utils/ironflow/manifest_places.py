# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Where the sections of a manifest lie: in the organisation, or in an environment that the same document may make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..core.section import Section
from ..core.spec import Task
from .client import Ironflow
from .resources.environment import ENVIRONMENT

LOOKS = ("find", "find_many")


@dataclass
class Places:
    """``coming``: the names of environments that the document has, and so will be there when others are written."""

    coming: set[str] = field(default_factory=set)
    there: bool = False

    def in_organisation(self, section: Section) -> Section:
        """What is no environment's is asked for without one: the one that is meant may have to be made first."""

        def ready(task: Task, values: dict[str, Any]) -> dict[str, Any]:
            made = section.ready(replace(task, client=apart(task.client)), values)
            if section.resource.name == ENVIRONMENT.name:
                self.coming.add(made["name"])
            return made

        def call(method: Callable[..., Any], _name: str, client: Ironflow, *args: Any) -> Any:
            return method(apart(client), *args)

        return through(replace(section, ready=ready), call)

    def in_environment(self, section: Section) -> Section:
        """In an environment that is yet to be made, nothing is."""

        def call(method: Callable[..., Any], name: str, client: Ironflow, *args: Any) -> Any:
            return [] if name in LOOKS and self.missing(client) else method(client, *args)

        return through(section, call)

    def missing(self, client: Ironflow) -> bool:
        if not self.there and client.environment in self.coming:
            known = ENVIRONMENT.store.find(apart(client), {})
            self.there = any(client.environment in (one["id"], one["name"]) for one in known)
            return not self.there
        return False


def apart(client: Ironflow) -> Ironflow:
    return replace(client, environment=None)


def through(section: Section, call: Callable[..., Any]) -> Section:
    return replace(section, resource=replace(section.resource, store=Through(section.resource.store, call)))


@dataclass(frozen=True)
class Through:
    """A store whose methods go through ``call``, which is given the method, its name, a client and the rest."""

    store: Any
    call: Callable[..., Any]

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self.store, name)
        return lambda client, *args: self.call(method, name, client, *args)


def mine(client: Ironflow, environment: Mapping[str, Any]) -> bool:
    """Whether a run is in that environment."""
    return client.environment in (environment["id"], environment["name"])
