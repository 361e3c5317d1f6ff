"""Columns and fields that are added to records: what the name in a cell means."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from namenorm.documents.answers import Answers
from namenorm.documents.formats import csv, jsonl
from namenorm.errors import DocumentError
from namenorm.model import Resolution, language_code
from namenorm.normalizer import Normalizer
from namenorm.record import encode_answer
from namenorm.resolving.explain import explain

if TYPE_CHECKING:
    from namenorm.documents.chunks import Chunk, Selection

ATTRIBUTES = ("id", "label", "type", "score", "tier", "status", "candidates", "reason")
"""What a column can say about a resolution: see `namenorm.record.encode_answer`."""

_MOST_REMEMBERED = 1 << 14  # names


class Column(NamedTuple):
    """A column that is added: one of `ATTRIBUTES`, and its name."""

    attribute: str
    name: str

    @property
    def kind(self) -> str:
        """The type of the values, for tables that have types."""
        return "double" if self.attribute == "score" else "string"


class _Record(NamedTuple):
    """Where something is added, the name that is asked about, and its language; no name for a header.

    ``before`` comes before what is added: the cells that a short row lacks, or the comma of a field.
    """

    place: int
    name: str | None
    lang: str | None
    before: str = ""
    ascii_only: bool = False


class Additions:
    """What is added to a piece of records: for each record the new cells or fields, and where they go.

    The value of the one selected column is resolved as a name; what is not RESOLVED gets an empty ID and label. Records
    that already have one of the columns are left as they are, and ``taken`` is its name.
    """

    def __init__(
        self,
        chunk: Chunk,
        normalizer: Normalizer,
        selection: Selection,
        columns: Sequence[Column],
        type: str | None = None,
    ) -> None:
        if len(selection.fields) != 1:
            raise DocumentError("columns can only be added where exactly one --column has the names")
        if chunk.format not in ("csv", "jsonl"):
            raise DocumentError("columns can be added to CSV, TSV, JSONL and Parquet only")
        self._chunk, self._selection, self._columns = chunk, selection, columns
        self.taken: str | None = None
        self._records = list(self._cells() if chunk.format == "csv" else self._fields())
        named = [record for record in self._records if record.name is not None]
        asked = list(dict.fromkeys((record.lang, record.name or "") for record in named))
        self._answers = dict(zip(asked, _resolver(normalizer, type).of(asked), strict=True))
        self.statuses: Counter[str] = Counter(str(self._answer(record).status) for record in named)

    def places(self) -> Iterator[tuple[int, str]]:
        """(place in the piece, text) of everything that is added."""
        written = self._written_cells if self._chunk.format == "csv" else self._written_fields
        for record in self._records:
            yield record.place, record.before + written(record)

    def _answer(self, record: _Record) -> Resolution:
        return self._answers[record.lang, record.name or ""]

    def _cells(self) -> Iterator[_Record]:
        table, selection = self._chunk.table, self._selection
        assert table is not None
        if self._is_taken(table.header):
            return
        place = table.column(selection.fields[0])
        spoken = table.column(selection.lang_field) if selection.lang_field else -1
        for number, row in enumerate(csv.records(self._chunk.text, table.delimiter)):
            if len(row) == 1 and row[0].start == row[0].end:
                continue  # an empty line is no record
            self._refuse_broken(row, table)
            name, lang = (row[at].value if 0 <= at < len(row) else "" for at in (place, spoken))
            is_header = number == 0 and self._chunk.first
            missing = table.delimiter * (len(table.header) - len(row))
            yield _Record(row[-1].next, None if is_header else name, language_code(lang) or selection.lang, missing)

    def _refuse_broken(self, row: list[csv.Cell], table: csv.Table) -> None:
        """What is added would stand in the wrong column, or inside a cell."""
        last, text = row[-1], self._chunk.text
        if last.is_open:
            what = "a quotation mark is never closed"
        elif len(row) > len(table.header):
            what = f"has {len(row)} cells, the header {len(table.header)}; a cell with {table.delimiter!r} needs quotes"
        else:
            return
        raise DocumentError(f"line {self._chunk.line + text.count(chr(10), 0, row[0].start) + 1}: {what}")

    def _fields(self) -> Iterator[_Record]:
        absent: DocumentError | None = None
        is_there = False
        for line, record in jsonl.records(self._chunk.text, self._chunk.line):
            if self._is_taken(record):
                continue
            value = None
            try:
                value = jsonl.field_value(record, self._selection.fields[0])
                is_there = True
            except DocumentError as error:  # a record without the name is one whose name is empty
                absent = absent or DocumentError(f"line {line.number}: {error}")
            spoken = record.get(self._selection.lang_field) if self._selection.lang_field else None
            lang = language_code(spoken) or self._selection.lang
            place = line.start + line.content.rindex("}")
            name = value if isinstance(value, str) else ""
            yield _Record(place, name, lang, ", " if record else "", line.content.isascii())
        if absent and self._chunk.first and not is_there:
            raise absent

    def _is_taken(self, names: Container[str]) -> bool:
        taken = [column.name for column in self._columns if column.name in names]
        self.taken = self.taken or (taken[0] if taken else None)
        return bool(taken)

    def _written_cells(self, record: _Record) -> str:
        table = self._chunk.table
        assert table is not None
        if record.name is None:
            values = [column.name for column in self._columns]
        else:
            found = (_value(self._answer(record), column.attribute) for column in self._columns)
            values = ["" if value is None else str(value) for value in found]
        return "".join(table.delimiter + csv.written_cell(value, table.delimiter) for value in values)

    def _written_fields(self, record: _Record) -> str:
        values = {column.name: _value(self._answer(record), column.attribute) for column in self._columns}
        return json.dumps(values, ensure_ascii=record.ascii_only)[1:-1]


@lru_cache(maxsize=4)
def _resolver(normalizer: Normalizer, type: str | None) -> Answers[Resolution]:
    """What says what names of a type mean."""
    return Answers(lambda names, lang: normalizer.resolve_many(names, lang=lang, type=type), _MOST_REMEMBERED)


def _value(resolution: Resolution, attribute: str) -> Any:
    if attribute == "reason":
        return " ".join(explain(resolution).split())
    value = encode_answer(resolution)[attribute]
    return round(value, 4) if attribute == "score" else value
