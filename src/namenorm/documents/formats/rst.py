"""reStructuredText: literals, roles, references, link targets, comments, literal blocks and doctests are not prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from namenorm.documents.formats.segments import Segment
from namenorm.documents.formats.spans import Span

_QUOTED = re.compile(r"(?<!`)(``?)(?![`\s])[^`]{1,400}\1(?!`)")
_TARGET = re.compile(r"^[ \t]*+\.\. (?:_|\|)[^\r\n]*", re.MULTILINE)
_REFERENCE = re.compile(  # `name_`, `|name|`, `[name]_` and its definition: one edited alone leads nowhere
    r"(?<!\w)\w+_(?!\w)|(?<![|\w])\|(?![|\s])[^|\r\n]{1,400}(?<!\s)\|(?![|\w])"
    r"|\[[^][\r\n]{1,400}\]_|(?<=\.\. )\[[^][\r\n]{1,400}\]"
)
_BLOCK = re.compile(  # it follows two colons, or what is written as it is, or is a comment; a `.. note::` holds prose
    r"^([ \t]*+)(?:\.\. (?:code|code-block|sourcecode|parsed-literal|math|raw|doctest|testcode|testoutput|prompt|"
    r"toctree)::"
    r"|\.\. (?![\[_|]|[\w:.+-]+::)|(?!\.\. )[^\r\n]*::(?=[ \t]*\r?$))"
    r"([^\n]*\n(?:[ \t]*\r?\n|\1[ \t]+[^\s][^\n]*(?:\n|\Z))*+)",
    re.MULTILINE,
)


_DOCTEST = re.compile(r"^[ \t]*+>>> [^\r\n]*(?:\r?\n[ \t]*+[^\s][^\r\n]*)*", re.MULTILINE)


def markup_spans(text: str) -> Iterator[Span]:
    r"""The spans of a text that are not prose.

    >>> source = "see ``Baku`` and :ref:`Baku`::\n\n  Baku\n\nBaku"
    >>> [source[start:end] for start, end in markup_spans(source)]
    ['``Baku``', '`Baku`', '\n\n  Baku\n\n']
    """
    for pattern in (_QUOTED, _REFERENCE, _TARGET, _DOCTEST):
        yield from (found.span() for found in pattern.finditer(text))
    yield from (found.span(2) for found in _BLOCK.finditer(text))


def segment(text: str) -> Segment:
    """The text as it stands."""
    return Segment(text, 0)
