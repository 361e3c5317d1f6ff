"""The coming content of a file that is cleaned: the bytes that stay and those of the edits, or a table made anew."""

from __future__ import annotations

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from namenorm.documents.applying import Change, changed_text
from namenorm.documents.chunks import Chunk, Selection
from namenorm.documents.columns import Column
from namenorm.documents.formats.docx import WordDocument
from namenorm.documents.formats.parquet import ParquetTable, ParquetWriter
from namenorm.documents.reading import Source
from namenorm.documents.text_lines import encoded
from namenorm.documents.writing import Replacement
from namenorm.errors import DocumentError


class Content(ABC):
    """The coming content of a file: its new file stands beside the old one until `commit` puts it in its place.

    ``output`` takes the new content instead of the file; ``in_place`` says whether the file is replaced where there is
    none. Nothing is written before the first change, so that an unchanged file costs nothing.
    """

    def __init__(self, source: Source, output: Path | None, *, in_place: bool) -> None:
        self._source, self._output, self._in_place = source, output, in_place and output is None
        self._new: Replacement | None = None

    def _begun(self) -> Replacement:
        """The new file, which takes the place of the output or of the file itself."""
        target, expected = (self._output, None) if self._output else (self._source.path, self._source.stamp)
        assert target is not None
        self._new = Replacement(target, expected)
        return self._new

    @property
    def before(self) -> str:
        """The hash of the file as it was."""
        return self._source.sha256()

    @property
    def after(self) -> str:
        """The hash of the file as it will be."""
        return self._new.sha256() if self._new is not None else self.before

    @property
    def replaces(self) -> bool:
        """Whether `commit` replaces the file."""
        return self._in_place and self._new is not None

    @abstractmethod
    def add(self, chunk: Chunk, changes: Sequence[Change]) -> None:
        """The next piece of the file, and what changes in it."""

    @abstractmethod
    def finish(self) -> None:
        """All pieces have been added."""

    def commit(self, backup: str | None) -> None:
        """Puts the content in place; ``backup`` is a suffix under which the replaced one is kept."""
        if self._new is not None:
            self._new.commit(backup if self._in_place else None, self.before if self._in_place else "")
            self._new = None

    def discard(self) -> None:
        """Forgets what has not been committed."""
        if self._new is not None:
            self._new.discard()


class TextContent(Content):
    """The bytes of a text file; ``output`` may also be what takes them as they come."""

    def __init__(self, source: Source, output: Path | Callable[[bytes], object] | None, *, in_place: bool) -> None:
        path = output if isinstance(output, Path) else None
        self._stream = None if isinstance(output, Path | None) else output
        super().__init__(source, path, in_place=in_place and output is None)
        self._before, self._after = hashlib.sha256(source.bom), hashlib.sha256(source.bom)
        if path is not None:
            self._begun().write(source.bom)

    @property
    def before(self) -> str:
        return self._before.hexdigest()

    @property
    def after(self) -> str:
        return self._after.hexdigest()

    def add(self, chunk: Chunk, changes: Sequence[Change]) -> None:
        old = encoded(chunk.text, chunk.encoding)
        new = encoded(changed_text(chunk.text, changes), chunk.encoding) if changes else old
        self._before.update(old)
        self._after.update(new)
        if self._stream is not None:
            self._stream(self._source.bom + new if chunk.first else new)
        if self._in_place and self._new is None and changes:
            self._begun().copy_head(chunk.byte)
        if self._new is not None:
            self._new.write(new)

    def finish(self) -> None:
        """Some encodings write one text in several ways; then the bytes outside the edits would not stay."""
        encoding = self._source.encoding
        if self.replaces and not encoding.startswith("utf") and self._source.sha256() != self.before:
            raise DocumentError(f"cannot be kept byte for byte in {encoding}; convert it to UTF-8 first")


class WordContent(Content):
    """A Word document; every part of it that has no edit stays as it is."""

    def __init__(self, source: Source, output: Path | None, *, in_place: bool) -> None:
        super().__init__(source, output, in_place=in_place)
        assert source.path is not None
        self._document = WordDocument(source.path)
        self._edits: list[Change] = []

    def add(self, chunk: Chunk, changes: Sequence[Change]) -> None:  # noqa: ARG002 - the document is one piece
        self._edits += changes

    def finish(self) -> None:
        if self._output is not None or (self._in_place and self._edits):
            data = self._document.changed(self._edits)
            self._begun().write(data)


class TableContent(Content):
    """A Parquet file made anew, row group by row group."""

    def __init__(
        self, source: Source, output: Path | None, selection: Selection, added: Sequence[Column], *, in_place: bool
    ) -> None:
        super().__init__(source, output, in_place=in_place)
        assert source.path is not None
        self._table = ParquetTable(source.path, selection.fields, selection.shown)
        self._added = {column.name: column.kind for column in added if column.name not in self._table.schema.names}
        self._writer: ParquetWriter | None = None
        self._group = self._row = 0
        self._texts: dict[int, dict[str, Any]] = {}

    def add(self, chunk: Chunk, changes: Sequence[Change]) -> None:
        old = chunk.text.split("\n")[:-1]
        if changes:
            new = changed_text(chunk.text, changes).split("\n")[:-1]
            for number, (before, after) in enumerate(zip(old, new, strict=True), self._row):
                if before != after:
                    self._texts[number] = json.loads(after)
        self._row += len(old)
        if self._row == self._table.rows(self._group):
            self._end_group()

    def finish(self) -> None:
        while self._group < self._table.groups:
            self._end_group()
        if self._output is not None and self._writer is None:
            self._writer = self._started()
        if self._writer is not None:
            self._writer.close()

    def commit(self, backup: str | None) -> None:
        self._table.close()
        super().commit(backup)

    def discard(self) -> None:
        if self._writer is not None:
            self._writer.abandon()
        self._table.close()
        super().discard()

    def _end_group(self) -> None:
        if self._writer is None and (self._output is not None or (self._in_place and self._texts)):
            self._writer = self._started()
        if self._writer is not None:
            self._writer.group(self._group, self._texts)
        self._group, self._row, self._texts = self._group + 1, 0, {}

    def _started(self) -> ParquetWriter:
        """A writer that has the row groups before this one, as they were."""
        writer = self._table.writer(self._added, self._begun().write)
        for group in range(self._group):
            writer.group(group, {})
        return writer
