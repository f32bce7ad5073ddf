# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""A file and some texts as one request body, read from the disk piece by piece, and again for each try."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from secrets import token_hex


@dataclass(frozen=True)
class Upload:
    """What is sent as a file: ``pieces`` has a length in bytes, and can be gone through again."""

    name: str
    pieces: Iterable[bytes]
    size: int
    kind: str = "application/octet-stream"


@dataclass(frozen=True)
class Multipart:
    """The texts come first, the file after them."""

    texts: Mapping[str, str] = field(repr=False)
    part: str  # what the server calls the file
    file: Upload
    boundary: str = field(default_factory=lambda: token_hex(16))

    @property
    def headers(self) -> dict[str, str]:
        return {"Content-Type": f"multipart/form-data; boundary={self.boundary}"}

    def __len__(self) -> int:
        return len(self.head) + self.file.size + len(self.tail)

    def __iter__(self) -> Iterator[bytes]:
        yield self.head
        yield from self.file.pieces
        yield self.tail

    @property
    def head(self) -> bytes:
        parts = [f'{self.line}name="{name}"\r\n\r\n{text}\r\n' for name, text in self.texts.items()]
        what = f'name="{self.part}"; filename="{plain(self.file.name)}"\r\nContent-Type: {self.file.kind}'
        return "".join([*parts, f"{self.line}{what}\r\n\r\n"]).encode()

    @property
    def line(self) -> str:
        return f"--{self.boundary}\r\nContent-Disposition: form-data; "

    @property
    def tail(self) -> bytes:
        return f"\r\n--{self.boundary}--\r\n".encode()


def plain(name: str) -> str:
    """A file's name as browsers write it into this header."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
