# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What an inventory makes hosts of: the keys of a KV bucket, or what a config document holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..core.errors import NotFound, PlanError
from ..core.path import at
from ..core.typed import kind
from ..core.words import unknown
from ..http.parallel import side_by_side
from .actions.kv import read
from .client import Ironflow
from .forms import FORMAT
from .resources.config import CONFIG, fetch
from .resources.kv import listed
from .resources.kv_bucket import KV_BUCKET
from .resources.kv_many import CONNECTIONS

KEY, VALUE = "ironflow_key", "ironflow_value"


def of_bucket(client: Ironflow, bucket: str, pattern: str | None) -> list[dict[str, Any]]:
    """One for each key that fits. A dictionary gives its entries, any other value is one variable."""
    try:
        keys = listed(client, bucket, pattern)
    except NotFound:
        names = [one["name"] for one in KV_BUCKET.store.find(client, {})]
        raise PlanError(unknown("there is no KV bucket", bucket, names)) from None

    def one(key: str) -> Any:
        try:
            return host(key, read(client, bucket, key, FORMAT.default)["value"])
        except NotFound:
            return None  # it went while the others were read

    return [found for found in side_by_side(one, keys, CONNECTIONS) if found is not None]


def of_document(client: Ironflow, name: str, path: str | None) -> list[dict[str, Any]]:
    """One for each key of the dictionary there, or for each dictionary of the list there."""
    try:
        found = fetch(client, name)["data"]
    except NotFound:
        names = [one["name"] for one in CONFIG.store.find(client, {})]
        raise PlanError(unknown("there is no config document", name, names)) from None
    title = f"config document {name}"
    if path is not None:
        found, title = at(found, path, title), f"{title}: {path}"
    if isinstance(found, Mapping):
        return [host(key, value) for key, value in found.items()]
    if isinstance(found, list) and all(isinstance(one, Mapping) for one in found):
        return [dict(one) for one in found]
    what = "a list that holds other things than dictionaries" if isinstance(found, list) else kind(found)
    raise PlanError(f"{title} is {what}; hosts are made of a dictionary, or of a list of dictionaries")


def host(key: str, value: Any) -> dict[str, Any]:
    return {**value, KEY: key} if isinstance(value, Mapping) else {KEY: key, VALUE: value}
