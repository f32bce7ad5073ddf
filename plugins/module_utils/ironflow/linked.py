# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Things that hold ids of others, told and written with the names of those: ids differ from server to server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..core.errors import PlanError
from ..core.section import Reference, Section
from ..core.spec import Resource, Task
from .names import one_id

Names = dict[str, str]


@dataclass(frozen=True)
class Link:
    """``name`` is what ``field``, which holds an id or a list of them, is called where it holds names."""

    name: str
    field: str
    section: str
    resource: Resource
    key: bool = False  # things of one name are told apart by it


def linked(name: str, resource: Resource, *links: Link, **more: Any) -> Section:
    """The section of such things."""
    store = LinkedStore(resource, links)
    by_field = {link.field: link for link in links}
    fields = tuple(
        replace(f, name=by_field[f.name].name, key=by_field[f.name].key, aliases=(f.name,)) if f.name in by_field else f
        for f in resource.fields
    )
    fits = resource.fits and (lambda client, values: resource.fits and resource.fits(client, store.wired(values)))
    told = replace(resource, fields=fields, store=store, fits=fits)
    return Section(name, told, ready=store.ready, refers=store.refers, **more)


class LinkedStore:
    def __init__(self, resource: Resource, links: tuple[Link, ...]) -> None:
        self.resource, self.links = resource, links
        self.known: dict[str, Names] = {}  # names by id, for each link
        self.writing = False

    def names(self, client: Any, link: Link) -> Names:
        if link.name not in self.known:
            key = link.resource.key[0]
            self.known[link.name] = {one["id"]: one[key] for one in link.resource.store.find(client, {})}
        return self.known[link.name]

    def ready(self, task: Task, values: dict[str, Any]) -> dict[str, Any]:
        """Names in place of ids; and what a thing lies in, where only one of its name is there to be meant."""
        named = self.told(task.client, {**values, **self.wired(values)})
        title = self.resource.title(values)
        for link in self.links:
            for one in several(named.get(link.name)):
                if list(self.names(task.client, link).values()).count(one) > 1:
                    one_id(f"{title}: {link.resource.name}", one, self.names(task.client, link))
            if link.key and link.name not in named:
                called = self.resource.key[0]
                alike = self.find(task.client, {called: named[called]})
                if len(alike) > 1:
                    where = ", ".join(sorted(str(one[link.name]) for one in alike))
                    advice = f"give {link.name} to say which"
                    raise PlanError(f"{title}: there are {len(alike)} of this name ({link.name}: {where}); {advice}")
                if alike:
                    named[link.name] = alike[0][link.name]
        return named

    def refers(self, values: Mapping[str, Any]) -> Iterator[Reference]:
        for link in self.links:
            for one in several(values.get(link.name)):
                yield link.section, one

    def told(self, client: Any, values: Mapping[str, Any]) -> dict[str, Any]:
        """With names. An id stays where it is nobody's, or where others have the same name."""
        made = dict(values)
        for link in self.links:
            if link.field in made:
                held = made.pop(link.field)
                names = self.names(client, link) if held else {}
                count = Counter(names.values())
                said = {one: name for one, name in names.items() if count[name] == 1}
                made[link.name] = each(held, lambda one, said=said: said.get(one, one))
        return made

    def wired(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """In the names of the fields that hold ids; what they hold stays as it is."""
        fields = {link.name: link.field for link in self.links}
        return {fields.get(name, name): value for name, value in values.items()}

    def ids(self, client: Any, values: Mapping[str, Any]) -> dict[str, Any]:
        """As the server wants them. What they name may have been made a moment ago."""
        if not self.writing:
            self.known, self.writing = {}, True
        made = self.wired(values)
        for link in self.links:
            if made.get(link.field):
                noun, names = link.resource.name, self.names(client, link)
                made[link.field] = each(made[link.field], lambda one, noun=noun, names=names: one_id(noun, one, names))
        return made

    def find(self, client: Any, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        every = (self.told(client, one) for one in self.resource.store.find(client, {}))
        return [one for one in every if all(one.get(name) == value for name, value in filters.items())]

    def create(self, client: Any, values: Mapping[str, Any]) -> dict[str, Any]:
        return self.told(client, self.resource.store.create(client, self.ids(client, values)))

    def update(self, client: Any, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        return self.told(client, self.resource.store.update(client, self.wired(current), self.ids(client, changes)))

    def delete(self, client: Any, current: Mapping[str, Any]) -> None:
        self.resource.store.delete(client, self.wired(current))


def several(held: Any) -> list[Any]:
    """What a field holds, which may be one, many or none."""
    return held if isinstance(held, list) else [] if held is None else [held]


def each(held: Any, change: Callable[..., Any]) -> Any:
    return list(map(change, held)) if isinstance(held, list) else change(held)
