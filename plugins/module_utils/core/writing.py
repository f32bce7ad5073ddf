# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Files as they are sent and received: read piece by piece, and written whole or not at all."""

from __future__ import annotations

import grp
import hashlib
import os
import pwd
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from mimetypes import guess_type
from pathlib import Path
from typing import Any, NamedTuple

from .errors import PlanError
from .spec import Field

PIECE = 64 * 1024
BUNCH = 16  # pieces that are hashed at a time beside the others' way
PRIVATE, OPEN = 0o600, 0o666
SHA = "sha256"
MODE, OWNER, GROUP = Field("mode", "raw"), Field("owner"), Field("group")
DEST = (Field("dest", "path"), MODE, OWNER, GROUP)


@dataclass(frozen=True)
class Source:
    """A file of the user's, gone through as often as one likes."""

    path: Path

    def __iter__(self) -> Iterator[bytes]:
        with reading(self.path), self.path.open("rb") as stream:
            while piece := stream.read(PIECE):
                yield piece

    def __len__(self) -> int:
        with reading(self.path):
            return self.path.stat().st_size


class Content:
    """What is sent, gone through as often as one likes, and its SHA-256, which is taken on the way where it was not
    asked for before."""

    def __init__(self, pieces: Iterable[bytes], size: int) -> None:
        self.pieces, self.size = pieces, size
        self.seen: str | None = None

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[bytes]:
        if self.seen is not None:
            yield from self.pieces
            return
        made = hashlib.new(SHA, usedforsecurity=False)
        yield from hashed(self.pieces, made)
        self.seen = made.hexdigest()

    @property
    def sha256(self) -> str:
        if self.seen is None:
            self.seen = checksum(self.pieces, SHA)
        return self.seen


def source(path: str, option: str = "src") -> Source:
    place = Path(path).expanduser()
    if not place.is_file():
        raise PlanError(f"{option}: {path} is {'a folder' if place.is_dir() else 'not there'}; give a file")
    return Source(place)


def media_type(name: str) -> str:
    """What kind of content a file of that name has."""
    return guess_type(name)[0] or "application/octet-stream"


@contextmanager
def reading(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PlanError(f"{path} cannot be read: {error.strerror}") from None


def checksum(pieces: Iterable[bytes], algorithm: str) -> str:
    made = hashlib.new(algorithm, usedforsecurity=False)
    for piece in pieces:
        made.update(piece)
    return made.hexdigest()


def hashed(pieces: Iterable[bytes], made: Any) -> Iterator[bytes]:
    """The same pieces. What is many is hashed in a thread beside, so that nobody who sends or writes has to wait.

    One large part at a time, since the two threads are in each other's way wherever one begins or ends.
    """
    last: Future[None] | None = None
    bunch: list[bytes] = []
    with ThreadPoolExecutor(1) as beside:
        for piece in pieces:
            bunch.append(piece)
            if len(bunch) == BUNCH:
                if last:
                    last.result()  # at most two bunches are held
                last, bunch = beside.submit(made.update, b"".join(bunch)), []
            yield piece
    made.update(b"".join(bunch))


class Known(NamedTuple):
    """What the server tells of a content before it is fetched."""

    algorithm: str
    checksum: str


@dataclass(frozen=True)
class Target:
    """A file that is to have some content, and a mode and owners where they were given."""

    path: Path
    mode: int | None = None
    owner: int | None = None
    group: int | None = None
    private: bool = field(default=False)  # what it holds may be secret: a new file is for its owner alone
    seen: dict[str, str | None] = field(default_factory=dict, repr=False, compare=False)

    def checksum(self, algorithm: str) -> str | None:
        """Of what is there; None where nothing is. It is read through once, and not at all after it was written."""
        if algorithm not in self.seen:
            self.seen[algorithm] = checksum(Source(self.path), algorithm) if self.path.exists() else None
        return self.seen[algorithm]

    def write(self, pieces: Iterable[bytes], known: Known | None = None) -> bool:
        """In full beside it first, then in its place at one stroke, with its mode and owners; not where it is so.

        ``known`` is the checksum that it must have.
        """
        algorithm = known.algorithm if known else SHA
        made = hashlib.new(algorithm, usedforsecurity=False)
        with self.trouble():
            handle, beside = tempfile.mkstemp(prefix=f".{self.path.name}.", dir=self.path.parent)
            try:
                with os.fdopen(handle, "wb") as stream:
                    for piece in hashed(pieces, made):
                        stream.write(piece)
                if known and made.hexdigest() != known.checksum:
                    raise PlanError(f"dest: what came for {self.path} is not what the server told of; try again")
                if made.hexdigest() == self.checksum(algorithm):
                    return False
                os.chmod(beside, self.wanted_mode())
                self.own(beside)
                os.replace(beside, self.path)
                self.seen.clear()
                self.seen[algorithm] = made.hexdigest()
                return True
            finally:
                if os.path.exists(beside):
                    os.unlink(beside)

    def mismatch(self) -> dict[str, Any]:
        """Mode and owners that were given and are not so, of a file that is there."""
        facts = self.path.stat()
        pairs = {
            "mode": (self.mode, facts.st_mode & 0o7777),
            "owner": (self.owner, facts.st_uid),
            "group": (self.group, facts.st_gid),
        }
        return {name: wanted for name, (wanted, found) in pairs.items() if wanted is not None and wanted != found}

    def adjust(self) -> None:
        """Mode and owners of a file whose content is right."""
        with self.trouble():
            if self.mode is not None:
                os.chmod(self.path, self.mode)
            self.own(self.path)

    def own(self, path: Any) -> None:
        if self.owner is not None or self.group is not None:
            os.chown(path, -1 if self.owner is None else self.owner, -1 if self.group is None else self.group)

    def wanted_mode(self) -> int:
        if self.mode is not None:
            return self.mode
        if self.path.exists():
            return self.path.stat().st_mode & 0o7777
        return PRIVATE if self.private else OPEN & ~umask()

    @contextmanager
    def trouble(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise PlanError(f"dest: {self.path} cannot be written: {error.strerror}") from None


def bring(target: Target, fetch: Callable[[Any], Any], check_mode: bool, known: Known | None = None) -> bool:
    """Make the file what the server has, and tell whether it was not. ``fetch`` calls what it is given with headers
    and pieces. Nothing is fetched where the checksum is known and right."""
    if known and target.checksum(known.algorithm) == known.checksum:
        changed = False
    elif known and check_mode:
        changed = True
    elif check_mode:
        changed = fetch(lambda _headers, pieces: checksum(pieces, SHA)) != target.checksum(SHA)
    else:
        changed = fetch(lambda _headers, pieces: target.write(pieces, known))
    if changed or not target.mismatch():
        return changed
    if not check_mode:
        target.adjust()
    return True


def target(params: Mapping[str, Any], private: bool = False) -> Target:
    """The file that ``dest`` names, checked as far as that can be done before anything is fetched."""
    path = Path(params["dest"]).expanduser()
    if path.is_dir():
        raise PlanError(f"dest: {path} is a folder; give the file's own name too")
    if not path.parent.is_dir():
        raise PlanError(f"dest: there is no folder {path.parent}; create it first")
    owner = number(params["owner"], "owner", lambda name: pwd.getpwnam(name).pw_uid)
    group = number(params["group"], "group", lambda name: grp.getgrnam(name).gr_gid)
    return Target(path, mode(params["mode"]), owner, group, private)


def number(name: str | None, option: str, known: Any) -> int | None:
    if name is None or name.isdigit():
        return None if name is None else int(name)
    try:
        return known(name)
    except KeyError:
        raise PlanError(f'{option}: this machine has no {option} "{name}"') from None


def mode(value: Any) -> int | None:
    """Permissions as text in octal, or as the number that YAML makes of 0644."""
    if value is None:
        return None
    try:
        made = value if isinstance(value, int) else int(str(value), 8)
    except ValueError:
        made = -1
    if isinstance(value, bool) or not 0 <= made <= 0o7777:
        raise PlanError(f'mode is {value!r}; give it in octal as text, such as "0644"')
    return made


def umask() -> int:
    found = os.umask(0)
    os.umask(found)
    return found
