# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""One section of a manifest: which things it is about, and what is odd about them there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .ensure import as_options
from .errors import PlanError
from .plan import Plan
from .spec import Resource, Task
from .typed import checked, kind
from .values import given

Reference = tuple[str, str]  # a section, and the name of one of its things
Whole = Callable[[Any], bool]  # whether of such a value what the document does not name shall go


@dataclass(frozen=True)
class Section:
    """``ready`` is told each entry once it is checked, and may bring it to the form that is compared.

    ``refers``: what must be there for this one. ``weigh`` sees each plan before anything is written, and may refuse it.
    ``spare`` says of what is neither pruned nor exported, ``held`` of what is only not pruned. ``served``: whether this
    server has such things at all.
    ``single``: there is one of them, always; the section is that one, and no list. ``laid`` is given what is wanted and
    what is there, where the document may name parts of a thing. ``unfold`` makes many entries of one, ``fold`` few of
    many. ``optional``: secrets that nobody needs to make such a thing.
    """

    name: str
    resource: Resource
    ready: Callable[[Task, dict[str, Any]], dict[str, Any]] = lambda task, values: values
    refers: Callable[[Mapping[str, Any]], Iterable[Reference]] = lambda values: ()
    weigh: Callable[[Task, Plan], None] = lambda task, planned: None
    spare: Callable[[Mapping[str, Any]], bool] = lambda there: False
    held: Callable[[Any, Mapping[str, Any]], bool] = lambda client, there: False
    served: Callable[[Any], bool] = lambda client: True
    single: bool = False
    laid: Callable[[Mapping[str, Any], Mapping[str, Any] | None, Whole], Mapping[str, Any]] | None = None
    unfold: Callable[[Task, Any, str], Sequence[Any]] = lambda task, item, where: [item]
    fold: Callable[[list[dict[str, Any]]], list[dict[str, Any]]] = lambda items: items
    optional: tuple[str, ...] = ()

    def accept(self, task: Task, written: Any) -> list[dict[str, Any]]:
        """The entries of the document in field names."""
        if self.single:
            return [self.entry(task, written, self.name)]
        if not isinstance(written, list):
            raise PlanError(f"{self.name} must be a list, not {kind(written)}")
        made = []
        for place, item in enumerate(written, start=1):
            where = f"{self.name} item {place}"
            made += [self.entry(task, one, where) for one in self.unfold(task, item, where)]
        return made

    def entry(self, task: Task, item: Any, where: str) -> dict[str, Any]:
        """Where a name is all that there is to say, it may stand alone."""
        key = [f.name for f in self.resource.fields if f.key and not f.computed and not f.chosen]
        if isinstance(item, str) and len(key) == 1:
            item = {key[0]: item}
        fields = tuple(f for f in as_options(self.resource) if f.name != self.resource.id)
        usual = {f.name: f.default for f in fields if f.default is not None}
        values = {**usual, **given(self.resource.fields, checked(fields, item, f"{where}: "))}
        for name in key:
            if name not in values:
                raise PlanError(f"{where}: give {name}")
        values = self.ready(task, values)
        if self.resource.fits:
            self.resource.fits(task.client, values)
        return values

    def called(self, values: Mapping[str, Any]) -> str:
        return str(values.get(self.resource.key[0])) if self.resource.key else self.resource.name

    def stays(self, there: Mapping[str, Any]) -> bool:
        return bool(self.resource.kept(there)) or self.spare(there)

    def spent(self, client: Any, there: Mapping[str, Any]) -> bool:
        """Whether it may go where the document does not name it."""
        return not self.stays(there) and not self.held(client, there)

    def over(self, whole: Whole) -> Section:
        """This section, of which the document may name parts of things."""
        laid = self.laid
        if laid is None:
            return self
        return replace(self, resource=replace(self.resource, adapt=lambda one, there: laid(one, there, whole)))
