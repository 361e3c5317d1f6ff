"""Columns and fields that `clean` adds to records: the ID and the label of the entity that a cell names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from namenorm.documents.formats import csv, jsonl
from namenorm.errors import DocumentError
from namenorm.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from namenorm.documents.chunks import Chunk, Selection
    from namenorm.normalizer import Normalizer


def additions(
    chunk: Chunk, normalizer: Normalizer, selection: Selection, id_column: str | None, label_column: str | None
) -> Iterator[tuple[int, str]]:
    """Where something is inserted into a piece of records, and what: one new column or field for each name given.

    The value of the one selected column is resolved as a name; what is not RESOLVED gets an empty value. A file that
    already has the column is left as it is.
    """
    if len(selection.fields) != 1:
        raise DocumentError("--add-id-column and --add-label-column need exactly one --column")
    adder = _add_cells if chunk.format == "csv" else _add_fields if chunk.format == "jsonl" else None
    if adder is None:
        raise DocumentError("columns can be added to CSV, TSV, JSONL and Parquet only")
    yield from adder(chunk, normalizer, selection, [id_column, label_column])


def _add_cells(
    chunk: Chunk, normalizer: Normalizer, selection: Selection, names: list[str | None]
) -> Iterator[tuple[int, str]]:
    table = chunk.table
    assert table is not None
    place = table.column(selection.fields[0])
    if any(name in table.header for name in names):
        return
    for number, row in enumerate(csv.records(chunk.text, table.delimiter)):
        end = row[-1].next
        if number == 0 and chunk.first:
            values = names
        elif place < len(row):
            values = _answer(normalizer, row[place].value, names, selection.lang)
        else:
            values = ["" if name else None for name in names]
        yield (
            end,
            "".join(
                table.delimiter + csv.written_cell(value, table.delimiter) for value in values if value is not None
            ),
        )


def _add_fields(
    chunk: Chunk, normalizer: Normalizer, selection: Selection, names: list[str | None]
) -> Iterator[tuple[int, str]]:
    for line in jsonl.lines(chunk.text):
        record = jsonl.parse(line.content)
        if any(name in record for name in names):
            continue
        value = jsonl.field_value(record, selection.fields[0])
        found = _answer(normalizer, value if isinstance(value, str) else "", names, selection.lang)
        fields = ", ".join(
            f"{json.dumps(name)}: {json.dumps(answer or None, ensure_ascii=line.content.isascii())}"
            for name, answer in zip(names, found, strict=True)
            if name
        )
        yield line.start + line.content.rindex("}"), f"{', ' if record else ''}{fields}"


def _answer(normalizer: Normalizer, name: str, names: list[str | None], lang: str | None) -> list[str | None]:
    resolution = normalizer.resolve(name, lang=lang)
    best = resolution.best if resolution.status is Status.RESOLVED else None
    values = [best.entity_id if best else "", best.label if best else ""]
    return [value if wanted else None for value, wanted in zip(values, names, strict=True)]
