"""HTML and XML: only what a reader sees is prose; tags, scripts, code, templates and struck text are not."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import chain

from namenorm.documents.formats.marks import Mark, seen_through
from namenorm.documents.formats.segments import Segment
from namenorm.documents.formats.spans import Span

_OPEN = re.compile(r"<(?:(!--)|(!\[CDATA\[)|(\?)|!|/?([A-Za-z][A-Za-z0-9:-]*))")
_STOP = re.compile(r"[>\"']")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_INLINE = re.compile(
    r"</?(?:a|abbr|acronym|b|bdi|bdo|big|cite|dfn|em|font|i|mark|nobr|small|span|strong|time|tt|u|wbr)(?=[\s/>])",
    re.IGNORECASE,
)
_HIDDEN = frozenset({
    "script", "style", "code", "pre", "kbd", "samp", "var", "template", "svg", "math", "textarea", "del", "s", "strike",
})  # fmt: skip
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_KEPT = re.compile(
    r"""\s(?:translate\s*=\s*["']?no\b|class\s*=\s*(?:"[^"]*\bnotranslate\b|'[^']*\bnotranslate\b|notranslate\b))""",
    re.IGNORECASE,
)  # what its author asks programs to leave as it is


_TEMPLATE = re.compile(  # none begins inside another, so that each is looked through once
    r"\{\{(?:[^{}]|\{(?!\{)|\}(?!\}))+\}\}|\{%(?:[^{%]|\{(?!%)|%(?!\}))+%\}|\{#(?:[^{#]|\{(?!#)|#(?!\}))+#\}"
    r"|<%(?:[^<%]|<(?!%)|%(?!>))+%>|\$\{[^{}]+\}"
)  # of Jinja, Liquid, Go, Handlebars, Vue; ERB and ASP; JSP


def markup_spans(text: str) -> Iterator[Span]:
    """The spans of an HTML text that are not prose.

    >>> page = "<p title='x > y'>Hi&nbsp;<code>a</code></p>"
    >>> [page[start:end] for start, end in markup_spans(page)]
    ["<p title='x > y'>", '<code>a</code>', '</p>']
    """
    yield from tag_spans(text)
    yield from (found.span() for found in _ENTITY.finditer(text) if not _shown(found[0]))


def segment(text: str) -> Segment:
    r"""The text as a reader sees it: without marks such as bold, and with the characters that entities stand for.

    >>> segment("AT&amp;T&nbsp;<b>b</b>").text, segment("a&nbsp;b").raw(2)
    ('AT&T\xa0b', 7)
    """
    found = (Mark(*entity.span(), shown=_shown(entity[0])) for entity in _ENTITY.finditer(text))
    entities = (mark for mark in found if mark.shown)
    return seen_through(text, chain(entities, inline_marks(text)))


def _shown(entity: str) -> str:
    """The character that an entity stands for; none for what is no character, or would be taken for a tag."""
    character = html.unescape(entity)
    return character if len(character) == 1 and character not in "<>" else ""


def inline_marks(text: str) -> Iterator[Mark]:
    """Tags that stand inside prose and mean no gap; no elements that are left as they are."""
    for start, end in tag_spans(text):
        if _INLINE.match(text, start, end) and text.find("</", start + 1, end) < 0:
            yield Mark(start, end, text[start + 1] != "/")


def tag_spans(text: str) -> Iterator[Span]:
    """Tags, comments, templates and elements whose content nobody reads.

    Linear in the text, also where tags are never closed.
    """
    yield from (found.span() for found in _TEMPLATE.finditer(text))
    scan = _TagScan(text)
    at = 0
    while found := _OPEN.search(text, at):
        end = scan.end(found)
        if end < 0:
            at = found.end()
            continue
        yield found.start(), end
        at = end


class _TagScan:
    """Finds where tags end; remembers what does not occur any more, so that nothing is looked for twice in vain."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._absent: set[str] = set()
        self._closers: dict[str, re.Pattern[str]] = {}

    def end(self, found: re.Match[str]) -> int:
        """The end of what opens at ``found``; -1 where it never closes."""
        comment, cdata, instruction, name = found.groups()
        if comment:
            end = self._after("-->", found.end())
            return end if end >= 0 else len(self._text)
        if cdata:
            return found.end()
        if instruction:
            return self._after("?>", found.end())
        end = self._tag_end(found.end())
        text, name = self._text, (name or "").lower()
        if end < 0 or not name or text[found.start() + 1] == "/" or text[end - 2] == "/":
            return end
        if name in _HIDDEN:
            return self._element_end(name, end)
        return self._kept_end(name, end) if name not in _VOID and _KEPT.search(text, found.end(), end) else end

    def _after(self, mark: str, at: int) -> int:
        if mark in self._absent:
            return -1
        where = self._text.find(mark, at)
        if where < 0:
            self._absent.add(mark)
            return -1
        return where + len(mark)

    def _tag_end(self, at: int) -> int:
        """The end of a tag; a ``>`` inside quotes does not end it, unless the quote is never closed."""
        first = self._after(">", at)
        while first >= 0:
            stop = _STOP.search(self._text, at)
            if stop is None:
                return first
            if stop[0] == ">":
                return stop.end()
            at = self._after(stop[0], stop.end())
            if at < 0:
                return first
        return first

    def _element_end(self, name: str, at: int) -> int:
        """Where an element ends whose content nobody reads; a script that never ends hides the rest of the page."""
        found = None
        if name not in self._absent:
            closer = self._closers.setdefault(name, re.compile(rf"</{name}\s*>", re.IGNORECASE))
            found = closer.search(self._text, at)
        if found is None:
            self._absent.add(name)
            return len(self._text) if name in ("script", "style") else at
        return found.end()

    def _kept_end(self, name: str, at: int) -> int:
        """Where an element ends that has others of its name in it, perhaps; that of the text where it is not closed."""
        depth = 1
        for tag in re.compile(rf"<(/?){re.escape(name)}(?=[\s/>])", re.IGNORECASE).finditer(self._text, at):
            depth += -1 if tag[1] else 1
            if not depth:
                return self._after(">", tag.end())
        return len(self._text)
