# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What was redacted, as the server tells it: a placeholder in place of the value. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .eras import Span

SERVED = Span((0, 39))


def redacted(value: Any) -> bool:
    return isinstance(value, Mapping) and value.get("$redacted") is True


def only_placeholders(*values: Any) -> bool:
    """Whether they hold placeholders, and nothing else."""
    return any(map(redacted, values)) and all(value is None or redacted(value) for value in values)
