# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the scripts share: where things are, running a command with a log, the Pythons of this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
LOGS = BUILD / "logs"
INSTALLED = BUILD / "collections"
SOURCE = BUILD / "source"
COLLECTION = Path("ansible_collections", "opsweave", "platform")
VERSIONS = ("3.10", "3.11", "3.12", "3.13", "3.14")


class Failed(Exception):
    """A step did not work; the text says which, and where its output lies."""


def tool(environment: str, name: str) -> str:
    """A program of one of the clone's virtual environments."""
    return str(ROOT / environment / "bin" / name)


def environ(*environments: str, **more: str) -> dict[str, str]:
    """The caller's variables without those that steer Ansible, and with these environments' programs first."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE_", "VIRTUAL_ENV"))}
    path = os.pathsep.join([*(str(ROOT / name / "bin") for name in environments), kept.get("PATH", os.defpath)])
    # Without this Ansible looks for a Python of the machine, which lacks what the modules need.
    ansible = {"ANSIBLE_PYTHON_INTERPRETER": tool(environments[0], "python"), "ANSIBLE_HOME": str(BUILD / "ansible")}
    return {**kept, "PATH": path, "LC_ALL": "C.UTF-8", **ansible, **more}


def run(command: Sequence[str], log: Path, env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> int:
    """Runs a command with all of its output in a log, and gives its exit status."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out:
        out.write(f"$ {' '.join(command)}\n".encode())
        out.flush()
        sinks = {"stdin": subprocess.DEVNULL, "stdout": out, "stderr": subprocess.STDOUT}
        return subprocess.run(command, check=False, env=env or environ(".venv"), cwd=cwd, **sinks).returncode


def tail(log: Path, count: int = 40) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-count:])


def ask(command: Sequence[str]) -> str:
    """What a command that must work prints."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT).stdout.strip()


def tracked() -> list[str]:
    """The files that git knows and that are there, as paths from the root."""
    return [name for name in sorted(ask(["git", "ls-files", "-z"]).split("\0")) if name and (ROOT / name).is_file()]


def copy_tracked(target: Path) -> None:
    """Makes target a copy of the tracked files; files that are no longer tracked go."""
    names = tracked()
    wanted = set(names)
    for old in sorted(target.rglob("*"), reverse=True) if target.exists() else ():
        inner = old.relative_to(target).as_posix()
        if not old.is_dir() and inner not in wanted and not inner.startswith(".git/"):
            old.unlink()
    for name in names:
        there = target / name
        there.parent.mkdir(parents=True, exist_ok=True)
        if not there.exists() or there.read_bytes() != (ROOT / name).read_bytes():
            shutil.copy2(ROOT / name, there)
    for folder in sorted((path for path in target.rglob("*") if path.is_dir()), reverse=True):
        if ".git" not in folder.relative_to(target).parts and not any(folder.iterdir()):
            folder.rmdir()


def link_source() -> None:
    """A folder that lets Python and Ansible see the checkout itself as the collection."""
    link = SOURCE / COLLECTION
    link.parent.mkdir(parents=True, exist_ok=True)
    if not link.is_symlink():
        link.symlink_to(os.path.relpath(ROOT, link.parent))


def interpreters() -> dict[str, Path]:
    """The Pythons of this machine by version: from PATH, or installed by pyenv."""
    found: dict[str, Path] = {}
    for version in VERSIONS:
        pyenv = sorted((Path.home() / ".pyenv" / "versions").glob(f"{version}.*/bin/python"))
        for candidate in [shutil.which(f"python{version}"), *reversed(pyenv)]:
            if candidate and works(str(candidate), version):
                found[version] = Path(candidate)
                break
    return found


def works(python: str, version: str) -> bool:
    """A shim in PATH may be there and yet refuse to run."""
    code = "import sys, venv; print('%d.%d' % sys.version_info[:2])"
    sinks = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    done = subprocess.run([python, "-c", code], check=False, text=True, **sinks)
    return done.returncode == 0 and done.stdout.strip() == version
