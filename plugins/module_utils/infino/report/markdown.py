# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Markdown as HTML: headings, lists, tables, quotes, code, emphasis and links; pure.

What is written as HTML stays text: everything is escaped first, and only then made up. A link leads to the web or to a
mail address, or is no link.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
RULE = re.compile(r" {0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
QUOTE = re.compile(r" {0,3}> ?(.*)$")
ITEM = re.compile(r"(\s*)(?:([-*+])|(\d{1,9})[.)])(?:\s+(.*))?$")
TABLE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
CODE = re.compile(r"(`+)(.+?)\1")
LINK = re.compile(r"!?\[([^\[\]]*)\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)?)(?:\s+(?:&quot;|&#x27;).*?)?\)")
BARE = re.compile(r"&lt;((?:https?://|mailto:)[^\s&]+(?:&amp;[^\s&]+)*)&gt;")
WEB = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
EMPHASIS = (
    (re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*"), "strong"),
    (re.compile(r"__(?=\S)(.+?)(?<=\S)__"), "strong"),
    (re.compile(r"\*(?=\S)(.+?)(?<=\S)\*"), "em"),
    (re.compile(r"(?<!\w)_(?=\S)(.+?)(?<=\S)_(?!\w)"), "em"),
    (re.compile(r"~~(?=\S)(.+?)(?<=\S)~~"), "del"),
)
TOP = 3  # the level of the page's own headings ends before this one
DEEPEST = 12


def rendered(text: str) -> str:
    return blocks(text.expandtabs(4).splitlines(), 0)


def blocks(lines: list[str], depth: int) -> str:
    made: list[str] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        for begins, block in BLOCKS:
            if depth < DEEPEST and begins(lines, place):
                end, html = block(lines, place, depth)
                break
        else:
            end, html = paragraph(lines, place) if line.strip() else (place + 1, "")
        if html:
            made.append(html)
        place = end
    return "\n".join(made)


def paragraph(lines: list[str], place: int) -> tuple[int, str]:
    end = place + 1
    while end < len(lines) and lines[end].strip() and not any(begins(lines, end) for begins, _block in BLOCKS):
        end += 1
    return end, f"<p>{inline(chr(10).join(line.lstrip() for line in lines[place:end]).rstrip())}</p>"


def fenced(lines: list[str], place: int, depth: int) -> tuple[int, str]:
    found = FENCE.match(lines[place])
    mark = found.group(1) if found else ""
    end = place + 1
    while end < len(lines) and not lines[end].strip().startswith(mark):
        end += 1
    code = escape("\n".join(lines[place + 1 : end]))
    return end + 1, f"<pre><code>{code}</code></pre>"


def heading(lines: list[str], place: int, depth: int) -> tuple[int, str]:
    found = HEADING.match(lines[place])
    level, text = (len(found.group(1)), found.group(2)) if found else (1, "")
    tag = f"h{min(level + TOP - 1, 6)}"
    return place + 1, f"<{tag}>{inline(text)}</{tag}>"


def rule(lines: list[str], place: int, depth: int) -> tuple[int, str]:
    return place + 1, "<hr>"


def quote(lines: list[str], place: int, depth: int) -> tuple[int, str]:
    inner = []
    while place < len(lines) and (found := QUOTE.match(lines[place])):
        inner.append(found.group(1))
        place += 1
    return place, f"<blockquote>{blocks(inner, depth + 1)}</blockquote>"


def listed(lines: list[str], place: int, depth: int) -> tuple[int, str]:
    """Items of one kind; what stands deeper than an item's mark belongs to it."""
    first = ITEM.match(lines[place])
    if first is None:
        raise ValueError("a list begins with an item")
    margin, bullets = len(first.group(1)), first.group(2) is not None
    items: list[list[str]] = []
    while place < len(lines):
        line = lines[place]
        found = ITEM.match(line)
        if found and len(found.group(1)) <= margin:
            if (found.group(2) is not None) != bullets or RULE.match(line):
                break
            items.append([found.group(4) or ""])
        elif not line.strip():
            if place + 1 >= len(lines) or not lines[place + 1].startswith(" " * (margin + 1)):
                break
            items[-1].append("")
        elif len(line) - len(line.lstrip()) > margin:
            items[-1].append(line[margin + 2 :] if line[: margin + 2].isspace() else line.lstrip())
        else:
            break
        place += 1
    inner = "".join(f"<li>{item(lines_of, depth)}</li>" for lines_of in items)
    return place, f"<ul>{inner}</ul>" if bullets else f'<ol start="{int(first.group(3))}">{inner}</ol>'


def item(lines: list[str], depth: int) -> str:
    made = blocks(lines, depth + 1)
    single = made.startswith("<p>") and made.count("<p>") == 1
    return made.replace("<p>", "", 1).replace("</p>", "", 1) if single else made


def is_table(lines: list[str], place: int) -> bool:
    return "|" in lines[place] and place + 1 < len(lines) and "|" in lines[place + 1] and bool(
        TABLE.match(lines[place + 1])
    )  # fmt: skip


def tabled(lines: list[str], place: int, depth: int) -> tuple[int, str]:
    head, end = cells(lines[place]), place + 2
    rows = []
    while end < len(lines) and "|" in lines[end]:
        rows.append((cells(lines[end]) + [""] * len(head))[: len(head)])
        end += 1
    top = "".join(f"<th>{inline(cell)}</th>" for cell in head)
    body = "".join(f"<tr>{''.join(f'<td>{inline(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return end, f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)]


def inline(text: str) -> str:
    """Code and links are put aside, so that nothing in them is taken for emphasis."""
    aside: list[str] = []

    def keep(html: str) -> str:
        aside.append(html)
        return f"\0{len(aside) - 1}\0"

    made = escape(text.replace("\0", ""))
    made = CODE.sub(lambda found: keep(f"<code>{found.group(2).strip()}</code>"), made)
    made = re.sub(r"\\([\\`*_{}\[\]()#+.!|~-])", lambda found: keep(found.group(1)), made)
    made = LINK.sub(lambda found: link(found, keep), made)
    made = BARE.sub(lambda found: keep(anchor(found.group(1), found.group(1))), made)
    for pattern, tag in EMPHASIS:
        made = pattern.sub(rf"<{tag}>\1</{tag}>", made)
    made = re.sub(r"( {2,}|\\)\n", "<br>\n", made)
    while "\0" in made:
        made = re.sub(r"\0(\d+)\0", lambda found: aside[int(found.group(1))], made)
    return made


def link(found: re.Match[str], keep: Callable[[str], str]) -> str:
    text, address = found.groups()
    return keep(anchor(address, text or address)) if WEB.match(address) else found.group()


def anchor(address: str, text: str) -> str:
    return f'<a href="{address}" target="_blank" rel="noopener noreferrer">{text}</a>'


BLOCKS: tuple[tuple[Callable[[list[str], int], object], Callable[[list[str], int, int], tuple[int, str]]], ...] = (
    (lambda lines, place: FENCE.match(lines[place]), fenced),
    (lambda lines, place: HEADING.match(lines[place]), heading),
    (lambda lines, place: RULE.match(lines[place]), rule),
    (lambda lines, place: QUOTE.match(lines[place]), quote),
    (lambda lines, place: ITEM.match(lines[place]), listed),
    (is_table, tabled),
)
