"""Why a place in a file was changed, or was not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from namenorm.documents.chunks import Chunk, chunks, segments
from namenorm.documents.cleaning import CleanOptions, clean_chunk
from namenorm.documents.findings import Finding
from namenorm.documents.formats.registry import format_of, markup_spans
from namenorm.documents.formats.spans import SpanSet
from namenorm.documents.ignores import Ignores
from namenorm.documents.pipeline import opened
from namenorm.documents.reports.text import described
from namenorm.documents.text_lines import LineMap
from namenorm.errors import DocumentError
from namenorm.model import LEVELS, Link, Status
from namenorm.normalizer import Normalizer
from namenorm.resolving.explain import explain
from namenorm.text.addresses import address_spans
from namenorm.text.tokens import tokenize


def explain_place(
    path: Path,
    line: int,
    column: int | None,
    normalizer: Normalizer,
    options: CleanOptions,
    *,
    encoding: str | None = None,
    format: str | None = None,
) -> list[str]:
    """What was seen at a place (or on a whole line) and what follows from it, in sentences.

    >>> explain_place(Path("article.txt"), 12, 5, normalizer, CleanOptions())  # doctest: +SKIP
    ['article.txt:12:5 "Netenyahu": ...']

    Raises `DocumentError` where the file has no such line.
    """
    shape = format or format_of(str(path))
    try:
        source = opened(path, shape, encoding)
        for chunk in chunks(source, shape, options.selection):
            if chunk.line < line <= chunk.line + LineMap(chunk.text).last:
                return list(_Explainer(chunk, normalizer, options).lines_at(line, column))
    except DocumentError as error:
        raise DocumentError(f"{path}: {error}") from error
    raise DocumentError(f"{path}: has no line {line}")


_UNREAD = "Not changed: it stands in markup, code or an address."


class _Explainer:
    """What `clean` sees in one piece of a file, and why it does what it does."""

    def __init__(self, chunk: Chunk, normalizer: Normalizer, options: CleanOptions) -> None:
        self._chunk, self._normalizer, self._options = chunk, normalizer, options
        self._map = LineMap(chunk.text)
        self._ignores = Ignores(chunk.text, self._map, options.ignore_words)

    def lines_at(self, line: int, column: int | None) -> Iterator[str]:
        chunk, seen = self._chunk, False
        findings = self._findings(self._options)
        for link, start, end, is_prose in self._links():
            at_line, at_column = self._map.place(start)
            if at_line + chunk.line != line or (column and not at_column <= column < at_column + end - start):
                continue
            seen = True
            yield f'{chunk.name}:{line}:{at_column} "{link.mention.surface}": {explain(link.resolution)}'
            yield f"    {self._consequence((start, end), link, findings.get(start), is_prose=is_prose)}"
        if not seen:
            place = f"{line}:{column}" if column else str(line)
            yield f"{chunk.name}:{place}: nothing here was taken for a name"
            yield from self._by_itself(line, column)

    def _by_itself(self, line: int, column: int | None) -> Iterator[str]:
        """What the word at a place would mean without its text, which may have spoken against it."""
        at = (column or 0) - 1
        words = tokenize(self._map.line_text(line - self._chunk.line)) if column else ()
        word = next((word for word in words if word.start <= at < word.end), None)
        if word is None:
            return
        start = self._map.starts[line - self._chunk.line - 1] + word.start
        if self._unread(self._chunk.text).touches(start, start + 1):
            yield f"    {_UNREAD}"
            return
        resolution = self._normalizer.resolve(word.text, lang=self._options.lang)
        yield f"    As a name by itself, without this text: {explain(resolution)}"

    def _unread(self, text: str) -> SpanSet:
        return SpanSet([*markup_spans(text, self._chunk.format), *address_spans(text)])

    def _findings(self, options: CleanOptions) -> dict[int, Finding]:
        found = clean_chunk(self._chunk, self._normalizer, options).findings
        return {finding.start - self._chunk.start: finding for finding in found}

    def _links(self) -> Iterator[tuple[Link, int, int, bool]]:
        """The links with their places, and whether they stand in prose."""
        for segment in segments(self._chunk, self._options.selection):
            unread = self._unread(segment.text)
            for link in self._normalizer.find(segment.text, lang=segment.lang or self._options.lang, demonyms=True):
                span = link.mention.start, link.mention.end
                yield link, *segment.span(*span), not unread.touches(*span)

    def _consequence(self, span: tuple[int, int], link: Link, finding: Finding | None, *, is_prose: bool) -> str:
        if not is_prose:
            return _UNREAD
        if self._ignores.covers(*span, link.mention.surface, link.resolution.id or ""):
            return "Not changed: an ignore instruction, a word to ignore or [sic] covers it."
        if link.kind == "demonym":
            return "Not changed: a demonym is never rewritten into the country."
        if finding is None:
            return self._why_not(span, link)
        how = {"SAFE": "clean --write changes it.", "UNSAFE": "Changed only with --unsafe: it is less sure."}
        return f"{described(finding)}. {how.get(finding.safety, 'Not changed: a person has to decide.')}"

    def _why_not(self, span: tuple[int, int], link: Link) -> str:
        if link.resolution.status is not Status.RESOLVED:
            return "Not changed: it is not sure what it means."
        other = self._findings(replace(self._options, level=LEVELS[-1])).get(span[0])
        if other is not None and other.after:
            return f'Not changed at this level; --level {other.level} makes it "{other.after}".'
        return "Not changed: it is spelt as it should be."
