"""Joins: words that a hyphen cuts in two although no line ends there.

>>> from namenorm.annotate.words.names import Names
>>> from namenorm.index.reader import MappedIndex
>>> from namenorm.model import Entity
>>> joins = Joins(Names(MappedIndex.build([Entity("Q1757", "place", {"sv": "Helsingfors"})])), "sv")
>>> joins(["", " ", "-", " ", "- "], ["till", "Hel", "singfors", "Ham", "burg"])
(['', ' ', ' ', '- '], ['till', 'Hel-singfors', 'Ham', 'burg'])
>>> joins(["", ":", " "], ["S", "t", "Petersburg"])
(['', ' '], ['S:t', 'Petersburg'])

Texts that were scanned lose their line breaks and keep the hyphens. Two halves become one word only where the whole is
a word of a name, or an inflected form of one. The two ends of an abbreviation are one as well: "S:t Petersburg".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from namenorm.annotate.words.lexicon import Lexicon
from namenorm.annotate.words.remembered import Remembered
from namenorm.text.fold import compact
from namenorm.text.inflection import stems
from namenorm.text.tokens import BREAK_MARKS, fold_word, join_words

if TYPE_CHECKING:
    from namenorm.annotate.words.names import Names

_CUTS = frozenset(mark + space for mark in BREAK_MARKS for space in ("", " "))
_CONTRACTION = ":"  # for the letters left out of an abbreviation: "S:t"
_SHORTEST = 5  # letters of the word that two halves make
_MOST_PAIRS = 1 << 14


class Joins:
    """Puts the halves of words of names together; each distinct pair is judged once."""

    def __init__(self, names: Names, lang: str | None) -> None:
        self._names = names
        self._lang = lang
        self._lexicon = Lexicon.of(lang)
        self._judged = Remembered[str, bool](self._is_of_name, _MOST_PAIRS)

    def __call__(self, gaps: list[str], words: list[str]) -> tuple[list[str], list[str]]:
        """Words and the gaps before them, those that belong together joined."""
        if _CUTS.isdisjoint(gaps) and _CONTRACTION not in gaps:
            return gaps, words
        cuts = [
            place
            for place, gap in enumerate(gaps[: len(words)])
            if (gap in _CUTS or gap == _CONTRACTION)
            and place
            and words[place][0].islower()
            and words[place - 1][0].isupper()
            and not (gap[0] == "»" and "«" in gaps[place - 1])  # "«SOCAR»ın", an ending after a quotation
        ]
        cuts = [
            place
            for place in cuts
            if (self._lexicon.is_abbreviation if gaps[place] == _CONTRACTION else self._judged.__getitem__)(
                fold_word(words[place - 1] + words[place])
            )
        ]
        return join_words(gaps, words, cuts) if cuts else (gaps, words)

    def _is_of_name(self, word: str) -> bool:
        if len(word) < _SHORTEST:
            return False
        spellings = (word, *self._lexicon.respelt(word))
        forms = [form.restored for spelling in spellings for form in stems(spelling, self._lang)]
        return any(
            self._names.known(form) or self._names.rows_in(compact(form), self._lang) for form in (*spellings, *forms)
        )
