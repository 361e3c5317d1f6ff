"""Finds listed names in a page: windows of words whose folded form without spaces is an alias key.

>>> from namenorm.annotate.gates import Gates
>>> from namenorm.annotate.names import Names
>>> from namenorm.annotate.page import Page
>>> from namenorm.index.memory import MemoryIndex
>>> from namenorm.model import Entity
>>> names = Names(MemoryIndex([Entity("Q1", "place", {"en": "New York"})]))
>>> page = Page.read("In New-York, at last", "en")
>>> [page.span(match.first, match.last) for match in find_names(page, names, Gates(page, names))]
['New-York']

Every distinct window is looked up once. A window grows only over words that some alias contains, so that the cost
stays linear in the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from namenorm.annotate.matches import Match
from namenorm.annotate.page import Gap, Shape
from namenorm.model import Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from namenorm.annotate.gates import Gates
    from namenorm.annotate.names import Names
    from namenorm.annotate.page import Page

_UNSPACED_WINDOW = 24
_GLUE_WINDOW = 3


def find_names(page: Page, names: Names, gates: Gates, window: int = 9) -> list[Match]:
    """Every window that is a listed name and passes the gates, several at one place included."""
    search = _Windows(page, names, gates, window)
    return [match for first in range(len(page.tokens)) for match in search.at(first)]


class _Windows:
    """The windows of one page."""

    def __init__(self, page: Page, names: Names, gates: Gates, window: int) -> None:
        self._page = page
        self._names = names
        self._gates = gates
        self._window = window
        self._known = [names.known(token.folded) for token in page.tokens]

    def at(self, first: int) -> Iterator[Match]:
        """The matches that begin at a word."""
        shape = self._page.shapes[first]
        if shape is Shape.UNSPACED:
            lasts = self._unspaced(first)
        elif (shape is Shape.LOWER and not self._known[first]) or not self._gates.may_start(first):
            return
        else:
            lasts = self._spaced(first)
        key = ""
        for last in lasts:
            key += self._page.keys[last - 1]
            rows = self._names.rows(key)
            match = self._accepted(first, last, rows) if rows else None
            if match is not None:
                yield match

    def _spaced(self, first: int) -> Iterator[int]:
        """Where windows end: as long as words of names follow, or two or three words that may be one torn apart."""
        page, known = self._page, self._known
        unknown = 0
        for position in range(first, min(first + self._window, len(page.tokens))):
            if position > first and page.gaps[position] > Gap.ODD:
                return
            if not known[position]:
                unknown += 1
                if page.shapes[position] is Shape.LOWER and (unknown > 1 or position > first + 1):
                    return
            if unknown and position >= first + _GLUE_WINDOW:
                return
            yield position + 1

    def _unspaced(self, first: int) -> Iterator[int]:
        page = self._page
        for position in range(first, min(first + _UNSPACED_WINDOW, len(page.tokens))):
            if position > first and (page.gaps[position] > Gap.HYPHEN or page.shapes[position] is Shape.LOWER):
                return
            yield position + 1

    def _accepted(self, first: int, last: int, rows: tuple[int, ...]) -> Match | None:
        """The match over a window, with those of its aliases that pass the gates; ``None`` where none does."""
        page, gates = self._page, self._gates
        kept = tuple(row for row in rows if gates.admit(first, last, row))
        if not kept and gates.is_lower_article(first, last):
            # "the Hill" is a mention of The Hill, without its article.
            first += 1
            kept = tuple(row for row in rows if gates.admit_without_article(first, last, row))
        if not kept:
            return None
        start, end = page.tokens[first].start, page.tokens[last - 1].end
        if any(gates.takes_stop(last, row) for row in kept):
            end += 1
        tier = _tier(page.text[start:end], self._names, kept)
        return Match(first, last, start, end, kept, tier, doubtful=gates.is_doubtful(first, last))


def _tier(surface: str, names: Names, rows: tuple[int, ...]) -> Tier:
    aliases = [names.alias(row) for row in rows]
    if all(alias.kind == "misspelling" for alias in aliases):
        return Tier.MISSPELLING
    return Tier.EXACT if any(alias.text == surface for alias in aliases) else Tier.FOLDED
