# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Many keys of one KV bucket: each is read and written by itself, a few at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...core.ensure import write
from ...core.errors import NotFound, PlatformError
from ...core.plan import Plan
from ...http.parallel import side_by_side
from ..client import Ironflow
from .kv import KeyStore, bucket_missing, listed

CONNECTIONS = 4


@dataclass
class Extent:
    """``named`` are the keys that a task speaks of, ``gone`` those of them that shall not be. ``prefix``: of all keys
    that begin so, those that are not named shall not be there either."""

    bucket: str
    named: Sequence[str]
    gone: frozenset[str] = field(default_factory=frozenset)
    prefix: str | None = None

    def spent(self, there: Mapping[str, Any]) -> bool:
        """Whether what is not wanted may go."""
        key = there["key"]
        return key in self.gone or (self.prefix is not None and key.startswith(self.prefix))


class KeysStore(KeyStore):
    def __init__(self, form: str, purge: bool, extent: Extent) -> None:
        super().__init__(form, purge)
        self.extent = extent

    def find(self, client: Ironflow, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The one that is asked for, or all that the task speaks of. What may have to go is listed first."""
        if "key" in filters:
            return super().find(client, filters)
        keys = list(self.extent.named)
        if self.extent.gone or self.extent.prefix is not None:
            try:
                there = listed(client, self.extent.bucket, None)
            except NotFound as error:
                self.no_bucket = bucket_missing(error)
                return []
            named = set(keys)
            keys = [key for key in there if key in named or self.extent.spent({"key": key})]
        return [one for found in side_by_side(lambda key: self.one(client, key), keys, CONNECTIONS) for one in found]

    def one(self, client: Ironflow, key: str) -> list[dict[str, Any]]:
        """Where there is no bucket, nobody goes on asking it."""
        return [] if self.no_bucket else super().find(client, {"bucket": self.extent.bucket, "key": key})

    def write_many(self, client: Ironflow, plans: Sequence[Plan]) -> Iterator[tuple[int, Any]]:
        """After an error nothing more is begun."""
        failed: list[PlatformError] = []

        def one(planned: Plan) -> Any:
            if failed:
                return None
            try:
                return write(self.resource, planned, client) or {}
            except PlatformError as error:
                failed.append(error)
                return error

        for place, outcome in enumerate(side_by_side(one, plans, CONNECTIONS)):
            if outcome is not None:
                yield place, outcome
