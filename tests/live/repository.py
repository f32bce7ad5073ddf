# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Git repositories on this machine, for a real server to clone: with the files that lives name, or the branches too.

A server takes branches in a while after it has cloned, and then removes what .infrahub.yml does not name.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

NAMED = "https://git.test/templates.git"  # what the lives call it
BRANCHES = ("develop", "v2")
BOX = '''"""What the lives of repositories speak of."""

from infrahub_sdk.checks import InfrahubCheck
from infrahub_sdk.generator import InfrahubGenerator
from infrahub_sdk.transforms import InfrahubTransform


class Box(InfrahubTransform):
    query = "box"

    async def transform(self, data):
        return data


class Box2(Box):
    query = "box2"


class Names(InfrahubCheck):
    query = "box"

    def validate(self, data):
        """Whatever there is, it is right."""


class Tags(InfrahubGenerator):
    async def generate(self, data):
        """Makes nothing."""
'''
# The server imports what the first of them names, which is nothing: the lives make it all themselves, once it is done.
FILES = {".infrahub.yml": "queries: []\n", "box.j2": "{{ data }}\n", "box2.j2": "{{ data }}!\n", "box.py": BOX}


def repository(folder: Path, branches: Sequence[str] = ()) -> str:
    """Made in this folder; gives the address."""
    work = folder / "templates"
    work.mkdir(parents=True)
    git(work, "init", "--quiet", "--initial-branch", "main")
    for name, text in FILES.items():
        (work / name).write_text(text)
    git(work, "add", ".")
    git(work, "commit", "--quiet", "--message", "All of it")
    for branch in branches:
        git(work, "branch", branch)
    bare = folder / "templates.git"
    git(folder, "clone", "--quiet", "--bare", str(work), str(bare))
    return str(bare)


def located(data: Any, location: str) -> Any:
    """What a life or a test says, with this repository in place of the one that it names."""
    return json.loads(json.dumps(data).replace(NAMED, location))


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=tests", "-c", "user.email=tests@localhost")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, stdout=subprocess.DEVNULL)
