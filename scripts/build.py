# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Build the tarball from the tracked files and install it below build/, as a user would; once per change."""

from __future__ import annotations

import hashlib
import shutil
import sys

from common import (
    BUILD,
    COLLECTION,
    INSTALLED,
    LOGS,
    ROOT,
    Failed,
    copy_tracked,
    environ,
    link_source,
    run,
    tail,
    tool,
    tracked,
)

COPY = BUILD / "package"
DIST = BUILD / "dist"
STAMP = BUILD / "installed.digest"


def digest() -> str:
    """A digest of the names and the contents of all tracked files."""
    seen = hashlib.sha256()
    for name in tracked():
        seen.update(f"{name}\0".encode() + hashlib.sha256((ROOT / name).read_bytes()).digest())
    return seen.hexdigest()


def build() -> str:
    """The tarball's path; builds and installs only when a tracked file has changed."""
    link_source()
    now = digest()
    tarballs = list(DIST.glob("opsweave-platform-*.tar.gz"))
    if len(tarballs) == 1 and STAMP.exists() and STAMP.read_text() == now and (INSTALLED / COLLECTION).is_dir():
        return str(tarballs[0])
    STAMP.unlink(missing_ok=True)
    for old in (DIST, INSTALLED):
        shutil.rmtree(old, ignore_errors=True)
    copy_tracked(COPY)
    log = LOGS / "build.log"
    log.unlink(missing_ok=True)
    galaxy = [tool(".venv", "ansible-galaxy"), "collection"]
    step([*galaxy, "build", str(COPY), "--output-path", str(DIST)])
    tarball = str(next(DIST.glob("*.tar.gz")))
    step([*galaxy, "install", tarball, "--collections-path", str(INSTALLED), "--no-deps", "--offline"])
    STAMP.write_text(now)
    return tarball


def step(command: list[str]) -> None:
    log = LOGS / "build.log"
    # Else the collection that is here already, or the user's, could count as installed.
    env = environ(".venv", ANSIBLE_COLLECTIONS_PATH=str(INSTALLED))
    if run(command, log, env):
        raise Failed(f"{tail(log)}\nthe collection could not be built; the whole output is in {log}")


if __name__ == "__main__":
    try:
        print(build())
    except Failed as error:
        sys.exit(str(error))
