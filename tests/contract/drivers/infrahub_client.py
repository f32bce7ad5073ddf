# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A client of ``infrahub-sdk``, synchronous or not as a variable says, and its nodes in plain words.

Each call has a client of its own, since an SDK's client does not ask for a schema twice.
"""

from __future__ import annotations

import os
from typing import Any

from infrahub_sdk import Config, InfrahubClient, InfrahubClientSync

from .seen import Seen


def client(branch: str = "main", **more: Any) -> Any:
    kind = InfrahubClient if os.environ.get("OPSWEAVE_SDK_ASYNC") else InfrahubClientSync
    return Seen(kind(config=Config(default_branch=branch, **more)))


def told(node: Any) -> dict[str, Any]:
    """A node in plain words: peers by id."""
    schema = node._schema
    made: dict[str, Any] = {"id": node.id, "hfid": node.hfid, "display_label": node.display_label}
    made.update({name: getattr(node, name).value for name in schema.attribute_names})
    for relation in schema.relationships:
        if relation.cardinality == "one":
            made[relation.name] = getattr(node, relation.name).id
        elif getattr(node, relation.name).initialized:
            made[relation.name] = sorted(getattr(node, relation.name).peer_ids)
    return made
