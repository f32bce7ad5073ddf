# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What one task learns for the next ones of the same run: files in the run's own folder, which goes when the run ends.

Each task is a new process. Only what any of them could ask the server again is kept: a schema, a version; never a
credential.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any


@dataclass
class Memo:
    """Values by names. Without a folder they live as long as this process."""

    folder: Path | None = None
    here: dict[tuple[str, ...], Any] = field(default_factory=dict)

    def get(self, *name: str) -> Any:
        """The JSON value of that name, or None."""
        if name not in self.here and self.folder is not None:
            try:
                self.here[name] = json.loads(self._file(name).read_text(encoding="utf-8"))
            except FileNotFoundError:
                return None
        return self.here.get(name)

    def put(self, value: Any, *name: str) -> None:
        self.here[name] = value
        if self.folder is None:
            return
        file = self._file(name)
        for folder in (self.folder, file.parent):
            folder.mkdir(mode=0o700, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=file.parent)  # 0600; two workers may learn the same at once
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(value, stream)
        os.replace(temporary, file)

    def drop(self, *prefix: str) -> None:
        """Forget all names that begin so. A name's first part is the folder that its file lies in."""
        for name in [name for name in self.here if name[: len(prefix)] == prefix]:
            del self.here[name]
        folder = self._file((prefix[0], "")).parent if self.folder else None
        for file in folder.glob("*") if folder and folder.is_dir() else ():
            file.unlink(missing_ok=True)

    def _file(self, name: tuple[str, ...]) -> Path:
        room, *rest = name
        return Path(self.folder or ".") / digest(room) / digest(*rest)


def digest(*parts: str) -> str:
    return sha256(json.dumps(parts).encode()).hexdigest()[:32]
