"""SRT and WebVTT: cue numbers and names, timings, settings and tags are not prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from namenorm.documents.formats.marks import Mark, seen_through
from namenorm.documents.formats.segments import Segment
from namenorm.documents.formats.spans import Span

_TIMING = re.compile(r"^[^\r\n]*-->[^\r\n]*", re.MULTILINE)
_NUMBER = re.compile(r"^(?:[0-9]+[ \t]*$|[^\r\n]+(?=\r?\n[^\r\n]*-->))", re.MULTILINE)
_HEADER = re.compile(r"\A\ufeff?WEBVTT[^\r\n]*")
_BLOCK = re.compile(r"^(?:STYLE|REGION)[ \t]*\r?\n(?:[^\r\n]+\r?\n?)*", re.MULTILINE)
_NOTE = re.compile(  # behind an empty line; with a timing it is a cue whose name begins so
    r"(?:(?<=\n\n)|(?<=\n\r\n))NOTE(?=[ \t\r\n])[^\r\n]*(?:\r?\n(?![^\r\n]*-->)[^\r\n]+)*(?=\r?\n[ \t]*\r?\n|\s*\Z)"
)
_INLINE = re.compile(r"<(/?)(?:[ibuc]|font)(?=[\s.>])[^<>\r\n]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>\r\n]{0,200}>|\{\\[^{}\r\n]{0,200}\}", re.IGNORECASE)


def markup_spans(text: str) -> Iterator[Span]:
    r"""The spans of a subtitle file that are not prose.

    >>> list(markup_spans("1\n00:00:01,000 --> 00:00:02,000\nHello"))
    [(2, 31), (0, 1)]
    """
    notes = (_NOTE,) if _HEADER.match(text) else ()
    for pattern in (*notes, _HEADER, _BLOCK, _TIMING, _NUMBER, _TAG):
        yield from (found.span() for found in pattern.finditer(text))


def segment(text: str) -> Segment:
    """The text as a viewer sees it, without bold, italics and colours.

    >>> segment("<i>Ilham</i> Aliyev").text
    'Ilham Aliyev'
    """
    return seen_through(text, (Mark(*found.span(), opens=not found[1]) for found in _INLINE.finditer(text)))
