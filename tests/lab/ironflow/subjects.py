# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Which names fit a pattern, as NATS has it."""

from __future__ import annotations


def matches(pattern: str, key: str) -> bool:
    """NATS subjects: ``*`` is one part, ``>`` at the end one or more."""
    wanted, parts = pattern.split("."), key.split(".")
    for place, part in enumerate(wanted):
        if part == ">":
            return len(parts) > place
        if place >= len(parts) or part not in ("*", parts[place]):
            return False
    return len(wanted) == len(parts)
