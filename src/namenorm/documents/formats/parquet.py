"""Parquet: rows as JSON Lines that hold the texts of the selected columns, and such lines as columns again.

So rows are cleaned like the records of a JSONL file, row group by row group; everything that is no selected text keeps
its values, its type and its place.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from namenorm.errors import DocumentError

_BATCH = 1024  # rows that are decoded together


class ParquetTable:
    r"""The rows of a Parquet file, group by group.

    >>> with ParquetTable(Path("people.parquet"), ["name"]) as table:  # doctest: +SKIP
    ...     next(table.lines(0))
    '{"name": "Netenyahu"}\n'

    ``columns`` are the ones with the text; none: all that hold text. ``shown`` are further ones that the lines have if
    the file has them. Raises `DocumentError` for what is no such file.
    """

    def __init__(self, path: Path, columns: Sequence[str] = (), shown: Sequence[str] = ()) -> None:
        self._arrow, self._parquet = _library()
        try:
            self._file = self._parquet.ParquetFile(path)
            self.schema = self._file.schema_arrow
        except self._arrow.ArrowException as error:
            raise DocumentError(f"is not a Parquet file that can be read: {error}") from error
        self.columns = [self._checked(name) for name in columns] or self._text_columns()
        self._shown = [name for name in shown if name in self.schema.names and name not in self.columns]
        self.groups = int(self._file.num_row_groups)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def rows(self, group: int) -> int:
        """How many rows a group has."""
        return int(self._file.metadata.row_group(group).num_rows)

    def lines(self, group: int) -> Iterator[str]:
        """The rows of a group as JSON Lines."""
        columns = self.columns + self._shown
        try:
            for batch in self._file.iter_batches(_BATCH, row_groups=[group], columns=columns):
                for row in batch.select(columns).to_pylist():
                    yield json.dumps(row, ensure_ascii=False, default=str) + "\n"
        except (self._arrow.ArrowException, UnicodeDecodeError) as error:
            raise DocumentError(f"row group {group + 1} cannot be read: {error}") from error

    def writer(self, added: Mapping[str, str], write: Callable[[bytes], object]) -> ParquetWriter:
        """What writes the table anew, with more columns: name -> type, ``string`` or ``double``."""
        return ParquetWriter(self, self._file, added, write)

    def _text_columns(self) -> list[str]:
        for name in self.schema.names:
            self._refuse_twins(name, "rename one, or say with --column which others to read")
        return [field.name for field in self.schema if self._holds_text(field.type)]

    def _refuse_twins(self, name: str, advice: str) -> None:
        count = self.schema.names.count(name)
        if count > 1:
            raise DocumentError(f"has {count} columns named {name!r}; {advice}")

    def _checked(self, name: str) -> str:
        self._refuse_twins(name, "rename all but one of them")
        if name not in self.schema.names:
            raise DocumentError(f"has no column {name!r}; it has {', '.join(self.schema.names)}")
        if not self._holds_text(self.schema.field(name).type):
            raise DocumentError(f"column {name!r} holds no text")
        return name

    def _holds_text(self, type: Any) -> bool:
        types = self._arrow.types
        held = type.value_type if types.is_dictionary(type) else type
        return bool(types.is_string(held) or types.is_large_string(held) or types.is_string_view(held))


class ParquetWriter:
    """Writes the row groups of a table, in their order, with changed texts; nothing else changes."""

    def __init__(
        self, table: ParquetTable, file: Any, added: Mapping[str, str], write: Callable[[bytes], object]
    ) -> None:
        self._arrow, parquet = _library()
        self._table, self._file = table, file
        self._added = {name: self._arrow.type_for_alias(kind) for name, kind in added.items()}
        schema = table.schema
        for name, kind in self._added.items():
            schema = schema.append(self._arrow.field(name, kind))
        self._schema = schema
        self._sink = _Sink(write)
        self._writer = parquet.ParquetWriter(
            self._sink, schema, version=file.metadata.format_version, compression=self._compression()
        )

    def group(self, number: int, texts: Mapping[int, dict[str, Any]]) -> None:
        """The next row group; ``texts`` has the new texts of its changed rows, by their number in the group."""
        table = self._file.read_row_group(number)
        for name in self._table.columns if texts else ():
            table = self._with_column(table, name, texts)
        for name, kind in self._added.items():
            values = [texts[row].get(name) if row in texts else None for row in range(table.num_rows)]
            table = table.append_column(name, self._arrow.array(values, kind))
        self._writer.write_table(table.cast(self._schema), row_group_size=max(1, table.num_rows))

    def close(self) -> None:
        """Ends the file."""
        self._writer.close()

    def abandon(self) -> None:
        """Writes nothing any more; the library would end the file even where it is not wanted."""
        self._sink.abandoned = True
        self._writer.close()

    def _with_column(self, table: Any, name: str, texts: Mapping[int, dict[str, Any]]) -> Any:
        place = table.schema.get_field_index(name)
        values = table.column(name).to_pylist()
        if all(values[row] == record[name] for row, record in texts.items()):
            return table
        for row, record in texts.items():
            values[row] = record[name]
        field = table.schema.field(name)
        return table.set_column(place, field, self._arrow.array(values, self._arrow.string()).cast(field.type))

    def _compression(self) -> dict[str, str]:
        if not self._table.groups:
            return {}
        group = self._file.metadata.row_group(0)
        columns = (group.column(number) for number in range(group.num_columns))
        known = {column.path_in_schema: column.compression.lower() for column in columns}
        return {name: "none" if codec == "uncompressed" else codec for name, codec in known.items()}


class _Sink(io.RawIOBase):
    """What the library writes to: it also asks how far it is."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write, self._length = write, 0
        self.abandoned = False

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        block = bytes(data)
        if not self.abandoned:
            self._write(block)
        self._length += len(block)
        return len(block)

    def tell(self) -> int:
        return self._length


def _library() -> tuple[Any, Any]:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise DocumentError("reading Parquet needs pyarrow: pip install 'namenorm[parquet]'") from None
    return pa, parquet
