"""Finds listed names in a page: windows of words whose folded form without spaces is an alias key.

>>> from namenorm.annotate.gates import Gates
>>> from namenorm.annotate.names import Names
>>> from namenorm.annotate.page import Page
>>> from namenorm.annotate.vocabulary import Vocabulary
>>> from namenorm.index.memory import MemoryIndex
>>> from namenorm.model import Entity
>>> names = Names(MemoryIndex([Entity("Q1", "place", {"en": "New York"})]))
>>> page = Page("In New-York, at last", Vocabulary("en", names))
>>> [page.span(match.first, match.last) for match in find_names(page, names, Gates(page, names))]
['New-York']

All windows of a page grow by one word at a time together. A window grows only over words that some alias contains, so
that the cost stays linear in the text. Their hashes tell at once which windows may be names; only those are looked at.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from namenorm.annotate.gaps import Gap
from namenorm.annotate.matches import Match
from namenorm.annotate.vocabulary import CASED, Shape, Trait
from namenorm.model import Tier
from namenorm.text.keyhash import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from namenorm.annotate.gates import Gates
    from namenorm.annotate.names import Names
    from namenorm.annotate.page import Page

    Flags = npt.NDArray[np.bool_]
    Hashes = npt.NDArray[np.uint64]
    Places = npt.NDArray[np.intp]

_UNSPACED_WINDOW = 24
_GLUE_WINDOW = 3
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
        """Where windows begin and end, in the order of the text."""
        unspaced = self._page.shape_codes == Shape.UNSPACED
        windows = chain(self._spaced(self._starts() & ~unspaced, window), self._unspaced(unspaced))
        found: list[tuple[Places, Places]] = []
        while part := list(_together(windows)):
            firsts = np.concatenate([first for first, _, _ in part])
            lasts = np.concatenate([first + width for first, width, _ in part])
            held = self._names.kb.may_hold("compact", np.concatenate([hashes for _, _, hashes in part]))
            found.append((firsts[held], lasts[held]))
        firsts, lasts = (np.concatenate(part) for part in zip(*found, strict=True))
        order = np.lexsort((lasts, firsts))
        return zip(firsts[order].tolist(), lasts[order].tolist(), strict=True)

    def _starts(self) -> Flags:
        """Where a name may begin: in lower case at a word of names only, at a function word if a capital follows."""
        function = self._page.has(Trait.FUNCTION)
        function[:-1] &= ~self._page.is_shaped(*CASED)[1:]
        starts: Flags = ~self._lower | (self._known & ~function)
        return starts

    def _spaced(self, starts: Flags, window: int) -> Iterator[tuple[Places, int, Hashes]]:
        """Windows of words of names, and those of two or three words that may be one torn apart."""
        first = np.flatnonzero(starts)
        unknown, keys = np.zeros(first.size, dtype=np.uint8), _Keys(self._page, first)
        for width in range(window):
            kept = self._inside(first, width, Gap.ODD)
            first, unknown = first[kept], unknown[kept]
            keys.keep(kept)
            strange = ~self._known[first + width]
            unknown = unknown + strange
            kept = ~(strange & self._lower[first + width] & ((unknown > 1) | (width > 1)))
            if width >= _GLUE_WINDOW:
                kept &= unknown == 0
            first, unknown = first[kept], unknown[kept]
            keys.keep(kept)
            yield first, width + 1, keys.grown(first + width)

    def _unspaced(self, starts: Flags) -> Iterator[tuple[Places, int, Hashes]]:
        first = np.flatnonzero(starts)
        keys = _Keys(self._page, first)
        for width in range(_UNSPACED_WINDOW):
            kept = self._inside(first, width, Gap.HYPHEN)
            kept[kept] &= ~self._lower[first[kept] + width]
            first = first[kept]
            if not first.size:
                return
            keys.keep(kept)
            yield first, width + 1, keys.grown(first + width)

    def _inside(self, first: Places, width: int, widest: Gap) -> Flags:
        """Which windows may grow to the word ``width`` behind their first one."""
        gaps = self._page.gap_codes
        last = first + width
        inside: Flags = last < gaps.size
        if width:
            inside[inside] = gaps[last[inside]] <= widest
        return inside

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
        kept = tuple(row for row in rows if gates.admit(first, last, row))
        if not kept and gates.is_lower_article(first, last):
            # "the Hill" is a mention of The Hill, without its article.
            first += 1
            kept = tuple(row for row in rows if gates.admit_without_article(first, last, row))
        if not kept:
            return None
        start, end = page.starts[first], gates.end_with_stop(last, kept)
        tier = _tier(page.text[start:end], self._names, kept)
        return Match(first, last, start, end, kept, tier, doubtful=gates.is_doubtful(first, last))


def _together(windows: Iterator[tuple[Places, int, Hashes]]) -> Iterator[tuple[Places, int, Hashes]]:
    """As many windows as are looked up at once, so that a long text needs no more memory for them."""
    count = 0
    for each in windows:
        yield each
        count += each[0].size
        if count > _TOGETHER:
            return


class _Keys:
    """The keys of windows that grow together, by their hashes."""

    def __init__(self, page: Page, first: Places) -> None:
        self._hash, self._bytes = page.hashes, page.key_sizes
        self._hashes = np.zeros(first.size, dtype=np.uint64)
        self._sizes = np.zeros(first.size, dtype=np.uint64)

    def keep(self, kept: Flags) -> None:
        """Keeps some of the windows."""
        self._hashes, self._sizes = self._hashes[kept], self._sizes[kept]

    def grown(self, place: Places) -> Hashes:
        """Adds a word to each window."""
        self._hashes = joined(self._hashes, self._sizes, self._hash[place])
        self._sizes = self._sizes + self._bytes[place]
        return self._hashes


def _tier(surface: str, names: Names, rows: tuple[int, ...]) -> Tier:
    aliases = [names.alias(row) for row in rows]
    if all(alias.kind == "misspelling" for alias in aliases):
        return Tier.MISSPELLING
    return Tier.EXACT if any(alias.text == surface for alias in aliases) else Tier.FOLDED
