"""Markdown: front matter, code, link targets and HTML are not prose."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from itertools import pairwise
from typing import TYPE_CHECKING

from namenorm.documents.formats.html import tag_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from namenorm.documents.formats.spans import Span

_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\r?\n(?:.*\r?\n)*?\1[ \t]*(?:\r?\n|\Z)")
_FENCE = re.compile(r"^[ ]{0,3}(`{3,}|~{3,})([^\r\n]*)", re.MULTILINE)
_TICKS = re.compile(r"`+")
_TARGET = re.compile(r"\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)")
_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\]\r\n]{1,200}\]:[ \t]*(\S+)", re.MULTILINE)


def markup_spans(text: str) -> Iterator[Span]:
    """The spans of a Markdown text that are not prose.

    >>> [("a `b c` [d](e)")[start:end] for start, end in markup_spans("a `b c` [d](e)")]
    ['`b c`', 'e']
    """
    front = _FRONT_MATTER.match(text)
    if front:
        yield front.span()
    fences = list(_fences(text, front.end() if front else 0))
    yield from fences
    edges = [0, *(edge for span in fences for edge in span), len(text)]
    for start, end in list(pairwise(edges))[::2]:
        yield from _inline_code(text, start, end)
    yield from (found.span(1) for found in _TARGET.finditer(text))
    yield from (found.span(1) for found in _DEFINITION.finditer(text))
    yield from tag_spans(text)


def _fences(text: str, begin: int) -> Iterator[Span]:
    opened: re.Match[str] | None = None
    for found in _FENCE.finditer(text, begin):
        mark, info = found.groups()
        if opened is None:
            if not (mark[0] == "`" and "`" in info):
                opened = found
        elif mark[0] == opened[1][0] and len(mark) >= len(opened[1]) and not info.strip():
            yield opened.start(), found.end()
            opened = None
    if opened is not None:
        yield opened.start(), len(text)


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
