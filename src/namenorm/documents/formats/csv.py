"""CSV and TSV: cells with their places in the raw text, so that an edit touches nothing else of the dialect."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from itertools import accumulate, islice

from namenorm.documents.formats.segments import Segment, may_hold_names
from namenorm.errors import DocumentError
from namenorm.model import language_code

DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its value, and where its content stands (inside the quotes where it has some).

    ``next`` is where what ends the cell begins; ``is_open`` if its quote never closes.
    """

    value: str
    start: int
    end: int
    quoted: bool
    next: int
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """What the first record says about a table: its delimiter and the names of its columns."""

    delimiter: str
    header: tuple[str, ...]

    def column(self, name: str) -> int:
        """The number, from 0, of a column given by its name or its number from 1."""
        places = [place for place, title in enumerate(self.header) if title == name]
        if len(places) > 1:
            numbers = ", ".join(str(place + 1) for place in places)
            raise DocumentError(
                f"has {len(places)} columns {name!r}; give the number of the one that is meant: {numbers}"
            )
        if places:
            return places[0]
        if name.isdecimal() and 1 <= int(name) <= len(self.header):
            return int(name) - 1
        raise DocumentError(f"has no column {name!r}; it has {', '.join(self.header)}")


def read_table(first_record: str, delimiter: str | None = None) -> Table:
    r"""The table that begins with a record.

    >>> read_table("name;country\n")
    Table(delimiter=';', header=('name', 'country'))
    """
    unquoted = "".join(first_record.split('"')[::2])
    chosen = delimiter or max(DELIMITERS, key=lambda mark: (unquoted.count(mark), -DELIMITERS.index(mark)))
    cells = next(records(first_record, chosen), [])
    return Table(chosen, tuple(cell.value.strip() for cell in cells))


def records(text: str, delimiter: str) -> Iterator[list[Cell]]:
    """The records of a text, cell by cell; a line break inside quotes does not end a record.

    >>> [[cell.value for cell in row] for row in records('a,"b ""c"" d"', ",")]
    [['a', 'b "c" d']]
    """
    mark = re.escape(delimiter)
    bare = rf"[^\r\n{mark}]*"
    cell_form = re.compile(
        rf'(?:"(?P<quoted>(?:[^"]|"")*+)(?:"|\Z)(?:{bare})|(?P<bare>{bare}))(?P<end>{mark}|\r\n|\n|\r|\Z)'
    )
    at, row = 0, []
    while at < len(text):
        found = cell_form.match(text, at)
        assert found is not None  # an empty cell is a cell
        row.append(_cell(found))
        at = found.end()
        if found["end"] != delimiter:
            yield row
            row = []
    if row:
        row.append(Cell("", at, at, quoted=False, next=at))
        yield row


def _cell(found: re.Match[str]) -> Cell:
    after = found.start("end")
    if found["quoted"] is None:
        return Cell(found["bare"], *found.span("bare"), quoted=False, next=after)
    start, end = found.span("quoted")
    is_open = found.string[end : end + 1] != '"'
    return Cell(found["quoted"].replace('""', '"'), start, end, quoted=True, next=after, is_open=is_open)


def is_complete(text: str, delimiter: str) -> bool:
    """Whether no quote is still open at the end of ``text``; four times as fast as to read its cells."""
    return _complete_pattern(delimiter).fullmatch(text) is not None


def segments(
    text: str,
    table: Table,
    columns: Iterable[str] = (),
    lang_column: str | None = None,
    lang: str | None = None,
    *,
    has_header: bool = False,
) -> Iterator[Segment]:
    """The cells that may hold names: those of the columns, or all that hold a letter."""
    wanted = {table.column(name) for name in columns}
    spoken = table.column(lang_column) if lang_column else -1
    for row in islice(records(text, table.delimiter), has_header, None):
        own = language_code(row[spoken].value) if 0 <= spoken < len(row) else None
        for place, cell in enumerate(row):
            if (not wanted or place in wanted) and place != spoken and may_hold_names(cell.value):
                yield _segment(cell, table.delimiter, own or lang)


def _segment(cell: Cell, delimiter: str, lang: str | None) -> Segment:
    if not cell.quoted:
        return Segment(cell.value, cell.start, escape=partial(_write_bare, delimiter), lang=lang)
    if cell.end - cell.start == len(cell.value):
        return Segment(cell.value, cell.start, escape=_write_quoted, lang=lang)
    offsets = list(accumulate((1 + (char == '"') for char in cell.value), initial=0))
    return Segment(cell.value, cell.start, offsets.__getitem__, _write_quoted, lang)


def _write_quoted(text: str) -> str | None:
    return text.replace('"', '""')


def _write_bare(delimiter: str, text: str) -> str | None:
    return None if any(mark in text for mark in (delimiter, '"', "\n", "\r")) else text


@cache
def _complete_pattern(delimiter: str) -> re.Pattern[str]:
    mark = re.escape(delimiter)
    bare = rf"[^\r\n{mark}]*+"
    cell = rf'(?:"(?:[^"]|"")*+"{bare}|(?!"){bare})'
    return re.compile(rf"{cell}(?:(?:{mark}|\r\n|\n|\r){cell})*+")


def written_cell(value: str, delimiter: str) -> str:
    """A value as a cell of its own, quoted where it has to be.

    >>> written_cell("Washington, D.C.", ",")
    '"Washington, D.C."'
    """
    return value if _write_bare(delimiter, value) is not None else f'"{_write_quoted(value)}"'
