# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Which fields the records of a dataset have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..core.errors import NotTheApi
from .access import either
from .client import Infino, dataset_at


def schema(client: Infino, name: str) -> dict[str, dict[str, Any]]:
    """The fields by name, whichever of its shapes the server tells them in."""
    path = f"{dataset_at(name)}/_schema"
    answer = client.call("GET", path)
    if isinstance(answer, Mapping) and isinstance(answer.get("fields"), list):
        answer = answer["fields"]
    return dict(sorted(fields(answer, path)))


def fields(answer: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    listed = (
        [(one.get("name"), one) for one in answer if isinstance(one, Mapping)] if isinstance(answer, list) else None
    )
    if listed is None and isinstance(answer, Mapping):
        listed = list(answer.items())
    if listed is None:
        raise NotTheApi(f"GET {path} was answered with something that is no schema; is api_url right?")
    for name, one in listed:
        inner = one if isinstance(one, Mapping) else {"type": one}
        yield str(name), {"type": either(inner, "infino_type", "type"), "source": inner.get("source")}
