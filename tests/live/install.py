# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Bring a real Infrahub into the clone: its Python packages, Neo4j's jars, and from the machine redis and RabbitMQ."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from .place import Place

HERE = Path(__file__).resolve().parent
REQUIREMENTS = HERE.parents[1] / "requirements" / "live.txt"
NEEDS = "the real Infrahub needs"
JDK = 17
BROKER = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")  # what Debian puts into the path starts only as root


class Missing(Exception):
    """The machine lacks something, or an installation did not work; the text says it in one sentence."""


def install(place: Place, python: Path | None, say: Callable[[str], None]) -> None:
    """Each part once; a part whose description changed is installed again."""
    wanted(python)
    place.prepare()
    packages(place, python, say)
    neo4j(place, say)
    machine("redis-server", "redis-server", place, say)
    if place.driver == "worker" and not BROKER.exists():
        machine("rabbitmq-server", "rabbitmq-server", place, say)


def wanted(python: Path | None) -> None:
    if python is None:
        raise Missing("the real Infrahub needs Python 3.12 or 3.13, and neither is in PATH or below ~/.pyenv/versions")
    for program, what in (
        ("java", f"a JDK of at least {JDK}"),
        ("javac", f"a JDK of at least {JDK}"),
        ("mvn", "Maven"),
    ):
        if not shutil.which(program):
            raise Missing(f"the real Infrahub needs {what}, and there is no {program} in PATH")
    told = subprocess.run(["javac", "-version"], check=False, capture_output=True, text=True)
    found = re.search(r"\d+", told.stdout + told.stderr)
    if not found or int(found[0]) < JDK:
        raise Missing(
            f"the real Infrahub needs a JDK of at least {JDK}, and javac is of {(told.stdout or '?').strip()}"
        )


def packages(place: Place, python: Path | None, say: Callable[[str], None]) -> None:
    needed = Once(place.environment / "done", REQUIREMENTS)
    if not needed:
        return
    say(f"installing requirements/{REQUIREMENTS.name} into {place.environment.name}")
    if not (place.environment / "bin" / "python").exists():
        step([str(python), "-m", "venv", str(place.environment)], place, "venv")
    pip = [str(place.environment / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    step([*pip, "--disable-pip-version-check", "--requirement", str(REQUIREMENTS)], place, "pip")
    needed.done()


def neo4j(place: Place, say: Callable[[str], None]) -> None:
    """With the jars of the community edition, which Maven knows how to find."""
    target = place.folder / "neo4j"
    needed = Once(target / "done", HERE / "pom.xml", HERE / "EmbeddedNeo4j.java")
    if not needed:
        return
    say("fetching Neo4j with Maven")
    (target / "classes").mkdir(parents=True, exist_ok=True)
    copy = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={target / 'lib'}"]
    step(["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), *copy], place, "maven")
    compile_ = ["javac", "-cp", f"{target / 'lib'}/*", "-d", str(target / "classes")]
    step([*compile_, str(HERE / "EmbeddedNeo4j.java")], place, "javac")
    needed.done()


def machine(program: str, package: str, place: Place, say: Callable[[str], None]) -> None:
    """Of the machine's own packages; only root can add one."""
    if shutil.which(program):
        return
    apt = shutil.which("apt-get")
    if not apt or os.geteuid():
        raise Missing(f"{NEEDS} {program}; install it with your system's package manager")
    say(f"installing {package}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    step([apt, "update", "-qq"], place, package, env)
    step([apt, "install", "-y", "-qq", "--no-install-recommends", package], place, package, env)


class Once:
    """True as long as what the files describe is not installed; ``done`` notes that it is."""

    def __init__(self, stamp: Path, *sources: Path) -> None:
        self.stamp, self.now = stamp, hashlib.sha256(b"".join(one.read_bytes() for one in sources)).hexdigest()

    def __bool__(self) -> bool:
        return not self.stamp.exists() or self.stamp.read_text() != self.now

    def done(self) -> None:
        self.stamp.write_text(self.now)


def step(command: Sequence[str], place: Place, name: str, env: dict[str, str] | None = None) -> None:
    log = place.folder / "log" / f"install-{name}.log"
    with log.open("ab") as out:
        done = subprocess.run(command, check=False, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    if done.returncode:
        last = log.read_text(errors="replace").strip().splitlines()[-1:]
        raise Missing(f"{Path(command[0]).name} ended with status {done.returncode}: {''.join(last)}; see {log}")
