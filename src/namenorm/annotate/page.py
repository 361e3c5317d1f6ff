"""Page: one document as the annotators see it, its words with their case, gaps and sentences.

>>> page = Page.read("Gallant met Aliyev. He was gallant.", None)
>>> [page.tokens[i].text for i in range(len(page.tokens)) if page.initial[i]]
['Gallant', 'He']
>>> page.lower_uses["gallant"]
1
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from namenorm.annotate.matches import Match
from namenorm.annotate.splits import apply_splits
from namenorm.text.fold import compact
from namenorm.text.scripts import is_unspaced, script
from namenorm.text.tokens import tokenize

if TYPE_CHECKING:
    from namenorm.annotate.lexicon import Lexicon
    from namenorm.annotate.splits import Splits
    from namenorm.model import Tier
    from namenorm.text.tokens import Token


class Shape(IntEnum):
    """How a word is written."""

    UNCASED = 0
    LOWER = 1
    TITLE = 2
    MIXED = 3
    UPPER = 4
    NUMBER = 5
    UNSPACED = 6


class Gap(IntEnum):
    """What stands between two words, from nothing to the end of a paragraph; a name spans none above `ODD`."""

    NONE = 0
    SPACE = 1
    HYPHEN = 2
    APOSTROPHE = 3
    STOP = 4
    ODD = 5
    BREAK = 6


_BLANK = r" \t\u00a0\u2000-\u200a\u202f\u3000\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_SPACES = re.compile(rf"[{_BLANK}]*(?:\r?\n)?[{_BLANK}]*")
_HYPHEN = re.compile(r" ?[-‐‑‒–−⁻﹣－־](?:[ \t]*\r?\n)?[ \t]?|[·・]")
_APOSTROPHE = re.compile(r" ?['’ʼ‘ʻʹ′`´＇\"“”„«»] ?")
_STOP = re.compile(r"\.[ \t\u00a0]*(?:\r?\n)?[ \t]*")
_ODD = re.compile(r"[ \t\u00a0]*[,\"“”„«»()\[\]/&+:!?'’_|.、，]{0,3}[ \t\u00a0]*(?:\r?\n)?[ \t]*[\"“”„«»(]?")
_SENTENCE_END = re.compile(r"[.!?…。！？؟։।:;•*|]|\n[ \t\r]*\n|^[\s\S]*[“„«\"(\[][\s\u00a0]*$")


def _gap(between: str) -> Gap:
    if not between:
        return Gap.NONE
    if between == " ":
        return Gap.SPACE
    if len(between) > 12:
        return Gap.BREAK
    for kind, pattern in (
        (Gap.SPACE, _SPACES),
        (Gap.HYPHEN, _HYPHEN),
        (Gap.APOSTROPHE, _APOSTROPHE),
        (Gap.STOP, _STOP),
        (Gap.ODD, _ODD),
    ):
        if pattern.fullmatch(between):
            return kind
    return Gap.BREAK


def _shape(text: str) -> Shape:
    if text[0].isdigit():
        return Shape.MIXED if sum(map(str.isalpha, text)) >= 4 else Shape.NUMBER
    if text.islower():
        return Shape.LOWER
    if text.isupper():
        return Shape.UPPER if len(text) > 1 else Shape.TITLE
    if text[0].isupper() or text[0].istitle():
        return Shape.TITLE
    if any(char.isupper() for char in text):
        return Shape.MIXED
    return Shape.UNSPACED if is_unspaced(script(text)) and len(text) < 3 else Shape.UNCASED


@dataclass(slots=True)
class Page:
    """The words of a text and what is known about each: parallel lists, one entry a word.

    ``gaps[i]`` stands before word ``i``; ``initial[i]`` says that word ``i`` begins a sentence, a line of its own or a
    quotation, so that its capital says nothing; ``shouted[i]`` that its neighbours are all in capitals too;
    ``headline[i]`` that its whole line is written with capitals.
    """

    text: str
    lang: str | None
    tokens: list[Token]
    keys: list[str] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    initial: list[bool] = field(default_factory=list)
    line_starts: list[bool] = field(default_factory=list)
    shouted: list[bool] = field(default_factory=list)
    headline: list[bool] = field(default_factory=list)
    lower_uses: Counter[str] = field(default_factory=Counter)
    capital_uses: Counter[str] = field(default_factory=Counter)

    @classmethod
    def read(cls, text: str, lang: str | None, lexicon: Lexicon | None = None, splits: Splits | None = None) -> Page:
        """Reads ``text``; ``splits`` says which words fall into parts."""
        tokens = tokenize(text)
        page = cls(text, lang, tokens if splits is None else apply_splits(tokens, splits))
        page._describe(lexicon)
        return page

    def _describe(self, lexicon: Lexicon | None) -> None:
        facts: dict[str, tuple[str, Shape]] = {}
        gaps: dict[str, tuple[Gap, bool, bool]] = {}
        text, previous = self.text, 0
        for position, token in enumerate(self.tokens):
            fact = facts.get(token.text)
            if fact is None:
                fact = facts[token.text] = (compact(token.folded), _shape(token.text))
            self.keys.append(fact[0])
            self.shapes.append(fact[1])
            between = text[previous : token.start]
            gap = gaps.get(between)
            if gap is None:
                gap = gaps[between] = (_gap(between), bool(_SENTENCE_END.search(between[:200])), "\n" in between)
            self.gaps.append(gap[0] if position else Gap.BREAK)
            self.initial.append(position == 0 or (gap[1] and not self._abbreviated(position - 1, between, lexicon)))
            self.line_starts.append(gap[2])
            previous = token.end
        self._count()

    def _abbreviated(self, position: int, between: str, lexicon: Lexicon | None) -> bool:
        """Whether the stop after a word only marks an abbreviation (``Mr. Elmas``, ``S. Frederick``)."""
        if not between.startswith(".") or "\n" in between:
            return False
        key = self.keys[position]
        if self.shapes[position] is Shape.TITLE and len(key) == 1:
            return True
        return lexicon is not None and lexicon.is_abbreviation(key)

    def _count(self) -> None:
        lowers: list[str] = []
        capitals: list[str] = []
        for key, shape, initial in zip(self.keys, self.shapes, self.initial, strict=True):
            if shape is Shape.LOWER:
                lowers.append(key)
            elif not initial and shape is Shape.TITLE:
                capitals.append(key)
        self.lower_uses.update(lowers)
        self.capital_uses.update(capitals)
        self.shouted = _shouted(self.shapes, self.gaps)
        self.headline = _headlines(self)

    def span(self, first: int, last: int) -> str:
        """The text from word ``first`` up to, not including, word ``last``."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def before(self, position: int) -> str:
        """The text between a word and the one before it."""
        return self.text[self.tokens[position - 1].end if position else 0 : self.tokens[position].start]

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
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return Match(first, last, start, end, rows, tier, source, ending=ending, score=score)

    def is_capital(self, position: int) -> bool:
        """Whether a word has a capital letter (words of scripts without case count)."""
        return self.shapes[position] is not Shape.LOWER

    def is_cased_capital(self, position: int) -> bool:
        """Whether a word has a capital letter."""
        return self.shapes[position] in (Shape.TITLE, Shape.UPPER, Shape.MIXED)


def _shouted(shapes: list[Shape], gaps: list[Gap]) -> list[bool]:
    """Which words stand in a passage of capitals: three or more cased words in a row, all in capitals."""
    shouted = [False] * len(shapes)
    if shapes.count(Shape.UPPER) < 2:
        return shouted
    start = 0
    for position in range(len(shapes) + 1):
        ends = position == len(shapes) or shapes[position] in (Shape.LOWER, Shape.TITLE, Shape.MIXED)
        if ends:
            run = [i for i in range(start, position) if shapes[i] is Shape.UPPER]
            if len(run) >= 3 or (len(run) == 2 and position - start == 2 and gaps[start + 1] <= Gap.HYPHEN):
                for i in run:
                    shouted[i] = True
            start = position + 1
    return shouted


def _headlines(page: Page) -> list[bool]:
    """Which words stand on a line whose words of four letters and more nearly all begin with a capital."""
    headline = [False] * len(page.tokens)
    start = 0
    for position in range(1, len(page.tokens) + 1):
        if position < len(page.tokens) and not page.line_starts[position]:
            continue
        telling = [
            page.is_cased_capital(i)
            for i in range(start, position)
            if len(page.keys[i]) >= 4 and page.keys[i].isalpha()
        ]
        if len(telling) >= 5 and len(telling) - sum(telling) <= 1:
            headline[start:position] = [True] * (position - start)
        start = position
    return headline
