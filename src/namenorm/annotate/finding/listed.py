"""Finds listed names in a page: windows of words whose folded form without spaces is an alias key.

>>> from namenorm.annotate.document.gates import Gates
>>> from namenorm.annotate.words.names import Names
>>> from namenorm.annotate.document.page import Page
>>> from namenorm.annotate.words.vocabulary import Vocabulary
>>> from namenorm.index.memory import MemoryIndex
>>> from namenorm.model import Entity
>>> names = Names(MemoryIndex([Entity("Q1", "place", {"en": "New York"})]))
>>> page = Page("In New-York, at last", Vocabulary("en", names))
>>> [page.span(match.first, match.last) for match in find_names(page, names, Gates(page, names))]
['New-York']

A window reaches only over words that some alias contains, so that the cost stays linear in the text. The hashes of all
windows of a page tell at once which of them may be names; only those are looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from namenorm.annotate.document.matches import Match
from namenorm.annotate.words.gaps import Gap
from namenorm.annotate.words.vocabulary import CASED, Shape, Trait
from namenorm.model import Tier
from namenorm.text.keyhash import Stretches

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from namenorm.annotate.document.gates import Gates
    from namenorm.annotate.document.page import Page
    from namenorm.annotate.words.names import Names

    Flags = npt.NDArray[np.bool_]
    Places = npt.NDArray[np.intp]

_UNSPACED_WINDOW = 24
_TOGETHER = 1 << 18


def find_names(page: Page, names: Names, gates: Gates, window: int = 9) -> list[Match]:
    """Every window that is a listed name and passes the gates, several at one place included."""
    search = _Windows(page, names, gates)
    return [match for first, last in search.places(window) for match in search.at(first, last)]


class _Windows:
    """The windows of one page."""

    def __init__(self, page: Page, names: Names, gates: Gates) -> None:
        self._page = page
        self._names = names
        self._gates = gates
        self._known = page.has(Trait.KNOWN)
        self._lower = page.shape_codes == Shape.LOWER
        self._may_have_capital = page.is_shaped(*CASED, Shape.NUMBER).tolist()

    def places(self, window: int) -> Iterator[tuple[int, int]]:
        """Where windows that may be names begin and end, in the order of the text."""
        page = self._page
        unspaced = page.shape_codes == Shape.UNSPACED
        counts = np.where(unspaced, self._unspaced(), self._starts() * self._spaced(window))
        starts = np.flatnonzero(counts)
        counts = counts[starts]
        words = Stretches(page.hashes, page.key_sizes)
        total = np.cumsum(counts)
        for part in range(0, int(total[-1]) if total.size else 0, _TOGETHER):
            chosen = slice(*np.searchsorted(total, (part, part + _TOGETHER), side="right").tolist())
            some = counts[chosen]
            first = np.repeat(starts[chosen], some)
            last = first + np.arange(1, first.size + 1) - np.repeat(np.cumsum(some) - some, some)
            held = self._names.kb.may_hold("compact", words.hashes(first, last))
            yield from zip(first[held].tolist(), last[held].tolist(), strict=True)

    def _starts(self) -> Flags:
        """Where a name may begin: in lower case at a word of names only, at a function word if a capital follows."""
        function = self._page.has(Trait.FUNCTION)
        function[:-1] &= ~self._page.is_shaped(*CASED)[1:]
        starts: Flags = ~self._lower | (self._known & ~function)
        return starts

    def _spaced(self, window: int) -> Places:
        """How many windows begin at each word: those of words of names, and of two or three that may be one torn apart.

        The second word is no strange one in lower case if the first is strange, the third is none at all.
        """
        page, strange = self._page, ~self._known
        apart = page.gap_codes > Gap.ODD
        ordinary = strange & self._lower
        count = _until(apart | strange, window)
        count[strange] = 0
        second, third = np.zeros((2, count.size), dtype=bool)
        second[:-1] = ~apart[1:] & ~(ordinary[1:] & strange[:-1])
        third[:-2] = second[:-2] & ~apart[2:] & ~ordinary[2:]
        found: Places = np.minimum(np.maximum(count, 1 + second + third), window)
        return found

    def _unspaced(self) -> Places:
        """How many windows begin at each word where words are single characters without spaces between them."""
        return _until((self._page.gap_codes > Gap.HYPHEN) | self._lower, _UNSPACED_WINDOW)

    def at(self, first: int, last: int) -> Iterator[Match]:
        """The match over a window, if there is one."""
        keys = self._page.keys
        rows = self._names.rows(keys[first] if last - first == 1 else "".join(keys[first:last]))
        match = self._accepted(first, last, rows) if rows else None
        if match is not None:
            yield match

    def _accepted(self, first: int, last: int, rows: tuple[int, ...]) -> Match | None:
        """The match over a window, with those of its aliases that pass the gates; ``None`` where none does."""
        page, gates = self._page, self._gates
        capital = any(self._may_have_capital[first:last])
        cased = not capital and page.shapes[first] is not Shape.UNSPACED and self._names.are_cased(rows)
        if cased and not gates.is_bracketed(first, last):
            return None
        kept = gates.admitted(rows, gates.admit, first, last)
        if not kept and gates.is_lower_article(first, last):
            # "the Hill" is a mention of The Hill, without its article.
            first += 1
            kept = gates.admitted(rows, gates.admit_without_article, first, last)
        if not kept:
            return None
        start, end = page.starts[first], gates.end_with_stop(last, kept)
        tier = _tier(page.text[start:end], self._names, kept)
        return Match(first, last, start, end, kept, tier, doubtful=gates.is_doubtful(first, last))


def _until(stops: Flags, most: int) -> Places:
    """How many words there are from each word to the next one that stops a window, itself included."""
    places = np.flatnonzero(stops)
    after = np.searchsorted(places, np.arange(stops.size), side="right")
    return np.minimum(np.append(places, stops.size)[after] - np.arange(stops.size), most)


def _tier(surface: str, names: Names, rows: tuple[int, ...]) -> Tier:
    aliases = [names.alias(row) for row in rows]
    if all(alias.kind == "misspelling" for alias in aliases):
        return Tier.MISSPELLING
    return Tier.EXACT if any(alias.text == surface for alias in aliases) else Tier.FOLDED
