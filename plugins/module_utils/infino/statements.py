# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What an SQL statement would do, as far as that can be seen without a server; pure."""

from __future__ import annotations

import re

from ..core.errors import PlanError

READS = ("SELECT", "WITH", "SHOW", "DESCRIBE")
CHANGES = ("INSERT", "UPSERT", "UPDATE", "DELETE", "MERGE", "REPLACE")
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


def check_writes(sql: str, title: str) -> None:
    """One whole statement that writes records. ``title`` is the option or the file that it stands in."""
    bare = QUOTED.sub(blanked, sql)
    first = re.match(r"\s*(\w*)", bare)
    word = first.group(1).upper() if first else ""
    if word not in CHANGES:
        way = "infino_query asks" if word in READS else other(word)
        named = ", ".join(CHANGES[:-1])
        what = f"not with {word}" if word else "and this has no word"
        raise PlanError(f"{title} writes records: it begins with {named} or {CHANGES[-1]}, {what}; {way}")
    for place, letter in enumerate(bare):
        if letter in "'\"`":
            raise PlanError(f"{title}:{line_of(bare, place)}: the quote {letter} is not closed")
    depth: list[int] = []
    for place, letter in enumerate(bare):
        if letter == "(":
            depth.append(place)
        elif letter == ")" and not depth:
            raise PlanError(f"{title}:{line_of(bare, place)}: this ) closes nothing")
        elif letter == ")":
            depth.pop()
    if depth:
        raise PlanError(f"{title}:{line_of(bare, depth[-1])}: this ( is not closed")
    if bare.partition(";")[2].strip(" \t\r\n;"):
        raise PlanError(f"{title} holds more than one statement; give one for each task")


def counting(sql: str) -> str | None:
    """The query that counts the rows that an UPDATE or DELETE is about; None where that cannot be told so."""
    flat = flattened(QUOTED.sub(blanked, sql)).partition(";")[0]
    found = re.match(r"\s*(?:DELETE\s+FROM|UPDATE)\s", flat, re.IGNORECASE)
    if not found or re.search(r"\b(USING|RETURNING|FROM)\b", flat[found.end() :], re.IGNORECASE):
        return None
    table = re.match(r'\s*("(?:[^"]|"")+"|`[^`]*`|[\w.~-]+)', sql[found.end() :])
    if not table:
        return None
    where = re.search(r"\bWHERE\b", flat, re.IGNORECASE)
    return f"SELECT COUNT(*) AS n FROM {table.group(1)} {sql[where.start() : len(flat)] if where else ''}".rstrip()


def blanked(quoted: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", quoted.group())


def flattened(bare: str) -> str:
    """Without what is in brackets, each letter at its place."""
    while (inner := re.sub(r"\([^()]*\)", blanked, bare)) != bare:
        bare = inner
    return bare


def line_of(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def check_pages(sql: str) -> str:
    """The statement without its end, to which LIMIT and OFFSET can be added."""
    flat = flattened(QUOTED.sub(blanked, sql))
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
    return "infino_sql writes by SQL"
