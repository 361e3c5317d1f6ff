"""Why a place in a file was changed, or was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from namenorm.documents.chunks import ALL, Chunk, chunks, segments
from namenorm.documents.cleaning import CleanOptions, clean_chunk
from namenorm.documents.formats.registry import format_of, protected_spans
from namenorm.documents.formats.spans import SpanSet
from namenorm.documents.ignores import Ignores
from namenorm.documents.pipeline import opened
from namenorm.documents.reports.base import described
from namenorm.documents.text_lines import LineMap
from namenorm.errors import DocumentError
from namenorm.resolving.explain import explain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from namenorm.documents.findings import Finding
    from namenorm.model import Link
    from namenorm.normalizer import Normalizer


def explain_place(
    path: Path,
    line: int,
    column: int | None,
    normalizer: Normalizer,
    *,
    encoding: str | None = None,
    format: str | None = None,
    lang: str | None = None,
    level: str = "misspelling",
) -> list[str]:
    """What was seen at a place (or on a whole line) and what follows from it, in sentences.

    >>> explain_place(Path("article.txt"), 12, 5, normalizer)  # doctest: +SKIP
    ['article.txt:12:5 "Netenyahu": ...']

    Raises `DocumentError` where the file has no such line.
    """
    shape = format or format_of(str(path))
    source = opened(path, shape, encoding)
    for chunk in chunks(source, shape):
        last = chunk.line + LineMap(chunk.text).last
        if line <= last:
            options = CleanOptions(lang=lang, level=level)
            return list(_explained(chunk, line, column, normalizer, options))
    raise DocumentError(f"{path}: has no line {line}")


def _explained(
    chunk: Chunk, line: int, column: int | None, normalizer: Normalizer, options: CleanOptions
) -> Iterator[str]:
    lines = LineMap(chunk.text)
    findings = {finding.start - chunk.start: finding for finding in clean_chunk(chunk, normalizer, options).findings}
    seen = False
    for link, start, end in _links(chunk, normalizer, options):
        at_line, at_column = lines.place(start)
        if at_line + chunk.line != line or (column and not at_column <= column < at_column + end - start):
            continue
        seen = True
        yield f'{chunk.name}:{line}:{at_column} "{link.mention.surface}": {explain(link.resolution)}'
        yield f"    {_consequence(chunk, lines, (start, end), link, findings.get(start))}"
    if not seen:
        place = f"{line}:{column}" if column else str(line)
        yield f"{chunk.name}:{place}: nothing here was taken for a name"


def _links(chunk: Chunk, normalizer: Normalizer, options: CleanOptions) -> Iterator[tuple[Link, int, int]]:
    for segment in segments(chunk, ALL):
        for link in normalizer.find(segment.text, lang=segment.lang or options.lang, demonyms=True):
            yield link, segment.raw(link.mention.start), segment.raw(link.mention.end)


def _consequence(chunk: Chunk, lines: LineMap, span: tuple[int, int], link: Link, finding: Finding | None) -> str:
    if SpanSet(protected_spans(chunk.text, chunk.format)).touches(*span):
        return "Not changed: it stands in markup, code or an address."
    if Ignores(chunk.text, lines).covers(*span, link.mention.surface, link.resolution.id or ""):
        return "Not changed: an ignore instruction or [sic] covers it."
    if link.kind == "demonym":
        return "Not changed: a demonym is never rewritten into the country."
    if finding is None:
        return "Not changed: it is spelt as it should be at this level, or it is not sure what it means."
    how = {"SAFE": "clean --write changes it.", "UNSAFE": "Changed only with --unsafe: it is less sure."}
    return f"{described(finding)}. {how.get(finding.safety, 'Not changed: a person has to decide.')}"
