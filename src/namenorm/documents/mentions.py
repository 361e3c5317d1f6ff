"""`find` for one piece of a file: every mention with what it means, as records for programs and people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import Any, TypeVar

from namenorm.documents.chunks import Chunk, Selection, segments
from namenorm.documents.formats import csv, jsonl
from namenorm.documents.formats.registry import RECORD_FORMATS
from namenorm.documents.formats.segments import Segment
from namenorm.documents.shapes import link_json
from namenorm.documents.text_lines import LineMap, OffsetCounter
from namenorm.errors import DocumentError
from namenorm.model import Link, language_code
from namenorm.normalizer import Normalizer
from namenorm.resolving.explain import explain

OFFSETS = {"utf16": ("utf-16-le", 2), "byte": ("utf-8", 1)}
"""Units in which offsets can be given besides code points: encoding and bytes per unit."""


@dataclass(frozen=True, slots=True)
class FindOptions:
    """What is looked for. With ``selection.fields`` each record is a document of its own."""

    lang: str | None = None
    types: tuple[str, ...] = ()
    overlaps: bool = False
    demonyms: bool = False
    selection: Selection = field(default_factory=Selection)
    id_field: str | None = None
    offsets: tuple[str, ...] = ()
    explained: bool = False


@dataclass(frozen=True, slots=True)
class FoundMention:
    """A mention as it is printed: its record for programs, its place for people, its reason if somebody asks."""

    record: dict[str, Any]
    place: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FoundChunk:
    """The mentions of a piece of a file, and the records of it that could not be read."""

    mentions: tuple[FoundMention, ...]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextRecord:
    """One document of a file of documents."""

    id: Any
    text: str
    lang: str | None
    line: int


_Document = TypeVar("_Document", Segment, TextRecord)
_TOGETHER = 256  # documents that are searched at once


def find_chunk(chunk: Chunk, normalizer: Normalizer, options: FindOptions) -> FoundChunk:
    """Every mention in a piece of a file.

    >>> find_chunk(Chunk("a.txt", "In Baku", "text", "utf-8"), normalizer, FindOptions())  # doctest: +SKIP
    FoundChunk(mentions=(FoundMention(record={'path': 'a.txt', 'start': 3, 'end': 7, ...
    """
    finder = _ChunkFinder(chunk, normalizer, options)
    by_record = options.selection.fields and chunk.format in RECORD_FORMATS
    mentions = tuple(finder.in_records() if by_record else finder.in_text())
    return FoundChunk(mentions, tuple(finder.problems))


class _ChunkFinder:
    def __init__(self, chunk: Chunk, normalizer: Normalizer, options: FindOptions) -> None:
        self.chunk, self.normalizer, self.options = chunk, normalizer, options
        self.problems: list[str] = []

    def in_records(self) -> Iterator[FoundMention]:
        """The mentions of each record; offsets count from the beginning of its text."""
        for record, links in self._found(self._records()):
            lines = LineMap(record.text)
            counters = self._counters(record.text)
            for link in links:
                line, column = lines.place(link.mention.start)
                if self.options.id_field:
                    shape, place = {"doc_id": record.id}, f"{record.id}:{line}:{column}"
                else:
                    shape = {"path": self.chunk.name, "record": record.line}
                    place = f"{self.chunk.name}:{record.line}: {line}:{column}"
                yield self._mention(shape | link_json(link) | _units(counters, *_span(link)), place, link)

    def in_text(self) -> Iterator[FoundMention]:
        """The mentions of a piece of text; offsets count from the beginning of the file."""
        chunk = self.chunk
        lines = LineMap(chunk.text)
        counters = self._counters(chunk.text) if chunk.format not in RECORD_FORMATS else {}
        for segment, links in self._found(segments(chunk, self.options.selection)):
            for link in links:
                start, end = segment.span(*_span(link))
                line, column = lines.place(start)
                moved = {"start": chunk.start + start, "end": chunk.start + end}
                shape = {"path": chunk.name, "line": chunk.line + line, "column": column}
                shape |= link_json(link) | moved | _units(counters, start, end)
                yield self._mention(shape, f"{chunk.name}:{chunk.line + line}:{column}", link)

    def _found(self, documents: Iterable[_Document]) -> Iterator[tuple[_Document, tuple[Link, ...]]]:
        """Documents with their links; those that come one after the other are searched together."""
        options = self.options
        every = iter(documents)
        while some := list(islice(every, _TOGETHER)):
            for lang, group in groupby(some, key=lambda document: document.lang or options.lang):
                part = list(group)
                links = self.normalizer.find_many(
                    [document.text for document in part],
                    lang=lang,
                    types=options.types or None,
                    overlaps=options.overlaps,
                    demonyms=options.demonyms,
                )
                yield from zip(part, links, strict=True)

    def _mention(self, shape: dict[str, Any], place: str, link: Link) -> FoundMention:
        reason = explain(link.resolution) if self.options.explained else ""
        return FoundMention(shape | {"reason": " ".join(reason.split())} if reason else shape, place, reason)

    def _counters(self, text: str) -> dict[str, OffsetCounter]:
        return {name: OffsetCounter(text, *OFFSETS[name]) for name in self.options.offsets}

    def _records(self) -> Iterator[TextRecord]:
        if self.chunk.format == "csv":
            yield from _table_records(self.chunk, self.options)
            return
        for line in jsonl.lines(self.chunk.text, self.chunk.line):
            try:
                yield _json_record(line, self.options)
            except DocumentError as error:
                self.problems.append(f"{self.chunk.name}:{line.number}: {error}")


def _json_record(line: jsonl.Line, options: FindOptions) -> TextRecord:
    record = jsonl.parse(line.content)
    text = jsonl.field_value(record, options.selection.fields[0])
    if text is not None and not isinstance(text, str):
        raise DocumentError(f"field {options.selection.fields[0]!r} is not a text")
    lang = record.get(options.selection.lang_field) if options.selection.lang_field else None
    identity = jsonl.field_value(record, options.id_field) if options.id_field else line.number
    return TextRecord(identity, text or "", language_code(lang), line.number)


def _table_records(chunk: Chunk, options: FindOptions) -> Iterator[TextRecord]:
    table = chunk.table
    assert table is not None
    places = [table.column(options.selection.fields[0])]
    places += [table.column(name) if name else -1 for name in (options.id_field, options.selection.lang_field)]
    lines = LineMap(chunk.text)
    for number, row in enumerate(csv.records(chunk.text, table.delimiter)):
        if number == 0 and chunk.first:
            continue
        text, identity, lang = (row[place].value if 0 <= place < len(row) else "" for place in places)
        yield TextRecord(identity, text, language_code(lang), chunk.line + lines.place(row[0].start)[0])


def _units(counters: dict[str, OffsetCounter], start: int, end: int) -> dict[str, int]:
    units: dict[str, int] = {}
    for name, counter in counters.items():
        units |= {f"start_{name}": counter.at(start), f"end_{name}": counter.at(end)}
    return units


def _span(link: Link) -> tuple[int, int]:
    return link.mention.start, link.mention.end
