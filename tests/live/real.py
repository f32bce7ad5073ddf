# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A real Infrahub in the place of the stand-in: named by variables, and brought back to how it was before each test.

What a test may count on is less than on a lab: no branches and no nodes but those that were there when the tests began.
Kinds stay, since to remove one takes a real server half a minute.
"""

from __future__ import annotations

import os
from typing import Any

import requests

ADDRESS, TOKEN, DRIVER = "OPSWEAVE_LIVE_INFRAHUB", "OPSWEAVE_LIVE_TOKEN", "OPSWEAVE_LIVE_DRIVER"
# What a node inherits from; whatever is one of the others is none of the first.
ROOTS = ("CoreNode", "CoreGroup", "CoreProfile", "CoreObjectTemplate")
PATIENCE = 600
AT_ONCE = 25
BRANCHES = "query { Branch { name is_default } }"


class Real:
    """``reset`` removes all branches and nodes that came after this was made: nobody else may use the server."""

    def __init__(self, address: str, token: str, driver: str = "local") -> None:
        self.address, self.token, self.driver = address.rstrip("/"), token, driver
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.headers["X-INFRAHUB-KEY"] = token
        self.branches, self.nodes = self.branch_names(), self.node_kinds()

    @property
    def exports(self) -> dict[str, str]:
        return {"INFRAHUB_ADDRESS": self.address, "INFRAHUB_API_TOKEN": self.token}

    def reset(self) -> None:
        for name in self.branch_names() - self.branches:
            self.ask("mutation ($name: String!) { BranchDelete(data: {name: $name}) { ok } }", name=name)
        self.remove({key: kind for key, kind in self.node_kinds().items() if key not in self.nodes})

    def remove(self, left: dict[str, str]) -> None:
        """In passes, since one may have to go before another can; deleting a whole takes its parts along."""
        while left:
            told: list[str] = []
            for chunk in chunks(list(left.items()), AT_ONCE):
                lines = [f'n{number}: {kind}Delete(data: {{id: "{key}"}}) {{ ok }}' for number, (key, kind) in chunk]
                told += self.graphql(f"mutation {{ {' '.join(lines)} }}")[1]
            before, left = left, {key: kind for key, kind in self.node_kinds().items() if key in left}
            if len(left) == len(before):
                raise RuntimeError(f"{self.address}: {len(left)} nodes cannot be removed: {told[:3]}")

    def branch_names(self) -> set[str]:
        return {one["name"] for one in self.ask(BRANCHES)["Branch"] if not one["is_default"]}

    def node_kinds(self) -> dict[str, str]:
        """The kind of each node by its id."""
        asked = " ".join(f"{root} {{ edges {{ node {{ id __typename }} }} }}" for root in ROOTS)
        found = self.ask(f"query {{ {asked} }}")
        nodes = (edge["node"] for root in ROOTS for edge in found[root]["edges"])
        return {node["id"]: node["__typename"] for node in nodes}

    def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        data, errors = self.graphql(query, **variables)
        if errors:
            raise RuntimeError(f"{self.address}: {errors[0]}")
        return data

    def graphql(self, query: str, **variables: Any) -> tuple[dict[str, Any], list[str]]:
        """The data, and the messages of the errors."""
        body = {"query": query, "variables": variables}
        answer = self.session.post(f"{self.address}/graphql", json=body, timeout=PATIENCE).json()
        return answer.get("data") or {}, [error["message"] for error in answer.get("errors") or ()]


def chunks(items: list[Any], size: int) -> list[list[tuple[int, Any]]]:
    numbered = list(enumerate(items))
    return [numbered[start : start + size] for start in range(0, len(numbered), size)]


def given() -> bool:
    """Whether the tests are to run on a real server."""
    return bool(os.environ.get(ADDRESS))


def real() -> Real:
    """The server that the variables name, as it is now."""
    return Real(os.environ[ADDRESS], os.environ[TOKEN], os.environ.get(DRIVER, "local"))
