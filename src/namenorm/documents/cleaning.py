"""`clean` for one piece of a file: the engine's edits, minus what format and people protect, as findings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from typing import Any

from namenorm.documents.answers import Answers
from namenorm.documents.chunks import Chunk, Selection, segments
from namenorm.documents.columns import Additions, Column
from namenorm.documents.encodings import mojibake_hint
from namenorm.documents.findings import AMBIGUOUS, ChunkFindings, Finding, MentionRow
from namenorm.documents.formats.registry import RECORD_FORMATS, markup_spans
from namenorm.documents.formats.segments import Segment
from namenorm.documents.formats.spans import SpanSet
from namenorm.documents.ignores import Ignores
from namenorm.documents.text_lines import LineMap, OffsetCounter, encoded
from namenorm.model import LEVELS, Edit, Link, Rewrite, Safety, Status, Tier
from namenorm.normalizer import Normalizer
from namenorm.resolving.explain import explain

_MISSPELT = (Tier.MISSPELLING, Tier.FUZZY)
_MOST_REMEMBERED = 1 << 12
_TOGETHER = 256  # segments that are rewritten at once
_CONTEXT = 60  # code points of the line that a finding shows on each side


@dataclass(frozen=True, slots=True)
class CleanOptions:
    """What is looked for.

    ``labels`` are names of the house style: ID -> language -> name. ``unsafe`` also selects UNSAFE edits, and
    ``min_score`` drops those that score less; ``mentions`` is ``none``, ``rows`` or ``evidence``.
    """

    level: str = "misspelling"
    lang: str | None = None
    label_lang: str | None = None
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    types: tuple[str, ...] = ()
    unsafe: bool = False
    min_score: float = 0.0
    ignore_words: frozenset[str] = frozenset()
    selection: Selection = field(default_factory=Selection)
    id_column: str | None = None
    label_column: str | None = None
    mentions: str = "none"

    @property
    def added_columns(self) -> tuple[Column, ...]:
        """The columns that are added to records, in their order."""
        wanted = (("id", self.id_column), ("label", self.label_column))
        return tuple(Column(attribute, name) for attribute, name in wanted if name)


def clean_chunk(chunk: Chunk, normalizer: Normalizer, options: CleanOptions) -> ChunkFindings:
    """Everything in a piece of a file that is not spelt as it should be, in the order of the text.

    >>> clean_chunk(Chunk("a.txt", "Netenyahu", "text", "utf-8"), normalizer, CleanOptions())  # doctest: +SKIP
    ChunkFindings(findings=(Finding(path='a.txt', line=1, column=1, ...
    """
    return _ChunkCleaner(chunk, normalizer, options).run()


class _ChunkCleaner:
    def __init__(self, chunk: Chunk, normalizer: Normalizer, options: CleanOptions) -> None:
        self.chunk, self.normalizer, self.options = chunk, normalizer, options
        self.lines = LineMap(chunk.text)
        self.ignores = Ignores(chunk.text, self.lines, options.ignore_words)
        self.bytes = OffsetCounter(chunk.text, chunk.encoding)

    def run(self) -> ChunkFindings:
        findings: list[Finding] = []
        mentions: list[MentionRow] = []
        missing = self.options.selection.fields if self.chunk.format == "jsonl" else ()
        for segment, rewrite in self._rewritten():
            missing = ()
            if not rewrite.links:
                continue
            protected = SpanSet(markup_spans(segment.text, self.chunk.format))
            findings += self._findings(segment, rewrite, protected)
            if self.options.mentions != "none":
                mentions += self._mentions(segment, rewrite, protected)
        columns, selection = self.options.added_columns, self.options.selection
        added = Additions(self.chunk, self.normalizer, selection, columns) if columns else None
        there = f"has a column {added.taken!r} already, so none was added" if added and added.taken else None
        empty = f"begins without a text in {' or '.join(missing)}; is that how it is spelt?" if missing else None
        hints = (mojibake_hint(self.chunk.text), there, empty) if self.chunk.first else ()
        return ChunkFindings(
            tuple(findings),
            tuple(mentions),
            tuple(self.chunk.line + line for line in self.ignores.unused()),
            frozenset(self.ignores.used_words),
            tuple(filter(None, hints)),
            tuple(added.places() if added else ()),
        )

    def _rewritten(self) -> Iterator[tuple[Segment, Rewrite]]:
        """The segments with their rewritings; those that come one after the other are rewritten together."""
        every = iter(segments(self.chunk, self.options.selection))
        rewriter = _rewriter(self.normalizer, self.options)
        while some := list(islice(every, _TOGETHER)):
            asked = [(segment.lang or self.options.lang, segment.text) for segment in some]
            yield from zip(some, rewriter.of(asked), strict=True)

    def _findings(self, segment: Segment, rewrite: Rewrite, protected: SpanSet) -> list[Finding]:
        links = {link.mention.start: link for link in rewrite.links}
        found: list[Finding] = []
        # What the rewriting did not apply stays a proposal, even a SAFE one: it may clash with another edit.
        edits = [(edit, True) for edit in rewrite.edits]
        edits += [(replace(edit, safety=Safety.UNSAFE), False) for edit in rewrite.proposals]
        for edit, selected in edits:
            span = edit.start, edit.end
            if not self._is_wanted(edit) or protected.touches(*span):
                continue
            if not self._is_ignored(segment, span, edit.before, edit.entity_id):
                found.append(self._from_edit(edit, links.get(edit.start), segment, selected=selected))
        for link in filter(_is_ambiguous_misspelling, rewrite.links):
            span = link.mention.start, link.mention.end
            if not protected.touches(*span) and not self._is_ignored(segment, span, link.mention.surface, ""):
                found.append(self._from_ambiguous(link, segment))
        return sorted(found, key=lambda finding: (finding.start, finding.end))

    def _is_ignored(self, segment: Segment, span: tuple[int, int], surface: str, entity_id: str) -> bool:
        return self.ignores.covers(segment.raw(span[0]), segment.raw(span[1]), surface, entity_id)

    def _is_wanted(self, edit: Edit) -> bool:
        if LEVELS.index(edit.level) > LEVELS.index(self.options.level):
            return False
        return edit.safety is Safety.SAFE or edit.score >= self.options.min_score

    def _from_edit(self, edit: Edit, link: Link | None, segment: Segment, *, selected: bool) -> Finding:
        written = segment.written(edit.start, edit.end, edit.after)
        best = link.resolution.best if link else None
        entity = None if best else self.normalizer.entity(edit.entity_id)
        return Finding(
            **self._place(segment, edit.start, edit.end),
            before=edit.before,
            after=edit.after,
            raw_after=edit.after if written is None else written,
            id=edit.entity_id,
            label=best.label if best else entity.label() if entity else "",
            type=best.type if best else entity.type if entity else "",
            tier=str(best.tier) if best else "",
            level=edit.level,
            safety=str(edit.safety),
            score=round(float(edit.score), 4),
            reason=edit.reason,
            obstacle=self._obstacle(written),
            selected=selected,
        )

    def _from_ambiguous(self, link: Link, segment: Segment) -> Finding:
        best = link.resolution.candidates[0]
        return Finding(
            **self._place(segment, link.mention.start, link.mention.end),
            before=link.mention.surface,
            after="",
            raw_after="",
            id=None,
            label="",
            type=best.type,
            tier=str(best.tier),
            level="misspelling",
            safety=AMBIGUOUS,
            score=round(float(best.score), 4),
            candidates=_candidates(link),
        )

    def _place(self, segment: Segment, first: int, last: int) -> dict[str, Any]:
        start, end = segment.span(first, last)
        line, column = self.lines.place(start)
        shown = self.lines.line_text(line)
        return {
            "path": self.chunk.name,
            "line": self.chunk.line + line,
            "column": column,
            "start": self.chunk.start + start,
            "end": self.chunk.start + end,
            "byte": self.chunk.byte + self.bytes.at(start),
            "context": _cut(shown, max(0, column - 1 - _CONTEXT), column - 1 + end - start + _CONTEXT),
        }

    def _obstacle(self, written: str | None) -> str:
        if written is None:
            what = "break the cell" if self.chunk.format in RECORD_FORMATS else "cut the name at the wrong place"
            return f"would {what}; edit it by hand"
        try:
            encoded(written, self.chunk.encoding)
        except UnicodeEncodeError:
            return f"cannot be written in {self.chunk.encoding}"
        return ""

    def _mentions(self, segment: Segment, rewrite: Rewrite, protected: SpanSet) -> Iterator[MentionRow]:
        detailed = self.options.mentions == "evidence"
        for link in rewrite.links:
            if protected.touches(link.mention.start, link.mention.end):
                continue
            start, end = segment.span(link.mention.start, link.mention.end)
            meant = link.resolution
            yield MentionRow(
                self.chunk.start + start,
                self.chunk.start + end,
                link.mention.surface,
                str(meant.status),
                meant.id,
                meant.label or "",
                meant.type or "",
                str(meant.tier or ""),
                round(meant.score, 4),
                _evidence(link) if detailed else (),
                _candidates(link) if detailed else (),
            )


@lru_cache(maxsize=4)
def _rewriter(normalizer: Normalizer, options: CleanOptions) -> Answers[Rewrite]:
    """What rewrites texts in one way."""

    def rewritten(texts: Collection[str], lang: str | None) -> Iterable[Rewrite]:
        return normalizer.rewrite_many(
            texts,
            lang=lang,
            label_lang=options.label_lang,
            level=options.level,
            labels=options.labels,
            types=options.types or None,
            unsafe=options.unsafe,
        )

    return Answers(rewritten, _MOST_REMEMBERED)


def _is_ambiguous_misspelling(link: Link) -> bool:
    resolution = link.resolution
    return (
        resolution.status is Status.AMBIGUOUS and bool(resolution.best) and resolution.candidates[0].tier in _MISSPELT
    )


def _cut(line: str, start: int, end: int) -> str:
    """A part of a line, with a mark where something is left out."""
    return f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"


def _candidates(link: Link) -> tuple[str, ...]:
    return tuple(f"{candidate.label} ({candidate.entity_id})" for candidate in link.resolution.candidates)


def _evidence(link: Link) -> tuple[str, ...]:
    best = link.resolution.best
    if best is None:
        return ()
    details = (f"{item.feature} {item.value:.2f}{f': {item.note}' if item.note else ''}" for item in best.evidence)
    return (explain(link.resolution), *details)
