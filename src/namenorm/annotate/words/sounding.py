"""Sounding: which words sound like names of entities that have none in the language of a text.

>>> from namenorm.annotate.words.names import Names
>>> from namenorm.annotate.words.prospects import Prospects
>>> from namenorm.index.reader import MappedIndex
>>> from namenorm.model import Entity
>>> kb = MappedIndex.build([Entity("1", "person", {"en": "Michel Barnier"}), Entity("2", "place", {"ru": "Москва"})])
>>> vocabulary = Vocabulary("ru", Names(kb))
>>> sounding = Prospects(vocabulary, Neighbours(kb)).sounding
>>> asked = [tuple(vocabulary.numbers(words.split())) for words in ("Мишель Барнье", "Москва", "Лев Толстой")]
>>> [sounding.may_name(numbers) for numbers in asked]
[True, False, False]

The resolver is asked about such words only. What is found out about them is kept for all texts of a language.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain

from rapidfuzz.distance import OSA

from namenorm.annotate.words.dictionary import Dictionary, Words
from namenorm.annotate.words.neighbours import Neighbours
from namenorm.annotate.words.remembered import remembered
from namenorm.annotate.words.spellings import is_named_in
from namenorm.annotate.words.vocabulary import Vocabulary
from namenorm.text.scripts import script

_ALIKE = 0.35  # edits a letter between two words that sound alike
_MOST_WORDS = 1 << 15


class Sounding:
    """What the words of one vocabulary sound like."""

    def __init__(self, vocabulary: Vocabulary, neighbours: Neighbours, dictionary: Dictionary) -> None:
        self._vocabulary = vocabulary
        self._neighbours = neighbours
        self.sounds = dictionary.sounds

    @remembered(_MOST_WORDS)
    def is_heard(self, number: int) -> bool:
        """Whether a word sounds like one of a name of what has none in the language."""
        written = script(self._vocabulary.folded[number])
        found = self._bearers(number).union(*map(self._neighbours.named, self.sounds(number)))
        return any(not self._is_named((owner, written, False)) for owner in found)

    @remembered(_MOST_WORDS)
    def may_name(self, numbers: Words) -> bool:
        """Whether some words may be a name of what has none in the language: one sounds like the whole of it.

        Of several one may have other consonants, if it sounds alike: "Мишель Барнье", Michel Barnier.
        """
        written = script(" ".join(self._vocabulary.folded[number] for number in numbers[:2]))
        if len(numbers) == 1:
            sounds, (named, bones) = self.sounds(numbers[0]), (self._neighbours.named, self._neighbours.bones)
            found = frozenset().union(*map(named, sounds), *map(bones.named, sounds))
            return any(not self._is_named((owner, written, False)) for owner in found)
        counts = Counter(chain.from_iterable(map(self._bearers, numbers)))
        return any(
            count >= len(numbers) - 1 and not self._is_named((owner, written, True)) and self._may_have(owner, numbers)
            for owner, count in counts.items()
        )

    def _may_have(self, owner: int, numbers: Words) -> bool:
        """Whether those of some words that have not the consonants of one of an entity's names sound like one."""
        names = self._neighbours.words_of(owner)
        return all(
            owner in self._bearers(number)
            or any(OSA.normalized_distance(sound, name) <= _ALIKE for sound in self.sounds(number) for name in names)
            for number in numbers
        )

    @remembered(_MOST_WORDS)
    def _bearers(self, number: int) -> frozenset[int]:
        return frozenset().union(*map(self._neighbours.bones.bearers, self.sounds(number)))

    @remembered(_MOST_WORDS)
    def _is_named(self, asked: tuple[int, str, bool]) -> bool:
        owner, written, several = asked
        return is_named_in(self._neighbours.entity(owner), written, self._vocabulary.lang, several=several)
