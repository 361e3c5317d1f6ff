"""Markdown: front matter, code, mathematics, struck text, link targets and HTML are not prose.

Emphasis and links are marks inside it.

Of front matter, titles and descriptions of one line are prose.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, pairwise

from namenorm.documents.formats.html import inline_marks, tag_spans
from namenorm.documents.formats.latex import DISPLAYED
from namenorm.documents.formats.marks import Mark, seen_through
from namenorm.documents.formats.segments import Segment
from namenorm.documents.formats.spans import Span, SpanSet

_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\r?\n(?:.*\r?\n)*?\1[ \t]*(?:\r?\n|\Z)")
_PROSE_VALUE = re.compile(  # plain, or in double quotes and without escapes
    r"^(?:(?:sub)?title|description|summary|abstract|excerpt|caption|headline|subject)[ \t]*"
    r"(?:[:=][ \t]*\"([^\"\\\r\n]*)\"|:[ \t]+([^\W_][^\r\n#]*?))[ \t]*\r?$",
    re.MULTILINE | re.IGNORECASE,
)
_FENCE = re.compile(  # also in lists and quotations; none is closed behind the mark of an item
    r"^(?:[ \t]|>)*+((?:[-+*]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})([^\r\n]*)", re.MULTILINE
)
_TICKS = re.compile(r"`+")
_TARGET = re.compile(r"(?<=\]\()[^()\s]*(?:\([^()\s]*\)[^()\s]*)*|(?<=\[\[)[^\[\]|\r\n]+(?=\||\]\])")
_LINK = re.compile(r"(?<![!\\\]])(\[)(?!\^)[^\[\]\r\n]+(\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|\[[^\[\]\r\n]+\]))")
_RUN = re.compile(r"\\[\s\S]|\n[ \t]*\r?\n|(\*+|_+)")
_LINE = re.compile(r"^([ \t]*)([^\r\n]*)(?:\r?\n|\Z)", re.MULTILINE)
_ITEM = re.compile(  # its mark with the spaces behind it, more than four of which begin code; or a note
    r"((?:[-+*:]|\d{1,9}[.)])(?:[ \t]{1,4}(?![ \t])|[ \t]))|\[\^[^\]\r\n]+\]:|!!!|\?\?\?|=== [\"']"
)
_DEFINITION = re.compile(r"^[ ]{0,3}\[((?!\^)[^\]\r\n]{1,200})\]:[ \t]*(\S+)", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^[^\[\]\r\n]{1,200}\]")  # its label is a key
_MATH = re.compile(  # "$5 and $6" are none: what ends it leans on it, and no figure follows
    rf"(?<![\\$])\$\$(?!\$){DISPLAYED}\$\$|(?<![\\$\w])\$(?![\s$])[^$\r\n]{{1,400}}?(?<![\s\\])\$(?![\d$])"
)
_STRUCK = re.compile(r"(?<![~\\])~~(?![~\s])[^~\r\n]{1,400}(?<![\s\\])~~(?!~)")
_ATTRIBUTES = re.compile(r"\{[ ]?[#.:][^{}\r\n]{1,200}\}")
_BRACKETS = re.compile(r"\[([^\[\]\r\n]{1,200})\](?!\()")


def markup_spans(text: str) -> Iterator[Span]:
    """The spans of a Markdown text that are not prose.

    >>> [("a `b c` [d](e)")[start:end] for start, end in markup_spans("a `b c` [d](e)")]
    ['`b c`', 'e']
    """
    front = _FRONT_MATTER.match(text)
    if front:
        values = (found.span(found.lastindex or 0) for found in _PROSE_VALUE.finditer(text, 0, front.end()))
        edges = [0, *chain.from_iterable(values), front.end()]
        yield from zip(edges[::2], edges[1::2], strict=True)
    fences = list(_fences(text, front.end() if front else 0))
    yield from fences
    edges = [0, *(edge for span in fences for edge in span), len(text)]
    for start, end in list(pairwise(edges))[::2]:
        yield from _inline_code(text, start, end)
    yield from _indented_code(text)
    patterns = (_TARGET, _FOOTNOTE, _MATH, _STRUCK, _ATTRIBUTES)
    yield from (found.span() for pattern in patterns for found in pattern.finditer(text))
    definitions = list(_DEFINITION.finditer(text))
    yield from (found.span(2) for found in definitions)
    keys = {found[1].casefold() for found in definitions}  # that link a text with its target: one edited leads nowhere
    yield from (found.span(1) for found in _BRACKETS.finditer(text) if found[1].casefold() in keys)
    yield from tag_spans(text)


def segment(text: str) -> Segment:
    """The text as a reader sees it, without bold, italics, links and inline HTML.

    >>> segment("**Ilham** [*Aliyev*](a.md) 2 * 3 * 4 snake_case_name").text
    'Ilham Aliyev 2 * 3 * 4 snake_case_name'
    """
    code = SpanSet(markup_spans(text))
    marks = [*inline_marks(text), *_emphasis(text, code)]
    for found in _LINK.finditer(text):
        if not code.touches(*found.span(1)):
            marks += (Mark(*found.span(1), opens=True), Mark(*found.span(2)))
    segment = seen_through(text, marks)
    if _FRONT_MATTER.match(text):  # of which values may stand in quotation marks
        return replace(segment, escape=lambda after: None if '"' in after else after)
    return segment


def _emphasis(text: str, code: SpanSet) -> Iterator[Mark]:
    """Runs of ``*`` and ``_`` that open or close something, as CommonMark pairs them within a paragraph."""
    opened: list[tuple[str, int, int]] = []
    waiting: Counter[str] = Counter()
    for found in _RUN.finditer(text):
        run = found[1]
        if run is None:
            if found[0][0] == "\n":
                opened.clear()
                waiting.clear()
            continue
        start, end = found.span()
        if code.touches(start, end):
            continue
        opens, closes = _flanks(text, start, end)
        while closes and start < end and waiting[run[0]]:
            while opened[-1][0] != run[0]:
                waiting[opened.pop()[0]] -= 1
            _, first, last = opened.pop()
            waiting[run[0]] -= 1
            used = min(last - first, end - start)
            yield Mark(last - used, last, opens=True)
            yield Mark(start, start + used)
            start += used
            if last - used > first:
                opened.append((run[0], first, last - used))
                waiting[run[0]] += 1
        if opens and start < end:
            opened.append((run[0], start, end))
            waiting[run[0]] += 1


def _flanks(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether a run of marks may open and close: it leans on a word, and ``_`` not inside one."""
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    spaces = before.isspace(), after.isspace()
    points = not (before.isalnum() or spaces[0]), not (after.isalnum() or spaces[1])
    left = not spaces[1] and (not points[1] or spaces[0] or points[0])
    right = not spaces[0] and (not points[0] or spaces[1] or points[1])
    if text[start] != "_":
        return left, right
    return left and (not right or points[0]), right and (not left or points[1])


def _fences(text: str, begin: int) -> Iterator[Span]:
    opened: re.Match[str] | None = None
    for found in _FENCE.finditer(text, begin):
        item, mark, info = found.groups()
        if opened is None:
            if not (mark[0] == "`" and "`" in info):
                opened = found
        elif not item and mark[0] == opened[2][0] and len(mark) >= len(opened[2]) and not info.strip():
            yield opened.start(), found.end()
            opened = None
    if opened is not None:
        yield opened.start(), len(text)


def _indented_code(text: str) -> Iterator[Span]:
    """Lines behind an empty one that are four columns further in than the text around them: of a list, or a note."""
    columns: list[int] = []  # where the text of the items begins that a line may be inside of
    after_empty = True
    for found in _LINE.finditer(text):
        indent, content = found.groups()
        if not content:
            after_empty = True
            continue
        column = len(indent.expandtabs(4))
        if after_empty and not column:
            columns.clear()
        while len(columns) > 1 and column < columns[-1]:
            columns.pop()
        if after_empty and column >= (columns[-1] if columns else 0) + 4:
            yield found.span()
            continue
        after_empty = False
        if item := _ITEM.match(content):
            while columns and column < columns[-1]:
                columns.pop()
            columns.append(column + (len(item[1].expandtabs(4)) if item[1] else 4))


def _inline_code(text: str, start: int, end: int) -> Iterator[Span]:
    """Runs of backticks that are closed by a run of the same length."""
    runs = [found.span() for found in _TICKS.finditer(text, start, end)]
    waiting: dict[int, deque[int]] = defaultdict(deque)
    for number, (left, right) in enumerate(runs):
        waiting[right - left].append(number)
    number = 0
    while number < len(runs):
        left, right = runs[number]
        same = waiting[right - left]
        while same and same[0] <= number:
            same.popleft()
        if not same:
            number += 1
            continue
        number = same.popleft()
        yield left, runs[number][1]
        number += 1
