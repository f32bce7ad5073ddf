# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Write many nodes in few requests: aliased mutations with typed variables, a fixed text for each size of batch.

Aliases run in order, a later one sees what an earlier one wrote, and each commits for itself: when one fails, those
before and after it stay. Measured: 50 a request on two connections; more parallelism is answered with 429.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..core.errors import ApiError, Conflict, GraphQLError, PlatformError, Unreachable
from ..core.words import clip
from ..http.multipart import Upload
from ..http.parallel import side_by_side
from .client import Infrahub, message

BATCH = 50
CONNECTIONS = 2
DELETES = 25  # each reads every relation that could block it
GONE = "Unable to find the node"
TAKEN = "Violates uniqueness constraint"
FIELD = re.compile(r"constraint '(?P<taken>\w+)'| at (?P<at>\w+)$")
INVALID = 500  # what variables of a wrong type are answered with
NOT_SENT = object()


@dataclass(frozen=True)
class Mutation:
    """One node to write: ``verb`` is Create, Update, Upsert or Delete, ``data`` the mutation's input.

    One with a ``file`` is written by itself, with ``write``.
    """

    kind: str
    verb: str
    data: Mapping[str, Any]
    told: str = "id hfid display_label"  # what the reply says of the node
    file: Upload | None = None

    @property
    def name(self) -> str:
        return f"{self.kind}{self.verb}"

    @property
    def safe(self) -> bool:
        """An update by id and a delete leave the same behind when they are sent twice; a file is stored each time."""
        return self.verb in ("Update", "Delete") and self.file is None


def write(client: Infrahub, mutation: Mutation) -> dict[str, Any]:
    """What the mutation asks to be told of the written node."""
    outcome = next(write_all(client, [mutation], connections=1))
    if isinstance(outcome, PlatformError):
        raise outcome
    return outcome


def write_all(
    client: Infrahub,
    mutations: Sequence[Mutation],
    size: int = BATCH,
    connections: int = CONNECTIONS,
    ends: Callable[[PlatformError], bool] = lambda error: False,
) -> Iterator[Any]:
    """For each mutation, in order: the node that it wrote, or the error that it met.

    No request is begun after one with an error that ``ends``: ``NOT_SENT`` stands for its mutations.
    """
    batches = []
    start = 0
    while start < len(mutations):
        most = min(size, DELETES) if mutations[start].verb == "Delete" else size
        batches.append(mutations[start : start + most])
        start += most
    ended: list[PlatformError] = []

    def send(batch: Sequence[Mutation]) -> list[Any]:
        if ended:
            return [NOT_SENT] * len(batch)
        outcomes = request(client, batch)
        ended.extend(one for one in outcomes if isinstance(one, PlatformError) and ends(one))
        return outcomes

    for outcomes in side_by_side(send, batches, connections):
        yield from outcomes


def request(client: Infrahub, batch: Sequence[Mutation]) -> list[Any]:
    try:
        data = client.graphql(*document(batch), safe=all(m.safe for m in batch), file=batch[0].file)
        return [node(data[f"m{n}"]) for n in range(len(batch))]
    except GraphQLError as error:
        if len(batch) > 1 and refused_whole(error):
            return one_by_one(client, batch)
        return [outcome(f"m{n}", m, error, len(batch) == 1) for n, m in enumerate(batch)]
    except Unreachable as error:
        return [error] * len(batch)
    except ApiError as error:
        if len(batch) > 1 and error.status == INVALID:
            return one_by_one(client, batch)
        return [error] * len(batch)
    except PlatformError as error:
        return [error] * len(batch)


def one_by_one(client: Infrahub, batch: Sequence[Mutation]) -> list[Any]:
    """What a whole request was refused for, found with the mutation that caused it: nothing had been written yet."""
    return [request(client, [mutation])[0] for mutation in batch]


def refused_whole(error: GraphQLError) -> bool:
    """Whether the errors are about the document, and no part of it was carried out."""
    return not error.data and not any(isinstance(item, dict) and item.get("path") for item in error.errors)


def document(batch: Sequence[Mutation]) -> tuple[str, dict[str, Any]]:
    declared = ", ".join(f"$d{n}: {variable_type(m)}!" for n, m in enumerate(batch))
    fields = " ".join(f"m{n}: {m.name}(data: {argument(m, n)}) {{ {selection(m)} }}" for n, m in enumerate(batch))
    variables = {f"d{n}": m.data["id"] if m.verb == "Delete" else m.data for n, m in enumerate(batch)}
    declared += ", $file: Upload!" if batch[0].file else ""
    return f"mutation ({declared}) {{ {fields} }}", variables


def variable_type(mutation: Mutation) -> str:
    return "String" if mutation.verb == "Delete" else f"{mutation.name}Input"


def argument(mutation: Mutation, number: int) -> str:
    file = ", file: $file" if mutation.file else ""
    return f"{{id: $d{number}}}" if mutation.verb == "Delete" else f"$d{number}{file}"


def selection(mutation: Mutation) -> str:
    return "ok" if mutation.verb == "Delete" else f"ok object {{ {mutation.told} }}"


def node(answer: Mapping[str, Any] | None) -> dict[str, Any]:
    return dict((answer or {}).get("object") or {})


def outcome(alias: str, mutation: Mutation, error: GraphQLError, alone: bool) -> Any:
    """What became of one alias of a request that had errors."""
    mine = [
        item for item in error.errors if alone or (isinstance(item, dict) and (item.get("path") or [None])[0] == alias)
    ]
    if not mine:
        if error.data and error.data.get(alias):
            return node(error.data[alias])
        return error  # the document was refused as a whole: nothing was written
    text = clip("; ".join(map(message, mine)))
    if mutation.verb == "Delete" and GONE in text:
        return {}
    return Conflict(text, 409, mine) if TAKEN in text else ApiError(text, body=mine)


def field_of(error: PlatformError) -> str | None:
    """The attribute or relation that an error of a mutation is about, where the server says it."""
    for item in getattr(error, "body", None) or ():
        told = ((item.get("extensions") or {}).get("data") or {}) if isinstance(item, dict) else {}
        if isinstance(told, dict) and told.get("field_name"):
            return str(told["field_name"])
    found = FIELD.search(str(error))
    return (found["taken"] or found["at"]) if found else None
