"""Aligned text for people."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from namenorm.cli.console import Console
from namenorm.documents.reports.text import one_line
from namenorm.model import Candidate, Resolution, Status

_STATUS_STYLE = {Status.RESOLVED: "green", Status.AMBIGUOUS: "yellow", Status.NIL: "red"}


def counted(number: int, noun: str, several: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "file"), counted(2, "file"), counted(2, "entity", "entities")
    ('1 file', '2 files', '2 entities')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {several or f'{noun}s'}"


def resolution_lines(resolution: Resolution, console: Console, *, explain: bool = False) -> Iterator[str]:
    """One answer of ``resolve``: a line, then the candidates where it is AMBIGUOUS, then the reason if asked."""
    status = resolution.status
    shown = console.style(f"{status:<9}", _STATUS_STYLE[status])
    name = pad(visible(resolution.query.text), 24)
    if status is Status.RESOLVED and resolution.best:
        yield f"{shown}  {name}  {_candidate(resolution.best, console)}"
    else:
        yield f"{shown}  {name}".rstrip()
    if status is Status.AMBIGUOUS:
        for place, candidate in enumerate(resolution.candidates):
            if place == 0 or round(candidate.score, 2) > 0:  # what scores 0.00 tells a reader nothing
                yield f"{'':9}  {pad('', 24)}  {_candidate(candidate, console)}"
    if explain:
        from namenorm.resolving.explain import explain as sentence

        yield from (f"           {line}" for line in sentence(resolution).splitlines())


def _candidate(candidate: Candidate, console: Console) -> str:
    cells = (
        pad(candidate.entity_id, 11),
        console.style(pad(candidate.label, 28), "bold"),
        pad(candidate.type, 12),
        f"{candidate.score:.2f}",
        str(candidate.tier),
    )
    return "  ".join(cells)


def table(rows: Iterable[Sequence[str]], header: Sequence[str]) -> list[str]:
    """Rows as aligned columns under a header.

    >>> table([("Q1", "Tehran"), ("Q22", "Rasht")], ("id", "label"))
    ['id   label', 'Q1   Tehran', 'Q22  Rasht']
    """
    cells = [list(header), *(list(row) for row in rows)]
    widths = [max(width(row[i]) for row in cells) for i in range(len(header))]
    return ["  ".join(pad(cell, widths[i]) for i, cell in enumerate(row)).rstrip() for row in cells]


def pad(text: str, columns: int) -> str:
    """``text`` filled up with spaces to a width on the screen.

    >>> pad("東京", 6) + "|"
    '東京  |'
    """
    return text + " " * (columns - width(text))


def width(text: str) -> int:
    """How many columns ``text`` takes on a terminal: wide letters two, combining marks none."""
    if text.isascii():
        return len(text)
    total = 0
    for char in text:
        if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Me"):
            continue
        total += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return total


def visible(text: str, limit: int = 80) -> str:
    r"""``text`` on one line, safe for a terminal: control and bidi characters as escapes, cut where it is long.

    >>> visible("a" + chr(10) + chr(27) + "[31m")
    'a\\n\\x1b[31m'
    """
    return one_line(text if len(text) <= limit else text[: limit - 1] + "…")
