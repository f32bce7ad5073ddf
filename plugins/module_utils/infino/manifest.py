# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The sections of a manifest of Infino, in order of dependence. In them things name each other, never by ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..core.errors import PlanError
from ..core.section import Reference, Section
from ..core.spec import Task
from .client import Infino
from .resources import connection, dashboard, import_job, visualization
from .resources.dataset import DATASET
from .resources.role import BUILT_IN, ROLE
from .resources.user import USER
from .saved import SavedStore, attributes, by_name, identity, listing


def sections() -> Sequence[Section]:
    boards = Boards(dashboard.DASHBOARD.store)
    jobs = Jobs()
    return (
        Section("datasets", DATASET),
        Section("roles", ROLE),
        Section("users", USER, refers=roles, spare=administrates),
        Section("connections", connection.CONNECTION, ready=concealed, weigh=connection.weigh),
        Section("import_jobs", import_job.JOB, ready=jobs.named, refers=sources, weigh=import_job.weigh_change),
        Section("visualizations", visualization.VISUALIZATION),
        Section("dashboards", replace(dashboard.DASHBOARD, store=boards), ready=boards.titled, refers=charts),
    )


def roles(user: Mapping[str, Any]) -> Iterator[Reference]:
    for name in user.get("roles") or ():
        yield "roles", name


def administrates(user: Mapping[str, Any]) -> bool:
    """No document should take away whoever applies it."""
    return BUILT_IN[0] in user["roles"]


def concealed(task: Task, values: dict[str, Any]) -> dict[str, Any]:
    connection.conceal(task, values.get("config"), values.get("secrets"))
    return values


def sources(job: Mapping[str, Any]) -> Iterator[Reference]:
    yield "connections", job["connection"]


def charts(board: Mapping[str, Any]) -> Iterator[Reference]:
    for panel in board.get("panels") or ():
        if panel.get("visualization"):
            yield "visualizations", panel["visualization"]


@dataclass
class Jobs:
    names: dict[Any, Any] | None = None

    def named(self, task: Task, values: dict[str, Any]) -> dict[str, Any]:
        """The connection by its name, where it was given by its id."""
        if self.names is None:
            self.names = import_job.by_id(connection.listing(task.client))
        return {**values, "connection": self.names.get(values["connection"], values["connection"])}


@dataclass
class Boards:
    """Dashboards whose panels name visualizations by their titles, which have ids only once they are written."""

    inner: SavedStore
    titles: dict[str, str] | None = None  # by id, as they were when all was planned
    ids: dict[str, list[str]] = field(default_factory=dict)  # by title, as they are when dashboards are written

    def known(self, client: Infino) -> dict[str, str]:
        if self.titles is None:
            items = listing(client, visualization.SAVED.path)
            names = by_name(items)
            every = {identity(item): str(attributes(item).get("title")) for item in items}
            self.titles = {name: title if len(names[title]) == 1 else name for name, title in every.items()}
        return self.titles

    def titled(self, task: Task, values: dict[str, Any]) -> dict[str, Any]:
        where = f"dashboard {values['title']}: "
        panels = dashboard.sound_panels(values.get("panels"), where)
        return values if panels is None else {**values, "panels": renamed(panels, self.known(task.client))}

    def find(self, client: Infino, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        known = self.known(client)
        return [{**one, "panels": renamed(one["panels"], known)} for one in self.inner.find(client, filters)]

    def create(self, client: Infino, values: Mapping[str, Any]) -> dict[str, Any]:
        return self.inner.create(client, self.resolved(client, values))

    def update(self, client: Infino, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        return self.inner.update(client, self.resolved(client, current), self.resolved(client, changes))

    def delete(self, client: Infino, current: Mapping[str, Any]) -> None:
        self.inner.delete(client, current)

    def resolved(self, client: Infino, values: Mapping[str, Any]) -> dict[str, Any]:
        if not values.get("panels"):
            return dict(values)
        self.titles = None  # a look after a write must see what was made in between
        if not self.ids:
            self.ids = by_name(listing(client, visualization.SAVED.path))
        return {**values, "panels": renamed(values["panels"], {name: self.only(name) for name in self.ids})}

    def only(self, name: str) -> str:
        found = self.ids[name]
        if len(found) > 1:
            raise PlanError(f"there are {len(found)} visualizations {name} (id: {', '.join(found)}); name it by its id")
        return found[0]


def renamed(panels: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Panels with what they show under another name."""
    return [
        {**panel, "visualization": names.get(panel["visualization"], panel["visualization"])}
        if panel.get("visualization")
        else dict(panel)
        for panel in panels
    ]
