"""Word documents: the text of their paragraphs, an empty line between, and edits of it in the runs that hold it.

Word cuts a paragraph into runs wherever something changed once, also inside a word. So each character of the text
remembers where it stands in which part of the file, and an edit replaces just the characters that differ. Everything
else stays as it is: formatting, pictures, deleted text, fields.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from html import escape, unescape
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from namenorm.documents.applying import Change, changed_text
from namenorm.documents.formats.segments import pieces
from namenorm.documents.formats.spans import Span
from namenorm.errors import DocumentError

_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_PIECE = re.compile(r"<w:t(?:\s[^<>]*)?>([^<]*)</w:t>|<w:(tab|br|cr|noBreakHyphen|softHyphen)(?:\s[^<>]*)?/>|</w:p>")
_TAB_STOP = re.compile(r"<w:tab\s")  # of a paragraph, which is no character
_UNIT = re.compile(r"&[^;]*;|[\s\S]")
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_PARAGRAPH = "\n\n"
_UNTOUCHED = re.compile("[\t\n\u2011\u00ad]")


class _Place(NamedTuple):
    """Where a character stands: the part of the file, and the first and last place in its XML; none: in no run."""

    part: str
    start: int
    end: int


class WordDocument:
    r"""The text of a ``.docx`` file: its body, then headers, footers and notes.

    >>> WordDocument(Path("letter.docx")).text  # doctest: +SKIP
    'Dear Sir,\n\nNetenyahu wrote ...\n\n'

    Raises `DocumentError` for what is no such file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with ZipFile(path) as file:
                names = [name for name in file.namelist() if _PARTS.fullmatch(name)]
                self._parts = {name: file.read(name).decode("utf-8") for name in sorted(names)}
        except (BadZipFile, UnicodeDecodeError, RuntimeError) as error:
            raise DocumentError(f"is not a Word document that can be read, save it as .docx anew: {error}") from error
        if "word/document.xml" not in self._parts:
            raise DocumentError("is not a Word document")
        characters: list[str] = []
        self._places: list[_Place | None] = []
        for part in sorted(self._parts, key=lambda name: name != "word/document.xml"):
            for character, place in self._characters(part):
                characters.append(character)
                self._places.append(place)
        self.text = "".join(characters)

    def _characters(self, part: str) -> Iterator[tuple[str, _Place | None]]:
        for piece in _PIECE.finditer(self._parts[part]):
            held, mark = piece.groups()
            if held is not None:
                for unit in _UNIT.finditer(held):
                    start = piece.start(1) + unit.start()
                    place = _Place(part, start, start + len(unit[0]))
                    yield from ((character, place) for character in unescape(unit[0]))
            elif mark is None:
                yield from ((character, None) for character in _PARAGRAPH)
            elif not _TAB_STOP.match(piece[0]):
                yield _CHARACTERS[mark], None

    def changed(self, edits: Iterable[Change]) -> bytes:
        """The bytes of the file with its text changed, for edits in their order that touch no mark."""
        replaced: dict[str, list[Change]] = {}
        for edit in edits:
            for place, new in self._letters(edit.start, edit.end, edit.after):
                replaced.setdefault(place.part, []).append(Change(place.start, place.end, new))
        out = io.BytesIO()
        with ZipFile(self._path) as old, ZipFile(out, "w") as new_file:
            for entry in old.infolist():
                data = old.read(entry)
                if entry.filename in replaced:
                    data = changed_text(self._parts[entry.filename], replaced[entry.filename]).encode("utf-8")
                new_file.writestr(entry, data)
        return out.getvalue()

    def _letters(self, start: int, end: int, after: str) -> Iterator[tuple[_Place, str]]:
        """Which characters become what, each run by itself where it is clear what belongs to it."""
        runs = [place for place in range(start + 1, end) if self._begins_run(place)]
        cut = pieces(self.text[start:end], after, [place - start for place in runs]) or [after]
        for (first, last), piece in zip(pairwise([start, *runs[: len(cut) - 1], end]), cut, strict=True):
            yield from self._replaced(first, last, piece)

    def _begins_run(self, place: int) -> bool:
        one, other = self._places[place - 1], self._places[place]
        return one is not None and other is not None and (one.part, one.end) != (other.part, other.start)

    def _replaced(self, start: int, end: int, after: str) -> Iterator[tuple[_Place, str]]:
        """Of the characters that differ the first has all that is new."""
        before = self.text[start:end]
        while len(before) > 1 and after and before[0] == after[0]:
            before, after, start = before[1:], after[1:], start + 1
        while len(before) > 1 and after and before[-1] == after[-1]:
            before, after, end = before[:-1], after[:-1], end - 1
        for number, place in enumerate(self._places[start:end]):
            if place is None:
                raise DocumentError("a name stands across a tab or a break, left as it is")
            yield place, escape(after, quote=False) if number == 0 else ""


def markup_spans(text: str) -> list[Span]:
    """Tabs, breaks and special hyphens, which stand between runs."""
    return [found.span() for found in _UNTOUCHED.finditer(text)]
