# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""``infino-sdk`` at the other end of a line: any method of its client, by name."""

from __future__ import annotations

import os
from typing import Any

from infino_sdk import InfinoSDK

from .line import serve

client = InfinoSDK(os.environ["INFINO_ACCESS_KEY"], os.environ["INFINO_SECRET_KEY"], os.environ["INFINO_ENDPOINT"])


def perform(method: str, *args: Any, **named: Any) -> Any:
    """What a method returns; ``methods`` are the names of all that are public."""
    if method == "methods":
        return [name for name in dir(client) if not name.startswith("_") and callable(getattr(client, name))]
    return getattr(client, method)(*args, **named)


if __name__ == "__main__":
    serve(perform)
