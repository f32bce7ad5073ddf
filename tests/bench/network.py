# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The devices and sites that are measured with, and the raw fetch of them by requests."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any, Iterator, Mapping

import requests

ROLES = ("leaf", "spine", "edge")
SITES = 100
SCHEMA: dict[str, Any] = {
    "version": "1.0",
    "nodes": [
        {
            "name": "Site",
            "namespace": "Bench",
            "human_friendly_id": ["name__value"],
            "display_label": "{{ name__value }}",
            "attributes": [
                {"name": "name", "kind": "Text", "unique": True},
                {"name": "city", "kind": "Text", "optional": True},
                {"name": "latitude", "kind": "Text", "optional": True},
            ],
        },
        {
            "name": "Device",
            "namespace": "Bench",
            "human_friendly_id": ["name__value"],
            "display_label": "{{ name__value }}",
            "attributes": [
                {"name": "name", "kind": "Text", "unique": True},
                {"name": "description", "kind": "Text", "optional": True},
                {"name": "role", "kind": "Dropdown", "choices": [{"name": role} for role in ROLES]},
                {"name": "mtu", "kind": "Number", "default_value": 1500},
                {"name": "enabled", "kind": "Boolean", "default_value": True},
                {"name": "address", "kind": "IPHost", "optional": True},
            ],
            "relationships": [
                {"name": "site", "peer": "BenchSite", "cardinality": "one", "optional": False, "kind": "Attribute"}
            ],
        },
    ],
}
ATTRIBUTES = ("name", "description", "role", "mtu", "enabled", "address")
READ = "id hfid display_label " + " ".join(f"{name} {{ value }}" for name in ATTRIBUTES)
FLAT = f"{READ} site {{ node {{ id hfid __typename }} }}"
NESTED = (
    f"{READ} __typename site {{ node {{ id hfid display_label __typename "
    "name { value } city { value } latitude { value } } }"
)


def site(number: int) -> dict[str, Any]:
    return {"name": f"site{number:03}", "city": f"City {number}", "latitude": f"{number / 3:.4f}"}


def device(number: int) -> dict[str, Any]:
    return {
        "name": f"sw-{number:05}",
        "description": f"Switch {number} of row {number % 7}",
        "role": ROLES[number % len(ROLES)],
        "mtu": 9000 if number % 2 else 1500,
        "enabled": number % 5 != 0,
        "address": f"10.{number // 65536}.{number // 256 % 256}.{number % 256}/32",
        "site": [site(number % SITES)["name"]],
    }


def sites() -> list[dict[str, Any]]:
    return [{"kind": "BenchSite", "data": site(number)} for number in range(SITES)]


def devices(count: int) -> list[dict[str, Any]]:
    return [{"kind": "BenchDevice", "data": device(number)} for number in range(count)]


def bodies(count: int, page: int, selection: str) -> list[dict[str, Any]]:
    """The requests of a paged fetch."""
    text = (
        "query ($offset: Int, $limit: Int) { BenchDevice(offset: $offset, limit: $limit) "
        f"{{ count edges {{ node {{ {selection} }} }} }} }}"
    )
    return [{"query": text, "variables": {"offset": start, "limit": page}} for start in range(0, count, page)]


class Raw:
    """Pages by requests, over one connection a thread; what comes is parsed and gathered, nothing more."""

    def __init__(self, exports: Mapping[str, str]) -> None:
        self.url = exports["INFRAHUB_ADDRESS"] + "/graphql/main"
        self.token = exports["INFRAHUB_API_TOKEN"]

    def session(self) -> requests.Session:
        made = requests.Session()
        made.trust_env = False
        made.headers["X-INFRAHUB-KEY"] = self.token
        return made

    def pages(self, asked: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
        with self.session() as session:
            for body in asked:
                reply = session.post(self.url, json=body, timeout=60)
                yield [edge["node"] for edge in reply.json()["data"]["BenchDevice"]["edges"]]

    def fetch(self, asked: list[dict[str, Any]], threads: int = 1) -> list[dict[str, Any]]:
        if threads == 1:
            return [node for page in self.pages(asked) for node in page]
        shares = [asked[start::threads] for start in range(threads)]
        with ThreadPoolExecutor(threads) as pool:
            parts = pool.map(lambda share: [node for page in self.pages(share) for node in page], shares)
            return [node for part in parts for node in part]
