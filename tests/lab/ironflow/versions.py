# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Versions of the server, and the spans of them that know an operation or a field."""

from __future__ import annotations

from dataclasses import dataclass

Version = tuple[int, ...]


def version(text: str) -> Version:
    parts = tuple(int(part) for part in text.removeprefix("v").split("."))
    if len(parts) < 2:
        raise ValueError(f"version {text!r} has no second number")
    return parts


@dataclass(frozen=True)
class Span:
    since: Version | None = None
    until: Version | None = None

    def covers(self, asked: Version) -> bool:
        # ``until`` names the last release that was seen to have it, and so the last line of releases
        return (self.since is None or asked >= self.since) and (self.until is None or asked[:2] <= self.until[:2])


def span(words: list[str]) -> Span:
    """From ``[">=0.34.0", "<=0.49.0"]``, either of which may be missing."""
    marks = {word[:2]: version(word[2:]) for word in words}
    return Span(marks.get(">="), marks.get("<="))
