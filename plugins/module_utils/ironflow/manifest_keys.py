# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""KV keys and config documents as sections of a manifest: many of them are looked up at once, and told with values."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..core.errors import PlanError
from ..core.section import Reference, Whole
from ..core.spec import Field, Resource, Task
from ..core.typed import kind
from ..http.parallel import side_by_side
from .actions.config import laid_over
from .client import IRONFLOW, Ironflow
from .forms import FORMAT, Unread, checked, decode, refuse_nan
from .resources.config import ConfigStore
from .resources.kv import FIELDS, KeyStore, listed
from .resources.kv_bucket import KV_BUCKET
from .resources.kv_many import CONNECTIONS, Extent, KeysStore

FORMS = FORMAT.choices
KEY_FIELDS = (*FIELDS[:3], Field("format", choices=FORMS, server_default=FORMAT.default), *FIELDS[3:])


class Keys(KeysStore):
    """The keys of many buckets, each in the form that the document says, or else in the one that its bytes have.

    ``buckets``: those that the document names, and whether keys that it does not name may go from there.
    """

    def __init__(self) -> None:
        super().__init__(FORMAT.default, False, Extent("", ()))
        self.resource = Resource("KV key", IRONFLOW, KEY_FIELDS, self)
        self.forms: dict[tuple[str, str], str] = {}
        self.buckets: dict[str, bool] = {}

    def unfold(self, task: Task, item: Any, where: str) -> Sequence[Any]:
        """An entry may be of one key, or have the values of many."""
        if not isinstance(item, Mapping) or "bucket" not in item:
            return [item]
        bucket, values = str(item["bucket"]), item.get("values")
        gone = bool(values) or "values" not in item or task.params["prune_empty"]
        self.buckets[bucket] = self.buckets.get(bucket, False) or gone
        if "values" not in item:
            return [item]
        if not isinstance(values, Mapping):
            raise PlanError(f"{where}.values must be a dictionary, not {kind(values)}")
        for name in ("key", "value"):
            if name in item:
                raise PlanError(f"{where}: values has many keys, so leave out {name}")
        rest = {name: value for name, value in item.items() if name != "values"}
        return [{**rest, "key": key, "value": value} for key, value in values.items()]

    def ready(self, task: Task, values: dict[str, Any]) -> dict[str, Any]:
        form, title = values.get("format", FORMAT.default), self.resource.title(values)
        if "value" not in values:
            raise PlanError(f"{title}: give value; a key that is not wanted is left out, and goes with prune")
        self.forms[values["bucket"], values["key"]] = form
        return {**values, "format": form, "value": checked(form, values["value"], title)}

    @staticmethod
    def refers(values: Mapping[str, Any]) -> Iterable[Reference]:
        return [("kv_buckets", values["bucket"])]

    def foreign(self, _client: Ironflow, there: Mapping[str, Any]) -> bool:
        """Keys of buckets that the document does not name are not its business."""
        return bool(self.buckets) and not self.buckets.get(there["bucket"], False)

    @staticmethod
    def fold(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """One entry for all keys of a bucket that have one form."""
        made: dict[tuple[str, str], dict[str, Any]] = {}
        for item in items:
            bucket, form = item["bucket"], item.get("format", FORMAT.default)
            usual = {} if form == FORMAT.default else {"format": form}
            entry = made.setdefault((bucket, form), {"bucket": bucket, **usual, "values": {}})
            entry["values"][item["key"]] = item["value"]
        return list(made.values())

    def find(self, client: Ironflow, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The one that is asked for, or all of the buckets that the document names; without a document, all."""
        if "key" in filters:
            return self.one_of(client, filters["bucket"], filters["key"])
        there = [bucket["name"] for bucket in KV_BUCKET.store.find(client, {})]
        meant = [bucket for bucket in there if not self.buckets or bucket in self.buckets]
        return self.several(client, [(bucket, key) for bucket in meant for key in listed(client, bucket, None)])

    def find_many(self, client: Ironflow, wanted: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        there = {bucket["name"] for bucket in KV_BUCKET.store.find(client, {})} if wanted else set()
        return self.several(client, [(one["bucket"], one["key"]) for one in wanted if one["bucket"] in there])

    def several(self, client: Ironflow, names: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
        found = side_by_side(lambda name: self.one_of(client, *name), names, CONNECTIONS)
        return [one for some in found for one in some]

    def one_of(self, client: Ironflow, bucket: str, key: str) -> list[dict[str, Any]]:
        form = self.forms.get((bucket, key))
        found = KeyStore(form or "base64").find(client, {"bucket": bucket, "key": key})
        return [{**one, **(self.formed(one["value"]) if form is None else {"format": form})} for one in found]

    @staticmethod
    def formed(value: str) -> dict[str, Any]:
        """Bytes as the first form that they have. JSON's null is told as text: a value of nothing is none."""
        data = b64decode(value)
        made = {form: decode(form, data) for form in FORMS}
        form = next(form for form in FORMS if not isinstance(made[form], Unread) and made[form] is not None)
        return {"format": form, "value": made[form]}

    def _put(
        self,
        client: Ironflow,
        read: Mapping[str, Any] | None,
        values: Mapping[str, Any],
        condition: Mapping[str, str],
    ) -> dict[str, Any]:
        return KeyStore(values["format"])._put(client, read, values, condition)


class Documents(ConfigStore):
    def find(self, client: Ironflow, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """A listing tells no data."""
        return super().find(client, filters) if "name" in filters else self.find_many(client, super().find(client, {}))

    def find_many(self, client: Ironflow, wanted: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        names = [{"name": one["name"]} for one in wanted]
        found = side_by_side(lambda name: ConfigStore.find(self, client, name), names, CONNECTIONS)
        return [one for some in found for one in some]

    def ready(self, _task: Task, values: dict[str, Any]) -> dict[str, Any]:
        if "data" in values:
            refuse_nan(values["data"], f"{self.resource.title(values)}: data")
        return values

    @staticmethod
    def laid(wanted: Mapping[str, Any], there: Mapping[str, Any] | None, whole: Whole) -> Mapping[str, Any]:
        """Keys of a document that are not named stay, unless its section is pruned; a key of null goes."""
        if "data" not in wanted or whole(wanted["data"]):
            return wanted
        return {**wanted, "data": laid_over(there["data"] if there else {}, wanted["data"])}
