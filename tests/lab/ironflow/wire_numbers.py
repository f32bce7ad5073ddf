# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The numbers that binary protobuf has for the fields of each message and for the words of enums."""

from __future__ import annotations

import json
from pathlib import Path

_TOLD = json.loads(Path(__file__).with_name("numbers.json").read_text(encoding="utf-8"))
# Only of the enums whose numbers do not just count up.
WORDS: dict[str, int] = _TOLD["words"]
FIELDS: dict[str, dict[str, int]] = {**_TOLD["messages"], "Empty": {}}
