# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The public methods of the Infrahub SDK's classes, as JSON; run by the Python that has the SDK."""

from __future__ import annotations

import inspect
import json
from importlib import import_module

HOMES = (
    "infrahub_sdk",
    "infrahub_sdk.node",
    "infrahub_sdk.branch",
    "infrahub_sdk.schema",
    "infrahub_sdk.object_store",
    "infrahub_sdk.task.manager",
    "infrahub_sdk.batch",
)
NAMES = ("Client", "Node", "RelationshipManager", "BranchManager", "Schema", "Store", "TaskManager", "Batch")


def classes() -> dict[str, type]:
    """Those with which one works on a server, in both of their forms."""
    found: dict[str, type] = {}
    for home in HOMES:
        module = import_module(home)
        for name, one in inspect.getmembers(module, inspect.isclass):
            if name.removesuffix("Sync").endswith(NAMES) and one.__module__.startswith("infrahub_sdk"):
                found[name] = one
    return found


def public(one: type) -> list[str]:
    return sorted(name for name, member in inspect.getmembers(one) if name[0] != "_" and callable(member))


if __name__ == "__main__":
    print(json.dumps({name: public(one) for name, one in classes().items()}))
