"""Prospects: which words and windows of words may be misspelt names at all, whatever text they stand in.

>>> from namenorm.annotate.words.names import Names
>>> from namenorm.annotate.words.neighbours import Neighbours
>>> from namenorm.annotate.words.vocabulary import Vocabulary
>>> from namenorm.index.reader import MappedIndex
>>> from namenorm.model import Entity
>>> kb = MappedIndex.build([Entity("Q994", "place", {"en": "Tbilisi"})])
>>> vocabulary = Vocabulary("en", Names(kb))
>>> prospects = Prospects(vocabulary, Neighbours(kb))
>>> [prospects.near(number).words for number in vocabulary.numbers(["Tbilsi", "Gallant"])]
[('tbilisi',), ()]

What the text says is asked only where there is a prospect. Words are given by their numbers in the vocabulary; what is
found out about them is kept for all texts of its language.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from namenorm.annotate.words.dictionary import Dictionary, Words
from namenorm.annotate.words.likeness import likeness_cost
from namenorm.annotate.words.neighbours import Neighbours, united
from namenorm.annotate.words.remembered import Remembered, remembered
from namenorm.annotate.words.sounding import Sounding
from namenorm.annotate.words.vocabulary import CASED, ORDINARY, Shape, Trait, Vocabulary
from namenorm.text.known_surnames import is_known_surname
from namenorm.text.profiles import words_of_all

STRANGE = 4
"""Letters of a word that no list has, of which one at least is in a name of several words."""
_SAID = 6  # letters of a name of several words of which one is misspelt and short
SHORTEST_SLIP = 3
"""Letters of a misspelt word beside another one of its name."""
PRESENT_COST = 0.25
"""Weighted edits a letter between a word and a name that the document has elsewhere, spelt right."""
_COST = 0.17  # the same for any name; measured on texts, .12 to .19 are nearly equal
_NOUN_COST = 0.13  # the same where all nouns have a capital, and so more words are none
_ODD = -9.3  # `commonness` of the letters of a word; of few names none can be told to be odd
_UNHEARD = -9.7  # the same of letters that no name has, where there are many names
_TRIED = 2  # names near a word that are tried as what it stands for
_MOST_WORDS = 1 << 15


class Near(NamedTuple):
    """What a word is near: the entities of which that is the whole name, where no other is as near.

    ``farther`` are those that may be meant only where the document has the right name as well: what is less like the
    word, one of several that are as near, the only bearer of a word of a longer name, or whoever a surname is near.
    ``words`` are the words of names for which it may stand.
    """

    owners: frozenset[int]
    farther: frozenset[int]
    words: tuple[str, ...]


class Prospects:
    """The prospects of the words of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, neighbours: Neighbours) -> None:
        self.vocabulary = vocabulary
        self._neighbours = neighbours
        self._limit = _NOUN_COST if vocabulary.lexicon.capitalises_nouns else _COST
        self.dictionary = Dictionary(vocabulary, neighbours)
        self.sounding = Sounding(vocabulary, neighbours, self.dictionary)
        self.romanised = Remembered[int, str](
            lambda number: neighbours.romanised(vocabulary.folded[number]), _MOST_WORDS
        )
        """A word in Latin letters."""
        self.looked_up: set[int] = set()
        """The words for which `to_look_up` was asked."""
        self._read: set[int] = set()

    def to_look_up(self, numbers: Iterable[int]) -> Iterator[str]:
        """Those of some words, in Latin letters, for which `Neighbours.look_up` has not been asked yet."""
        new = set(numbers) - self.looked_up
        self.looked_up |= new
        return map(self.romanised.__getitem__, new)

    def to_read(self, numbers: Iterable[int]) -> Iterator[str]:
        """The same for dictionary forms: of words without case, and of those with a capital that are near nothing."""
        if not self.dictionary.has_forms:
            return
        new = set(numbers) - self._read
        self._read |= new
        for number in new:
            if self.vocabulary.shapes[number] == Shape.UNCASED or self._is_read(number):
                yield from self.dictionary.forms(number)

    def owners_near(self, number: int) -> frozenset[int]:
        """The entities whose names have a word near one."""
        return self._neighbours.owners_near(self.romanised[number])

    def nearly_named(self, numbers: Words) -> frozenset[int]:
        """The entities of which some words are nearly a whole name."""
        return self._neighbours.nearly_named(tuple(map(self.romanised.__getitem__, numbers)))

    def persons_like(self, words: Iterable[str]) -> frozenset[int]:
        """The persons whose names have the consonants of some words of a text, or nearly their letters."""
        return self._neighbours.bones.persons(tuple(map(self._neighbours.romanised, words)))

    def words_of(self, owner: int) -> frozenset[str]:
        """The romanised words of all names of an entity."""
        return self._neighbours.words_of(owner)

    def concerned(self, numbers: Collection[int], owners: frozenset[int], words: frozenset[str]) -> set[int]:
        """Those of some words that were looked at before and may be meant for some entities or some words of names."""
        readings, romanised = self.vocabulary.readings, self.romanised
        folded, lang = self.vocabulary.folded, self.vocabulary.lang or ""
        found = {
            number
            for number in numbers
            if number in readings and (forms := readings[number]) and any(key in words for key, _ in forms)
        }
        looked_at = [(each, romanised[each], (folded[each], lang)) for each in numbers if each in romanised]
        found.update(self._neighbours.concerned(looked_at, owners, frozenset().union(*map(self.words_of, owners))))
        return found

    @remembered(_MOST_WORDS)
    def alone(self, number: int) -> bool:
        """Whether an unknown word alone may be a misspelt name."""
        if self.vocabulary.is_demonym(number):
            return False
        if not self.vocabulary.has(number, Trait.USUAL) and any(near := self.near(number)):
            return not self._is_of_people(number, near) and not self._is_unlisted_place(number, near)
        is_read = self.dictionary.reading((number,)) is not None or self.dictionary.slip(number) is not None
        return not self.vocabulary.lexicon.capitalises_nouns and is_read

    def _is_of_people(self, number: int, near: Near) -> bool:
        """Whether a word is nearest to one for people: "Azerbajani", whatever some language calls their country."""
        edits = [OSA.distance(self.romanised[number], name) for name in near.words]
        nearest = [name for name, count in zip(near.words, edits, strict=True) if count == edits[0]]
        return bool(nearest) and all(map(self.vocabulary.names.is_demonym, nearest))

    def _is_read(self, number: int) -> bool:
        """Whether only its dictionary forms can make an unknown word a misspelt name."""
        if self.vocabulary.lexicon.capitalises_nouns or self.vocabulary.is_demonym(number):
            return False
        return self.vocabulary.has(number, Trait.USUAL) or not any(self.near(number))

    def _is_unlisted_place(self, number: int, near: Near) -> bool:
        """Whether a word is what its language calls a place that is not listed, and so no other place misspelt.

        Or a form of the name of a town that is none of the places near.
        """
        if self.dictionary.is_unlisted_place(number):
            return True
        names = self.vocabulary.names
        if not near.owners or any(names.kind(owner) != "place" for owner in near.owners):
            return False
        return names.places.are_apart(self.dictionary.places(number), near.words)

    @remembered(_MOST_WORDS)
    def near(self, number: int) -> Near:
        """What a word alone may be meant for."""
        word = self.romanised[number]
        near = self._neighbours.near(word)
        costs = [likeness_cost(word, name) for name in near]
        owners, farther = (
            united(find(name) for name, cost in zip(near, costs, strict=True) if cost <= most)
            for find, most in ((self._neighbours.whole, self._limit), (self._neighbours.bearer, PRESENT_COST))
        )
        if owners and self._is_between(word, near):
            owners = frozenset()
        if is_known_surname(self.vocabulary.keys[number]):  # who says "Garcia" means no Gracia, unless she is there
            owners, farther = frozenset(), owners | farther
        words = (name for name, cost in zip(near[:_TRIED], costs, strict=False) if cost <= self._limit)
        return Near(owners, farther, tuple(words))

    def _is_between(self, word: str, near: Sequence[str]) -> bool:
        """Whether names of other entities, weak ones aside, are as near to a word, and none equals it."""
        names = [(OSA.distance(word, name), owners) for name in near if (owners := self._neighbours.strong(name))]
        least = min((edits for edits, _ in names), default=0)
        nearest = [owners for edits, owners in names if edits == least]
        return least > 0 and frozenset().union(*nearest) not in nearest

    @remembered(_MOST_WORDS)
    def strong_bearer(self, word: str) -> tuple[int, ...]:
        """The aliases of the one person of whom a romanised word is a strong name, others bearing it weakly."""
        names = self.vocabulary.names
        kb = names.kb
        rows = [row for row in kb.lookup("romanised", word) if kb.alias(row).kind == "short"]
        strong = tuple(row for row in rows if kb.alias(row).strength == "strong" and names.type_of(row) == "person")
        owners = names.entities(strong)
        return strong if len(owners) == 1 and names.allows(min(owners)) else ()

    @remembered(_MOST_WORDS)
    def shared(self, numbers: Words) -> frozenset[int] | None:
        """The entities that have words near those of a window; ``None`` where it cannot be a name."""
        content = [number for number in numbers if not self.vocabulary.has(number, Trait.SMALL)]
        shapes = self.vocabulary.shapes
        words = [
            each for each in content if shapes[each] != Shape.NUMBER and not self.vocabulary.has(each, Trait.NUMERAL)
        ]
        if len(words) < len(content) and all(self.vocabulary.has(number, Trait.NOTHING) for number in words):
            return None
        shared = self._neighbours.shared(tuple(self.romanised[number] for number in content))
        is_demonym = self.vocabulary.is_demonym(content[-1])
        if is_demonym:  # "Stati Uniiti" is a whole name, "South Azerbaijani" is none
            shared &= self._neighbours.ending_alike(self.romanised[content[-1]])
        shared = shared or self._with_short_slip(content)
        if shared or is_demonym or not any(map(self._is_strange, numbers)):
            return shared or None
        return shared if self.dictionary.reading(numbers) else None

    def _with_short_slip(self, numbers: list[int]) -> frozenset[int]:
        """The entities whose name some words are but for a letter of one that is too short to be looked up."""
        slips = [number for number in numbers if self.is_short_slip(number)]
        if not slips or sum(len(self.vocabulary.keys[number]) for number in numbers) < _SAID:
            return frozenset()
        right = {self.romanised[number] for number in numbers if number not in slips}
        if words_of_all("function_words", "particles").issuperset(right):
            return frozenset()
        return frozenset(owner for owner in self.nearly_named(tuple(numbers)) if right <= self.words_of(owner))

    def is_short_slip(self, number: int) -> bool:
        """Whether a word is too short to be looked up by itself, and none that anybody knows."""
        vocabulary, key = self.vocabulary, self.vocabulary.keys[number]
        if not SHORTEST_SLIP <= len(key) <= STRANGE or vocabulary.shapes[number] not in (Shape.TITLE, Shape.MIXED):
            return False
        return not self.vocabulary.has(number, ORDINARY | Trait.USUAL) and not vocabulary.is_given(
            vocabulary.folded[number], key
        )

    def is_odd(self, number: int) -> bool:
        """Whether a word has letters in a row as hardly any name has, so that it is no name nor word spelt right."""
        return self._neighbours.commonness(self.romanised[number]) < _ODD

    def is_unheard(self, romanised: str) -> bool:
        """Whether a word has three letters in a row that stand so in no name."""
        return self._neighbours.commonness(romanised) < _UNHEARD

    def _is_strange(self, number: int) -> bool:
        is_long = len(self.vocabulary.keys[number]) >= STRANGE
        return is_long and self.vocabulary.shapes[number] in CASED and not self.vocabulary.has(number, ORDINARY)
