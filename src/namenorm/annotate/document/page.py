"""Page: one document as the annotators see it, its words with their case, gaps and sentences.

>>> from namenorm.annotate.words.names import Names
>>> from namenorm.annotate.words.vocabulary import Vocabulary
>>> from namenorm.index.memory import MemoryIndex
>>> page = Page("Gallant met Aliyev. He was gallant.", Vocabulary(None, Names(MemoryIndex([]))))
>>> [page.tokens[i].text for i in range(len(page.tokens)) if page.initial[i]]
['Gallant', 'He']
>>> page.lower_uses["gallant"]
1
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import compress
from typing import TYPE_CHECKING, overload

import numpy as np

from namenorm.annotate.document.matches import Match
from namenorm.annotate.words.gaps import Gap
from namenorm.annotate.words.vocabulary import CASED, Shape, Trait
from namenorm.text.tokens import Token, split_words

if TYPE_CHECKING:
    import numpy.typing as npt

    from namenorm.annotate.words.vocabulary import Vocabulary
    from namenorm.model import Tier

    Flags = npt.NDArray[np.bool_]

_GAPS = tuple(Gap)


class Page:
    """The words of a text and what is known about each: parallel lists, one entry a word.

    ``gaps[i]`` stands before word ``i``; ``initial[i]`` says that word ``i`` begins a sentence, a line of its own or a
    quotation, so that its capital says nothing; ``shouted[i]`` that its neighbours are all in capitals too;
    ``headline[i]`` that its whole line is written with capitals. ``lower_uses`` and ``capital_uses`` count how often
    the document has a key in lower case, and with a capital that a sentence does not explain.

    ``shape_codes``, ``gap_codes`` and ``traits`` are the same as arrays, for steps that look at all words at once; so
    are ``letters`` (how many the key has), ``hashes`` and ``key_sizes`` (of the key, in bytes).
    """

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.text = text
        self.lang = vocabulary.lang
        self.vocabulary = vocabulary
        gaps = self._read_words()
        count = len(self.starts)
        words = vocabulary.table[np.array(self.numbers, dtype=np.intp)]
        between = vocabulary.gaps.table[np.array(gaps, dtype=np.intp)]
        self.shape_codes: npt.NDArray[np.uint8] = words["shape"]
        self.traits: npt.NDArray[np.uint16] = words["traits"]
        self.hashes: npt.NDArray[np.uint64] = words["hash"]
        self.key_sizes: npt.NDArray[np.uint64] = words["bytes"].astype(np.uint64)
        self.letters: npt.NDArray[np.uint32] = words["letters"]
        self.gap_codes: npt.NDArray[np.uint8] = between["kind"]
        initial: Flags = between["ends"]
        initial[1:] &= ~(between["stop"][1:] & self.has(Trait.ABBREVIATION)[:-1])
        if count:
            self.gap_codes[0], initial[0], between["line"][0] = Gap.BREAK, True, False
        self.starts_sentence = initial
        self.keys = list(map(vocabulary.keys.__getitem__, self.numbers))
        self.shapes = list(map(vocabulary.shapes.__getitem__, self.numbers))
        self.gaps = list(map(_GAPS.__getitem__, self.gap_codes.tolist()))
        self.initial: list[bool] = initial.tolist()
        self.shouted: list[bool] = self._shouted().tolist()
        self.headline: list[bool] = self._headlines(between["line"]).tolist()
        self.lower_uses = Counter(compress(self.keys, (self.shape_codes == Shape.LOWER).tolist()))
        self.capital_uses = Counter(compress(self.keys, ((self.shape_codes == Shape.TITLE) & ~initial).tolist()))

    def _read_words(self) -> list[int]:
        """Finds the words, those that fall into parts replaced by them; the gaps before them, by number."""
        vocabulary = self.vocabulary
        between, words = vocabulary.joins(*split_words(self.text))
        gaps, self.numbers = vocabulary.gaps.numbers(between[: len(words)]), vocabulary.numbers(words)
        found = np.array(self.numbers, dtype=np.intp)
        sizes = vocabulary.table["size"][found].astype(np.int64)
        ends = np.cumsum(sizes + vocabulary.gaps.table["size"][np.array(gaps, dtype=np.intp)])
        self.starts: list[int] = (ends - sizes).tolist()
        self.ends: list[int] = ends.tolist()
        parted = np.flatnonzero(vocabulary.table["traits"][found] & Trait.PARTS).tolist()
        return self._apart(parted, words, gaps) if parted else gaps

    def _apart(self, parted: list[int], words: list[str], gaps: list[int]) -> list[int]:
        numbers, starts, ends = self.numbers, self.starts, self.ends
        self.numbers, self.starts, self.ends, found = [], [], [], []
        done = 0
        for place in [*parted, len(words)]:
            self.numbers += numbers[done:place]
            self.starts += starts[done:place]
            self.ends += ends[done:place]
            found += gaps[done:place]
            done = place + 1
            if place == len(words):
                break
            start = starts[place]
            for number, part in enumerate(self.vocabulary.parts[words[place]]):
                self.numbers.append(part.number)
                self.starts.append(start + part.low)
                self.ends.append(start + part.high)
                found.append(part.gap if number else gaps[place])
        return found

    def has(self, trait: Trait) -> Flags:
        """Which words have a trait."""
        flags: Flags = (self.traits & int(trait)) != 0
        return flags

    def is_shaped(self, *shapes: Shape) -> Flags:
        """Which words have one of these shapes."""
        found: Flags = self.shape_codes == int(shapes[0])
        for shape in shapes[1:]:
            found |= self.shape_codes == int(shape)
        return found

    def _shouted(self) -> Flags:
        """Which words stand in a passage of capitals: three or more cased words in a row, all in capitals."""
        upper = self.shape_codes == Shape.UPPER
        if np.count_nonzero(upper) < 2:
            return np.zeros(len(upper), dtype=bool)
        ends = self.is_shaped(Shape.LOWER, Shape.TITLE, Shape.MIXED)
        passage = np.cumsum(ends)
        count = int(passage[-1]) + 1
        capitals = np.bincount(passage[upper], minlength=count)
        first = np.concatenate(([0], np.flatnonzero(ends) + 1))
        second = np.minimum(first + 1, len(upper) - 1)
        pair = (np.bincount(passage[~ends], minlength=count) == 2) & (self.gap_codes[second] <= Gap.HYPHEN)
        shouted: Flags = upper & ((capitals >= 3) | ((capitals == 2) & pair))[passage]
        return shouted

    def _headlines(self, line_starts: Flags) -> Flags:
        """Which words stand on a line whose words of four letters and more nearly all begin with a capital."""
        line = np.cumsum(line_starts)
        count = int(line[-1]) + 1 if line.size else 0
        telling = self.has(Trait.TELLING)
        words = np.bincount(line[telling], minlength=count)
        capitals = np.bincount(line[telling & self.is_shaped(*CASED)], minlength=count)
        found: Flags = ((words >= 5) & (words - capitals <= 1))[line]
        return found

    @property
    def tokens(self) -> Tokens:
        """The words one by one."""
        return Tokens(self)

    def folded(self, position: int) -> str:
        """The folded form of a word."""
        return self.vocabulary.folded[self.numbers[position]]

    def span(self, first: int, last: int) -> str:
        """The text from word ``first`` up to, not including, word ``last``."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def before(self, position: int) -> str:
        """The text between a word and the one before it."""
        return self.text[self.ends[position - 1] if position else 0 : self.starts[position]]

    def match(
        self,
        first: int,
        last: int,
        rows: tuple[int, ...],
        tier: Tier,
        *,
        source: str = "name",
        score: float = 1.0,
        ending: str = "",
    ) -> Match:
        """A match over words ``first`` up to ``last``."""
        start, end = self.starts[first], self.ends[last - 1]
        return Match(first, last, start, end, rows, tier, source, ending=ending, score=score)

    def is_capital(self, position: int) -> bool:
        """Whether a word has a capital letter (words of scripts without case count)."""
        return self.shapes[position] is not Shape.LOWER

    def is_cased_capital(self, position: int) -> bool:
        """Whether a word has a capital letter."""
        return self.shapes[position] in CASED


class Tokens(Sequence[Token]):
    """The words of a page, made when they are asked for."""

    __slots__ = ("_page",)

    def __init__(self, page: Page) -> None:
        self._page = page

    def __len__(self) -> int:
        return len(self._page.starts)

    @overload
    def __getitem__(self, position: int) -> Token: ...
    @overload
    def __getitem__(self, position: slice) -> list[Token]: ...
    def __getitem__(self, position: int | slice) -> Token | list[Token]:
        if isinstance(position, slice):
            return [self[place] for place in range(*position.indices(len(self)))]
        page, number = self._page, self._page.numbers[position]
        start, end = page.starts[position], page.ends[position]
        return Token(start, end, page.vocabulary.texts[number], page.vocabulary.folded[number])
