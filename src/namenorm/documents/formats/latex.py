"""LaTeX: commands, keys, file names, mathematics, verbatim text and comments are not prose."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain

from namenorm.documents.formats.marks import Mark, seen_through
from namenorm.documents.formats.segments import Segment
from namenorm.documents.formats.spans import Span, SpanSet

_KEYED = (
    "begin|end|label|ref|eqref|pageref|autoref|cref|Cref|nameref|[a-zA-Z]*cite[a-zA-Z]*|nocite|url|path|input|include|"
    "includegraphics|includeonly|usepackage|RequirePackage|documentclass|bibliography|bibliographystyle|addbibresource|"
    "hypersetup|newcommand|renewcommand|newenvironment|href|lstinputlisting|graphicspath|color|textcolor|hspace|vspace|"
    "selectlanguage|setmainfont|fontfamily|index|glossaryentry|gls|Gls|acrshort|acrlong|ac[slf]?|bibitem"
)
_OPTION, _BRACES = r"\[[^\[\]]{0,400}\]", r"\{[^{}]{0,400}\}"
_COMMAND = re.compile(
    rf"\\(?:(?:{_KEYED})(?![A-Za-z@])\*?(?:{_OPTION})*(?:{_BRACES})?|hyperref{_OPTION}|[A-Za-z@]+\*?|[^A-Za-z@])"
)
_VERB = re.compile(  # between two of any sign, or in braces
    rf"\\(?:verb\*?|lstinline(?:{_OPTION})?|mintinline(?:{_OPTION})?{_BRACES})"
    rf"(?:{_BRACES}|([^\w\s{{*])[^\r\n]{{0,400}}?\1)"
)
_STYLED = re.compile(r"(\\(?:emph|underline|text(?:bf|it|sc|sf|sl|rm|up|md|normal))\{)[^{}\\%\r\n]{1,400}(\})")
_ACCENTS = {
    "'": "\u0301", "`": "\u0300", '"': "\u0308", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "r": "\u030a", "d": "\u0323",
}  # fmt: skip
_LETTERS = {
    "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ss": "ß",
    "i": "ı", "-": "\u00ad",
}  # fmt: skip
_LETTER = re.compile(  # `\'e`, `\'\i`, `\v{s}`, `{\o}`, `\ss{}`, `\-`; the space behind `\o` is none
    r"(?<!\\)(\{)?\\(?:(?:([\"'`^~=.])|([uvHckrd])(?=[ {])) ?"
    r"(?:\{\\?([A-Za-z])\}|(?:\\(?=[ij](?![A-Za-z])))?([A-Za-z]))"
    rf"|({'|'.join(_LETTERS)})(?:(?<=-)|\{{\}}| |(?![A-Za-z])))(?(1)\}})"
)
_VERBATIM = re.compile(
    r"\\begin\{(verbatim|Verbatim|alltt|comment|lstlisting|minted|equation|align|alignat|flalign|gather|multline|"
    r"eqnarray|math|displaymath|tikzpicture)(\*?)\}"
)
_COMMENT = re.compile(r"(?<!\\)%[^\r\n]*")


def _inside(signs: str) -> str:
    """What mathematics between such signs may hold: no other of them, and no end of a paragraph."""
    return rf"(?:[^$\\\r\n]|\\[^{signs}\r\n]|\\(?=\r?\n)|\r?\n(?![ \t]*\r?\n)){{1,4000}}?"


DISPLAYED = _inside(r"\[\]")
_MATH = re.compile(
    rf"(?<!\\)(?:\$\$(?!\$){DISPLAYED}\$\$|\$(?!\$){DISPLAYED}\$|\\\({_inside('()')}\\\)|\\\[{DISPLAYED}\\\])"
)


def markup_spans(text: str) -> Iterator[Span]:
    r"""The spans of a LaTeX text that are not prose.

    >>> source = r"\section{Baku} see \ref{sec:baku} % note"
    >>> [source[start:end] for start, end in markup_spans(source)]
    ['\\section', '\\ref{sec:baku}', '% note']
    """
    yield from _environments(text)
    letters = SpanSet(mark[:2] for mark in _letters(text))
    for pattern in (_COMMAND, _VERB, _COMMENT, _MATH):
        found = (found.span() for found in pattern.finditer(text))
        yield from found if pattern is not _COMMAND else (span for span in found if not letters.touches(*span))


def segment(text: str) -> Segment:
    r"""The text as a reader sees it: without bold and the like, and with the letters that commands stand for.

    >>> segment(r"\textbf{Ilham} Erdo\u{g}an").text
    'Ilham Erdoğan'
    """
    styled = ((found.span(1), found.span(2)) for found in _STYLED.finditer(text))
    marks = chain.from_iterable((Mark(*one, opens=True), Mark(*two)) for one, two in styled)
    return seen_through(text, chain(marks, _letters(text)))


def _letters(text: str) -> Iterator[Mark]:
    for found in _LETTER.finditer(text):
        _, sign, accent, braced, bare, letter = found.groups()
        shown = _LETTERS.get(letter) or unicodedata.normalize("NFC", (braced or bare) + _ACCENTS[sign or accent])
        if len(shown) == 1:
            yield Mark(*found.span(), shown=shown)


def _environments(text: str) -> Iterator[Span]:
    at = 0
    absent: set[str] = set()
    while found := _VERBATIM.search(text, at):
        closing = f"\\end{{{found[1]}{found[2]}}}"
        end = -1 if closing in absent else text.find(closing, found.end())
        if end < 0:
            absent.add(closing)
            at = found.end()
            continue
        yield found.start(), end + len(closing)
        at = end + len(closing)
