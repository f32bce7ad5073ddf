# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What Fino says in a conversation, frame by frame, until its answer is whole; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..core.errors import ApiError
from ..core.words import clip

ANSWER: dict[str, Any] = {
    "summary": "", "rows": [], "sql": None, "dsl": None, "chart": None, "sources": [], "suggestions": [],
}  # fmt: skip
# What a frame calls it, and what we do.
PARTS = {
    "summary": "summary", "sql": "sql", "querydsl": "dsl", "chart": "chart", "sources": "sources",
    "smart_suggestion": "suggestions", "followup_queries": "suggestions",
}  # fmt: skip
ENDS = ("EOM", "result", "complete")


@dataclass
class Heard:
    """The answer as far as it was heard, and the last that was said of its making."""

    answer: dict[str, Any] = field(default_factory=lambda: {**ANSWER})
    last: str = ""

    def take(self, frame: Any) -> bool:
        """Whether the answer is whole with this frame. What is not known is passed over; an error is raised."""
        frame = frame if isinstance(frame, Mapping) else {}
        content = frame.get("content")
        content = content if isinstance(content, Mapping) else {}
        kinds = [kind for kind in (frame.get("type"), content.get("type")) if kind]
        if "error" in kinds:
            raise ApiError(f"Fino could not answer: {clip(complaint(frame, content))}", body=dict(frame))
        if "update" in kinds:
            self.last = f"{content.get('sender')}: {content.get('message')}"
        elif "partial" in kinds:
            self.keep(str(content.get("sub_type")), content.get("value"), more=True)
        elif "result" in kinds:
            for name, value in content.items():
                self.keep(name, value)
        return any(kind in ENDS for kind in kinds)

    def keep(self, name: str, value: Any, more: bool = False) -> None:
        if name == "data":
            rows = value.get("df") if isinstance(value, Mapping) else value
            self.answer["rows"] = rows if isinstance(rows, list) else []
        elif name in PARTS and value:
            before = self.answer[PARTS[name]] if more and name == "summary" else ""
            # A server may say the whole text up to now, or what comes next.
            grown = before and not str(value).startswith(before)
            self.answer[PARTS[name]] = before + value if grown else value


def complaint(frame: Mapping[str, Any], content: Mapping[str, Any]) -> str:
    data = frame.get("data")
    inner = data.get("error") if isinstance(data, Mapping) else None
    told = [frame.get("summary"), inner, frame.get("message"), content.get("error_message"), content.get("message")]
    return ": ".join(str(one) for one in told if one) or "it does not say why"
