"""`resolve` for a table: the table again, with what each name of a column means beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from namenorm.documents.applying import Change
from namenorm.documents.chunks import Chunk, Selection
from namenorm.documents.columns import Additions, Column
from namenorm.documents.contents import Content, TableContent, TextContent
from namenorm.documents.formats.registry import table_format_of
from namenorm.documents.pipeline import FileBegin, FileFailed, in_order, read_files
from namenorm.documents.reading import Source
from namenorm.errors import DocumentError
from namenorm.normalizer import Normalizer


@dataclass(frozen=True, slots=True)
class TableOptions:
    """Which column has the names, and what is said about each."""

    selection: Selection
    columns: tuple[Column, ...]
    type: str | None = None
    encoding: str | None = None
    format: str = "csv"
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class ResolvedChunk:
    """What is added to a piece of a table, and how many names got which status."""

    places: tuple[tuple[int, str], ...]
    statuses: Counter[str] = field(default_factory=Counter)


def resolve_chunk(chunk: Chunk, normalizer: Normalizer, options: TableOptions) -> ResolvedChunk:
    """What is added to a piece of a table.

    >>> resolve_chunk(chunk, normalizer, options).statuses  # doctest: +SKIP
    Counter({'RESOLVED': 2, 'NIL': 1})
    """
    added = Additions(chunk, normalizer, options.selection, options.columns, options.type)
    if added.taken:
        raise DocumentError(f"already has a column {added.taken!r}; choose another --prefix")
    return ResolvedChunk(tuple(added.places()), added.statuses)


def resolve_table(
    given: Path | Source,
    normalizer: Normalizer,
    options: TableOptions,
    output: Path | Callable[[bytes], object],
    reached: Callable[[str, int], object] = lambda _name, _byte: None,
) -> Counter[str]:
    """Writes the table with the new columns to ``output``; returns how many names got which status.

    Everything else stays as it is, byte for byte in tables that are text. ``reached`` is told how far it is: the name
    of the table and a byte of it. Raises `DocumentError`.
    """
    content: Content | None = None
    statuses: Counter[str] = Counter()
    items = read_files([given], options.selection, options.encoding, options.format)
    try:
        for item, result in in_order(items, resolve_chunk, normalizer, options, options.jobs):
            if isinstance(item, FileBegin):
                content = _content(item, options, output)
            elif isinstance(item, FileFailed):
                raise DocumentError(item.message)
            elif isinstance(item, Chunk) and result is not None and content is not None:
                content.add(item, [Change(place, place, text) for place, text in result.places])
                statuses.update(result.statuses)
                reached(item.name, item.byte)
        if content is not None:
            content.finish()
            content.commit(None)
            content = None
    except DocumentError as error:
        raise DocumentError(f"{given if isinstance(given, Path) else given.name}: {error}") from error
    finally:
        if content is not None:
            content.discard()
    return statuses


def _content(begin: FileBegin, options: TableOptions, output: Path | Callable[[bytes], object]) -> Content:
    wanted = table_format_of(output.name) if isinstance(output, Path) else None
    if wanted not in (None, begin.format):
        raise DocumentError(f"is written in its own format, {begin.format}, not to {output}; name the file after it")
    if begin.format != "parquet":
        return TextContent(begin.source, output, in_place=False)
    if not isinstance(output, Path):
        raise DocumentError("Parquet is written to files only; say -o FILE")
    return TableContent(begin.source, output, options.selection, options.columns, in_place=False)
