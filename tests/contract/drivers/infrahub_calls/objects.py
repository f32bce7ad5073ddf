# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Object files and menu files as ``infrahubctl object load`` and ``menu load`` take them."""

from __future__ import annotations

import asyncio
from pathlib import Path

from infrahub_sdk import Config, InfrahubClient
from infrahub_sdk.spec.menu import MenuFile
from infrahub_sdk.spec.object import ObjectFile
from infrahub_sdk.spec.range_expansion import range_expansion


def load_objects(paths: list[str], menu: bool = False, branch: str = "main") -> int:
    """How many documents were loaded."""
    return asyncio.run(loaded([Path(path) for path in paths], MenuFile if menu else ObjectFile, branch))


async def loaded(paths: list[Path], kind: type[ObjectFile], branch: str) -> int:
    one = InfrahubClient(config=Config(default_branch=branch))
    documents = kind.load_from_disk(paths=paths)
    for document in documents:
        document.validate_content()
    for document in documents:
        await document.validate_format(client=one, branch=branch)
        await document.process(client=one, branch=branch)
    return len(documents)


def ranges(text: str) -> list[str]:
    return range_expansion(text)
