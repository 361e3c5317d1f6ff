"""Pages: documents that are read together, so that what is asked of all their words is asked at once."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple, cast

import numpy as np
import numpy.typing as npt

from namenorm.annotate.document.reading import Column, Read, sums
from namenorm.annotate.words.gaps import Gap
from namenorm.annotate.words.vocabulary import CASED, FAMILIAR, Shape, Trait
from namenorm.kb import KnowledgeBase

Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]
Rule = Callable[["Pages"], Flags]
Spans = Callable[["Pages"], tuple[Places, Places]]


class Words(NamedTuple):
    """The words of a text, one entry a word: the number in the vocabulary, where it is, and what `Page` says of it.

    ``lower`` says that a word is in lower case, ``inner_title`` that it has a capital that no sentence explains.
    """

    numbers: array[int]
    starts: array[int]
    ends: array[int]
    shapes: bytes
    gaps: bytes
    initial: Sequence[bool]
    shouted: Sequence[bool]
    headline: Sequence[bool]
    lower: Sequence[bool]
    inner_title: Sequence[bool]

    def part(self, low: int, high: int) -> Words:
        """The words from one place up to another."""
        return Words._make([column[low:high] for column in self])


class Pages:
    """The words of several texts as arrays, one entry a word.

    ``letters`` says how many the key of a word has, ``hashes`` and ``key_sizes`` are those of the key, in bytes. No
    window reaches from one text into another: before each there is a break. ``longest`` is how many words a listed name
    may have.
    """

    def __init__(self, read: Sequence[Read], kb: KnowledgeBase, longest: int) -> None:
        self.kb = kb
        self._having: dict[int, Flags] = {}
        self._shaped: dict[tuple[int, ...], Flags] = {}
        self.longest = longest
        words = np.concatenate([each.words for each in read])
        between = np.concatenate([each.between for each in read])
        counts = np.concatenate([each.counts for each in read])
        self._bounds = sums(counts)
        self.shape_codes: npt.NDArray[np.uint8] = words["shape"].copy()
        self._shape_bits = np.uint8(1) << self.shape_codes
        self.traits: npt.NDArray[np.uint16] = words["traits"].copy()
        self.hashes: npt.NDArray[np.uint64] = words["hash"].copy()
        self.key_sizes: npt.NDArray[np.uint64] = words["bytes"].astype(np.uint64)
        self.letters: npt.NDArray[np.uint32] = words["letters"].copy()
        self.gap_codes: npt.NDArray[np.uint8] = between["kind"].copy()
        self.starts_text: Flags = np.zeros(len(words), dtype=bool)
        self.starts_text[self._bounds[:-1][counts > 0]] = True
        self.starts_line: Flags = between["line"] | self.starts_text
        self.starts_sentence: Flags = between["ends"].copy()
        self.starts_sentence[1:] &= ~(between["stop"][1:] & self.has(Trait.ABBREVIATION)[:-1])
        self.starts_sentence |= self.starts_text
        self.gap_codes[self.starts_text] = Gap.BREAK
        self._open: Flags | None = None
        self._flags: dict[Rule, Sequence[bool]] = {}
        self._places: dict[Rule, _Found] = {}
        self._spans: dict[Spans, _Found] = {}

    def words_of(self, read: Sequence[Read]) -> list[Words]:
        """The words of each text, in the order in which they were read."""
        columns = np.concatenate([each.columns for each in read])
        words = Words(
            numbers=array("i", columns[:, Column.NUMBER].tobytes()),
            starts=array("i", columns[:, Column.START].tobytes()),
            ends=array("i", columns[:, Column.END].tobytes()),
            shapes=self.shape_codes.tobytes(),
            gaps=self.gap_codes.tobytes(),
            initial=_packed(self.starts_sentence),
            shouted=_packed(is_shouted(self)),
            headline=_packed(is_headline(self)),
            lower=_packed(self.shape_codes == Shape.LOWER),
            inner_title=_packed((self.shape_codes == Shape.TITLE) & ~self.starts_sentence),
        )
        bounds = self._bounds.tolist()
        return [words] if len(bounds) == 2 else [words.part(low, high) for low, high in pairwise(bounds)]

    def open_only(self, spans: Iterable[tuple[int, int]], number: int) -> None:
        """Leaves out the words of a text, some stretches of them aside, where it is asked which words fit a rule."""
        if self._open is None:
            self._open = np.ones(len(self.traits), dtype=bool)
        start = self._bounds[number]
        self._open[start : self._bounds[number + 1]] = False
        for first, last in spans:
            self._open[start + first : start + last] = True

    # --- What is asked of all words -----------------------------------------------------------------------------

    def flags(self, rule: Rule, number: int) -> Sequence[bool]:
        """Of which words of a text a rule holds."""
        found = self._flags.get(rule)
        if found is None:
            found = self._flags[rule] = _packed(rule(self))
        return found if len(self._bounds) == 2 else found[self._bounds[number] : self._bounds[number + 1]]

    def where(self, rule: Rule, number: int) -> list[int]:
        """The words of a text of which a rule holds."""
        found = self._places.get(rule)
        if found is None:
            (places,) = (rule(self) if self._open is None else rule(self) & self._open).nonzero()
            found = self._places[rule] = self._by_text(places)
        (own,) = found.of(number)
        return own

    def spans(self, rule: Spans, number: int) -> Iterator[tuple[int, int]]:
        """The stretches of words of a text that a rule gives, as ``(first, last)``."""
        found = self._spans.get(rule)
        if found is None:
            first, last = rule(self)
            if self._open is not None:
                is_open = self._open[first] | self._open[last - 1]
                first, last = first[is_open], last[is_open]
            found = self._spans[rule] = self._by_text(first, last)
        return zip(*found.of(number), strict=True)

    def _by_text(self, places: Places, *others: Places) -> _Found:
        """Ascending places, and others beside them, by the text in which they are, counted from its beginning."""
        columns, cuts = (places, *others), self._bounds
        if len(self._bounds) > 2:  # of one text alone all places are its own
            cuts = places.searchsorted(self._bounds)
            before = self._bounds[:-1].repeat(cuts[1:] - cuts[:-1])
            columns = tuple(column - before for column in columns)
        return _Found(columns, cuts.tolist() if len(cuts) > 2 else [0, places.size])

    def has(self, trait: int) -> Flags:
        """Which words have a trait, or one of several."""
        found = self._having.get(trait)
        if found is None:
            found = self._having[trait] = (self.traits & trait) != 0
            found.flags.writeable = False  # others are given it too
        return found

    def is_shaped(self, *shapes: int) -> Flags:
        """Which words have one of these shapes."""
        found = self._shaped.get(shapes)
        if found is None:
            wanted = sum([1 << shape for shape in shapes])
            found = self._shaped[shapes] = (self._shape_bits & wanted) != 0
            found.flags.writeable = False
        return found


class _Found(NamedTuple):
    """Places in texts, and where those of each text begin. What one text is asked for becomes a list only then."""

    columns: tuple[Places, ...]
    cuts: list[int]

    def of(self, number: int) -> list[list[int]]:
        """The places in a text."""
        low, high = self.cuts[number], self.cuts[number + 1]
        return [column[low:high].tolist() for column in self.columns]


def _packed(flags: Flags) -> Sequence[bool]:
    """Flags in a byte each, of which 0 and 1 serve as well as ``False`` and ``True``; a list takes eight times that."""
    return cast("Sequence[bool]", flags.tobytes())


def next_of(flags: Flags) -> Flags:
    """Of which words a rule holds for the next one: ``next_of(np.array([False, True])).tolist() == [True, False]``."""
    found = np.zeros_like(flags)
    found[:-1] = flags[1:]
    return found


@cache
def having(trait: int) -> Rule:
    """The rule that a word has a trait, or one of several."""
    return lambda pages: pages.has(trait)


def is_unlisted(pages: Pages) -> Flags:
    """Words without case that are neither in a list nor in a name."""
    return pages.is_shaped(Shape.UNCASED) & ~pages.has(FAMILIAR)


def is_tail(pages: Pages) -> Flags:
    """Words in lower case behind a space, function words aside: what may go on with a name that has capitals."""
    found: Flags = (pages.gap_codes == Gap.SPACE) & pages.is_shaped(Shape.LOWER) & ~pages.has(Trait.FUNCTION)
    return found


def says_what(pages: Pages) -> Flags:
    """Those of them that say what the name before them is the name of: "war" of "Nagorno-Karabakh war"."""
    return is_tail(pages) & pages.has(Trait.GENERIC)  # "est" is a point of the compass and "is" in French


def is_shouted(pages: Pages) -> Flags:
    """Words in a passage of capitals: three or more cased words in a row, all in capitals."""
    upper = pages.shape_codes == Shape.UPPER
    if np.count_nonzero(upper) < 2:
        return np.zeros(len(upper), dtype=bool)
    ends = pages.is_shaped(Shape.LOWER, Shape.TITLE, Shape.MIXED)
    begins = ends | pages.starts_text
    passage = begins.cumsum() - 1
    (starts,) = begins.nonzero()
    capitals = np.bincount(passage[upper], minlength=starts.size)
    second = np.minimum(starts + ends[starts] + 1, len(upper) - 1)
    pair = (np.bincount(passage[~ends], minlength=starts.size) == 2) & (pages.gap_codes[second] <= Gap.HYPHEN)
    shouted: Flags = upper & ((capitals >= 3) | ((capitals == 2) & pair))[passage]
    return shouted


def is_headline(pages: Pages) -> Flags:
    """Words on a line whose words of four letters and more nearly all begin with a capital."""
    line = pages.starts_line.cumsum() - 1
    count = int(line[-1]) + 1 if line.size else 0
    telling = pages.has(Trait.TELLING)
    words = np.bincount(line[telling], minlength=count)
    capitals = np.bincount(line[telling & pages.is_shaped(*CASED)], minlength=count)
    found: Flags = ((words >= 5) & (words - capitals <= 1))[line]
    return found
