# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Users and roles, which are kept alike: by name, put once, patched after, told in several ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..core.errors import ApiError, NotFound, NotTheApi
from ..core.spec import Field
from ..core.values import differs
from .client import Infino, segment

VERSION = "2025-01-01"  # of the language of users and roles; there is no other
NOT_ALLOWED = 405  # a server that looks up none of these by name

Read = Callable[[str, Mapping[str, Any]], dict[str, Any]]


@dataclass(frozen=True)
class AccessStore:
    """``read`` makes one of an answer's inner object; ``wire`` the API's words of all that is settable."""

    noun: str
    fields: tuple[Field, ...]
    read: Read
    wire: Callable[[Mapping[str, Any]], dict[str, Any]]

    def find(self, client: Infino, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        if "name" not in filters:
            return [self.read(name, one) for name, one in self.listing(client).items()]
        name = filters["name"]
        try:
            answer = client.call("GET", self.at(name))
        except NotFound:
            return []
        except ApiError as error:
            if error.status != NOT_ALLOWED:
                raise
            answer = None
        one = inner(name, answer)
        if one is None:  # an answer that does not name it says nothing of whether it is there
            one = self.listing(client).get(name)
        return [] if one is None else [self.read(name, one)]

    def listing(self, client: Infino) -> dict[str, Mapping[str, Any]]:
        path = f"/{self.noun}s"
        answer = client.call("GET", path)
        if isinstance(answer, list) and all(isinstance(one, Mapping) for one in answer):
            answer = {str(one.get("name") or one.get("username")): one for one in answer}
        if not isinstance(answer, Mapping) or not all(isinstance(one, Mapping) for one in answer.values()):
            raise NotTheApi(f"GET {path} was answered with something that is no list of {self.noun}s")
        return dict(answer)

    def at(self, name: str) -> str:
        return f"/{self.noun}/{segment(self.noun, name)}"

    def create(self, client: Infino, values: Mapping[str, Any]) -> dict[str, Any]:
        # Not safe to repeat: a server may make another pair of keys of it.
        self.put(client, values)
        return {}

    def put(self, client: Infino, values: Mapping[str, Any]) -> Any:
        return client.call("PUT", self.at(values["name"]), self.wire(values), safe=False)

    def update(self, client: Infino, current: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        """All that is settable is sent, and looked at afterwards: a server may replace or merge what it is sent."""
        name = current["name"]
        client.call("PATCH", self.at(name), self.wire({**current, **changes}), safe=True)
        (found,) = self.find(client, {"name": name}) or [{}]
        for f in self.fields:
            if f.name in changes and f.name in found and differs(f, changes[f.name], found[f.name]):
                raise ApiError(f"{self.noun} {name}: the server did not take the {f.name} that it was sent")
        return {}

    def delete(self, client: Infino, current: Mapping[str, Any]) -> None:
        client.call("DELETE", self.at(current["name"]))


def inner(name: str, answer: Any) -> Mapping[str, Any] | None:
    """``{name: {...}}``, or an object that has its name inside; None for what is neither."""
    if not isinstance(answer, Mapping):
        return None
    if isinstance(answer.get(name), Mapping):
        return answer[name]
    return answer if name in (answer.get("name"), answer.get("username"), answer.get("Name")) else None


def either(one: Mapping[str, Any], *names: str) -> Any:
    """The value under the first of these names that has one."""
    return next((one[name] for name in names if one.get(name) is not None), None)
