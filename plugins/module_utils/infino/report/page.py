# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""One page of HTML for a dashboard: all panels on their grid; pure.

Whatever comes from a server is escaped, and the page's policy lets no script run but its own two.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from typing import Any
from urllib.parse import quote, urlsplit

from ...core.errors import PlanError
from .figures import filtered, moment
from .look import STYLE
from .panels import Drawn, placed, section
from .script import SCRIPT

ECHARTS = "https://cdn.jsdelivr.net/npm/echarts@5.6.0/dist/echarts.min.js"
INTEGRITY = "sha384-pPi0zxBAoDu6+JXW/C68UZLvBUUtU+7zonhif43rqj7pxsGyqyqzcian2Rj37Rss"
EMBEDDED = re.compile(r'(<script id="echarts">)(.*?)(</script>)', re.DOTALL)
EVERYTHING_ELSE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True)
class Library:
    """Where ECharts comes from: an address, or its text, which is then part of the page."""

    url: str = ECHARTS
    text: str | None = None

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.netloc or re.search(r"[\s\"'<>]", self.url):
            raise PlanError(f"echarts_url is {self.url!r}; give an address that begins with https:// or http://")

    @property
    def tag(self) -> str:
        if self.text is not None:
            return f'<script id="echarts">{self.inline}</script>'
        more = f' integrity="{INTEGRITY}" crossorigin="anonymous"' if self.url == ECHARTS else ""
        return f'<script src="{escape(self.url)}"{more}></script>'

    @property
    def inline(self) -> str:
        """Inside a page a script ends where its text says so; the same in a text or pattern of JavaScript does not."""
        return re.sub(r"<(/script|!--|script)", r"\\x3c\1", self.text or "", flags=re.IGNORECASE)

    @property
    def allowed(self) -> str:
        if self.text is not None:
            return digest(self.inline)
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}{quote(parts.path, safe='/@.-_~%+!$&=:')}"


def digest(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def page(
    board: Mapping[str, Any], scope: Sequence[tuple[str, str]], panels: Sequence[Mapping[str, Any]], library: Library
) -> str:
    title = str(board.get("title") or "")
    options = board.get("options") or {}
    drawn: list[Drawn] = []
    charts: list[Any] = []
    for panel in placed(panels):
        drawn.append(section(panel, bool(options.get("hide_panel_titles")), len(charts)))
        charts += [drawn[-1].option] if drawn[-1].option else []
    policy = f"{EVERYTHING_ELSE}; script-src {digest(SCRIPT)}{' ' + library.allowed if charts else ''}"
    body = "\n".join(one.html for one in drawn) or '<p class="empty">This dashboard has no panels.</p>'
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="opsweave.platform">
<title>{escape(title)}</title>
<style>{STYLE}</style>
</head>
<body{' class="margins"' if options.get("use_margins", True) else ""}>
<header class="top">
<h1>{escape(title)}</h1>
{described(board)}{scoped(scope)}</header>
{alarm(drawn)}{missing(library) if charts else ""}<main class="grid">
{body}
</main>
<script type="application/json" id="charts">{embedded(charts)}</script>
{library.tag if charts else ""}
<script>{SCRIPT}</script>
</body>
</html>
"""


def embedded(value: Any) -> str:
    """JSON in which nothing can end the script that it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def described(board: Mapping[str, Any]) -> str:
    text = board.get("description")
    return f'<p class="about">{escape(str(text))}</p>\n' if text else ""


def scoped(scope: Sequence[tuple[str, str]]) -> str:
    if not scope:
        return ""
    marks = "".join(f"<li><b>{escape(name)}</b> {escape(text)}</li>" for name, text in scope)
    return f'<ul class="scope" aria-label="Time and filters">{marks}</ul>\n'


def scope_of(
    board: Mapping[str, Any], filters: Sequence[Mapping[str, Any]], span: Mapping[str, Any] | None
) -> list[tuple[str, str]]:
    """What is shown, in words: the range of time, and each filter that is on."""
    made = []
    kept = board.get("time_range") or {}
    if span:
        made.append(("Time", f"{moment(str(span['from']))} – {moment(str(span['to']))}"))
    elif kept.get("expression"):
        made.append(("Time", f"{kept['expression']} (not applied: the server does not evaluate it)"))
    on = [one for one in filters if one.get("enabled") is not False]
    return made + [(str(one["field"]), filtered(one)) for one in on]


def alarm(drawn: Sequence[Drawn]) -> str:
    failed = [one for one in drawn if one.failed]
    if not failed:
        return ""
    links = ", ".join(f'<a href="#{one.id}">{escape(one.title)}</a>' for one in failed)
    count = sum(one.has_data for one in drawn)
    verb = "has" if len(failed) == 1 else "have"
    return f'<p class="alarm" role="status">{len(failed)} of {count} panels {verb} no data: {links}</p>\n'


def missing(library: Library) -> str:
    where = "the page" if library.text is not None else library.url
    return f'<p class="missing">ECharts could not be loaded from {escape(where)}; charts are shown as tables.</p>\n'


def without_library(text: str) -> str:
    """A page for a diff: an embedded library is a megabyte that says nothing."""
    return EMBEDDED.sub(lambda found: f"{found[1]}{len(found[2])} characters, {digest(found[2])}{found[3]}", text)
