"""Files in pieces that can be worked on apart: a whole text, or some hundred records of a table or of JSONL.

The rows of Parquet are JSONL records here.

Pieces of records keep memory constant whatever the size of the file, and let several processes share one file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from namenorm.documents.formats import csv, jsonl
from namenorm.documents.formats.docx import WordDocument
from namenorm.documents.formats.parquet import ParquetTable
from namenorm.documents.formats.registry import BINARY_FORMATS, RECORD_FORMATS, prose, without_markup
from namenorm.documents.formats.segments import Segment
from namenorm.documents.reading import Source
from namenorm.errors import DocumentError
from namenorm.model import language_code

RECORDS_SIZE = 1 << 17
"""How many code points of records make one piece."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a file's text, and what stands before it: lines, code points and bytes (with the byte order mark)."""

    name: str
    text: str
    format: str
    encoding: str
    line: int = 0
    start: int = 0
    byte: int = 0
    table: csv.Table | None = None
    first: bool = True


@dataclass(frozen=True, slots=True)
class Selection:
    """Which parts of records are looked at; empty: all strings and cells."""

    fields: tuple[str, ...] = ()
    lang_field: str | None = None
    lang: str | None = None
    delimiter: str | None = None
    shown: tuple[str, ...] = ()
    """Further columns of a table that is no text which its records show: the language, an ID, those that are added."""


ALL = Selection()
"""Every string and cell."""


def chunks(source: Source, format: str, selection: Selection = ALL) -> Iterator[Chunk]:
    """The pieces of a file, in order; together they are its text."""
    if format in BINARY_FORMATS and source.path is None:
        raise DocumentError(f"{format} is read from files only")
    if format == "docx":
        assert source.path is not None
        yield Chunk(source.name, WordDocument(source.path).text, format, "utf-8")
        return
    if format not in RECORD_FORMATS:
        yield Chunk(source.name, source.text(), format, source.encoding, byte=len(source.bom))
        return
    line = start = 0
    byte = len(source.bom)
    table, pieces = _record_pieces(source, format, selection)
    shape = "jsonl" if format == "parquet" else format
    for piece in pieces:
        yield Chunk(source.name, piece, shape, source.encoding, line, start, byte, table, start == 0)
        line += piece.count("\n")
        start += len(piece)
        byte += len(piece.encode(source.encoding))


def segments(chunk: Chunk, selection: Selection) -> Iterator[Segment]:
    """The texts of a piece that the engine looks at. Raises `DocumentError` for a record that cannot be read."""
    if chunk.format == "csv":
        assert chunk.table is not None
        columns, spoken = selection.fields, selection.lang_field
        yield from csv.segments(chunk.text, chunk.table, columns, spoken, selection.lang, has_header=chunk.first)
    elif chunk.format == "jsonl":
        for line, record in jsonl.records(chunk.text, chunk.line):
            lang = language_code(record.get(selection.lang_field)) if selection.lang_field else None
            yield from jsonl.segments(line.content, line.start, selection.fields, lang or selection.lang)
    else:
        seen = prose(chunk.text, chunk.format)
        yield replace(seen, text=without_markup(seen.text, chunk.format), lang=selection.lang)


def _record_pieces(source: Source, format: str, selection: Selection) -> tuple[csv.Table | None, Iterator[str]]:
    """The pieces of a file of records, and what the first record of a table says about it."""
    if format == "jsonl":
        return None, _joined(raw_lines(source))
    if format == "parquet":
        return None, _row_groups(source, selection)
    records = _table_records(source, selection.delimiter)
    head = next(records, "")
    table = csv.read_table(head, selection.delimiter)
    for name in selection.fields if head else ():
        table.column(name)  # or an error that says which there are
    return table, _joined(chain([head], records))


def _row_groups(source: Source, selection: Selection) -> Iterator[str]:
    """A piece lies in one row group, as it is written."""
    assert source.path is not None
    with ParquetTable(source.path, selection.fields, selection.shown) as table:
        for group in range(table.groups):
            yield from _joined(table.lines(group))


def _joined(records: Iterable[str]) -> Iterator[str]:
    pending: list[str] = []
    size = 0
    for record in records:
        pending.append(record)
        size += len(record)
        if size >= RECORDS_SIZE:
            yield "".join(pending)
            pending, size = [], 0
    if size:
        yield "".join(pending)


def _table_records(source: Source, delimiter: str | None) -> Iterator[str]:
    record: list[str] = []
    is_open = False
    for line in raw_lines(source):
        record.append(line)
        delimiter = delimiter or csv.read_table(line).delimiter
        if '"' in line:
            is_open = not csv.is_complete(('"' if is_open else "") + line, delimiter)
        if not is_open:
            yield "".join(record)
            record = []
    if record:
        yield "".join(record)


def raw_lines(source: Source) -> Iterator[str]:
    r"""The lines of a file with their ends; only ``\n`` ends one."""
    rest: list[str] = []
    for text in source.texts():
        first, *more = text.split("\n")
        rest.append(first)
        for line in more:
            yield "".join(rest) + "\n"
            rest = [line]
    if any(rest):
        yield "".join(rest)
