# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What all measures share: the lab, a folder for files, how often to measure."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import requests

from .modules import Modules
from .network import SCHEMA, devices, sites


@dataclass
class Setting:
    exports: dict[str, str]
    root: Path
    collections: Path
    rounds: int
    profile: bool
    filled: int = 0

    def folder(self, name: str) -> Path:
        made = self.root / name
        made.mkdir(parents=True, exist_ok=True)
        return made

    @property
    def infrahub(self) -> dict[str, str]:
        return {"api_url": self.exports["INFRAHUB_ADDRESS"], "api_token": self.exports["INFRAHUB_API_TOKEN"]}

    def fill(self, count: int) -> None:
        """See to it that the Infrahub stand-in has the schema, the sites and this many devices."""
        if self.filled >= count:
            return
        if not self.filled:
            self.load_schema()
        modules = Modules(self.collections, self.folder("filling"), **self.infrahub)
        modules("infrahub_nodes", nodes=sites())
        modules("infrahub_nodes", nodes=devices(count))
        self.filled = count

    def load_schema(self) -> None:
        url = f"{self.exports['INFRAHUB_ADDRESS']}/api/schema/load?branch=main"
        headers = {"X-INFRAHUB-KEY": self.exports["INFRAHUB_API_TOKEN"]}
        reply = requests.post(url, json={"schemas": [SCHEMA]}, headers=headers, timeout=60)
        if reply.status_code != 200:
            raise SystemExit(f"the schema was refused: {reply.text[:2000]}")
