# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What an SQL statement would do: only those that read are sent; pure."""

from __future__ import annotations

import re

from ..core.errors import PlanError

READS = ("SELECT", "WITH", "SHOW", "DESCRIBE")
# Texts, quoted names and comments, in which words mean nothing.
QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|--[^\n]*|/\*.*?\*/", re.DOTALL)
WRITES = re.compile(r"\b(INSERT\s+INTO|DELETE\s+FROM|MERGE\s+INTO|UPDATE\s+\S+\s+SET)\b", re.IGNORECASE)

PAGED = re.compile(r"\b(LIMIT|OFFSET|FETCH)\b", re.IGNORECASE)
ORDERED = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)


def check_reads(sql: str) -> None:
    """A task that only looks must not change anything, whatever the server would allow."""
    bare = QUOTED.sub(lambda quoted: " " if quoted.group().startswith(("-", "/")) else " q ", sql)
    first = re.match(r"[\s(]*(\w*)", bare)
    word = first.group(1).upper() if first else ""
    if word not in READS:
        what = f"not with {word}" if word else "and this has no word"
        raise PlanError(f"sql only reads: it begins with SELECT, WITH, SHOW or DESCRIBE, {what}; {other(word)}")
    written = WRITES.search(bare)
    if written:
        raise PlanError(f"sql only reads, but holds {' '.join(written.group().upper().split())}; {other('INSERT')}")
    if bare.partition(";")[2].strip(" \t\r\n;"):
        raise PlanError("sql holds more than one statement; give one")


def check_pages(sql: str) -> str:
    """The statement without its end, to which LIMIT and OFFSET can be added."""
    bare = QUOTED.sub(lambda quoted: re.sub(r"[^\n]", " ", quoted.group()), sql)
    flat = bare
    while (inner := re.sub(r"\([^()]*\)", lambda found: " " * len(found.group()), flat)) != flat:
        flat = inner
    cut = PAGED.search(flat)
    if cut:
        raise PlanError(
            f"with all, sql has no {cut.group().upper()} of its own; page_size says how much comes at a time"
        )
    if not ORDERED.search(flat):
        raise PlanError("with all, sql needs ORDER BY: without an order rows come twice, or not at all, over pages")
    return sql[: flat.index(";")] if ";" in flat else sql


def other(word: str) -> str:
    if word in ("CREATE", "DROP"):
        return "infino_dataset makes and deletes datasets"
    return "infino_records writes records"
