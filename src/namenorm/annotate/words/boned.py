"""Boned: whose names have the consonants of some words, which stand in a script without vowels.

>>> from namenorm.index.reader import MappedIndex
>>> from namenorm.model import Entity
>>> kb = MappedIndex.build([Entity("Q1", "person", {"en": "Ilham Aliyev"}), Entity("Q2", "place", {"en": "Tabriz"})])
>>> boned = Boned(kb)
>>> boned.persons(("aylham", "alyyb")), boned.named("tbryz")
(frozenset({0}), frozenset({1}))
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from namenorm.annotate.words.remembered import remembered
from namenorm.kb import KnowledgeBase
from namenorm.model import ENTITY_TYPES
from namenorm.resolving.words import arabic_articles
from namenorm.text.bones import bone_count, bones, bones_as_read
from namenorm.text.fold import undoubled
from namenorm.text.profiles import words_of_all
from namenorm.text.romanize import romanize

Counts = npt.NDArray[np.int64]

_MOST_NAMES = 2000  # words of names that have the same consonants; more say nothing
_FEW_WORDS = 300  # the same for words of what is no person, of which there are many more
_MOST_BONES = 1 << 13
_MOST_WORDS = 1 << 15
_LEAST, _LEAST_OF_OTHERS = 3, 4  # consonants of a window
_MANY = 4  # consonants of a word of which one may be another
_FAR = 0.4  # edits a letter between a word and one of a name that has the consonants of the word beside it
_APART = 0.5  # edits a letter between all the words and a name
_FEW = 40  # persons whose names are looked at
PERSONS = ("person", "other")
"""The types of persons: many gazetteers do not say what their entities are."""
_OTHERS = frozenset(ENTITY_TYPES) - {"person"}
_MARKS = frozenset(" .-'\u2019")
_ALIKE = (("dzh", "g"), ("sch", "sh"), ("ts", "s"), ("tz", "s"), ("ph", "f"), ("ck", "k"))
_AS_Y = ("i", "y", "e", "j", "a", "u")
"""What names end with that have such a letter there, or one that looks like it: "الأسدي" is not Assad."""
_ONE = str.maketrans("eyowvpcqjz", "iiuuufkkgs")


class _Filed(NamedTuple):
    """The words of names that have the same consonants: how each sounds, how long that is, and its labials."""

    words: tuple[str, ...]
    sounds: tuple[str, ...]
    sizes: Counts
    labials: Counts
    unsure: Counts


class _Words(NamedTuple):
    """The words of the names of an entity, with the consonants of each, a letter each, and how it sounds."""

    words: tuple[str, ...]
    consonants: tuple[str, ...]
    sounds: tuple[str, ...]


class Boned:
    """The entities of one knowledge base by the consonants of their names; safe to share between threads."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb

    @remembered(_MOST_BONES)
    def _persons(self, own: int) -> frozenset[int]:
        return frozenset(filter(self.may_be_person, self._kb.owners_with_bones(own, PERSONS, _MOST_NAMES)))

    @remembered(_MOST_BONES)
    def _others(self, own: int) -> frozenset[int]:
        return frozenset(self._kb.owners_with_bones(own, _OTHERS, _FEW_WORDS) if own else ())

    @remembered(_MOST_WORDS)
    def _whole(self, name: str) -> frozenset[int]:
        return frozenset(map(self._kb.alias_entity, self._kb.lookup("romanised", name)))

    def persons(self, words: tuple[str, ...]) -> frozenset[int]:
        """What may be a person, with words of a name that have the consonants of some, or nearly their letters."""
        wanted = list(map(bones, words))
        if sum(map(bone_count, wanted)) < _LEAST - (sum(labials(word)[0] for word in words) > 1):
            return frozenset()
        ways = (bones_as_read(word) + bones_as_read(word.removeprefix(_article())) for word in words)
        sounds = (frozenset().union(*(self._persons(own) for own in way if own)) for way in ways)
        bearers = sorted(filter(None, sounds), key=len)
        likely = bearers[0] & bearers[1] if len(bearers) > 1 else frozenset[int]()
        if not likely:
            likely = frozenset().union(*(found for found in bearers if len(found) <= _FEW))
        return self._called(words, likely, most=len(words) + 1)

    def bearers(self, word: str) -> frozenset[int]:
        """The entities that have a word with the consonants of a romanised one in a name; those of a single one say
        nothing.
        """
        ways = [own for own in bones_as_read(word) if bone_count(own) > 1]
        return frozenset().union(*(found(own) for own in ways for found in (self._persons, self._others)))

    def others(self, words: tuple[str, ...]) -> frozenset[int]:
        """What need be no person, with a name of as many words, which have the consonants of some romanised ones."""
        wanted = list(map(bones, words))
        if sum(map(bone_count, wanted)) < _LEAST_OF_OTHERS:
            return frozenset()
        likely = frozenset.intersection(*map(self._others, wanted))
        return self._called(words, likely, most=len(words))

    def _called(self, words: tuple[str, ...], owners: frozenset[int], *, most: int) -> frozenset[int]:
        """Those of some entities that some words may be a name of, which has at most so many words."""
        fitting = []
        for word in words if owners else ():
            fitting.append(fits := _fitting(word, list(map(self._own_words, owners))))
            owners = frozenset([owner for owner in owners if not fits.isdisjoint(self._own_words(owner).words)])
            if not owners:
                break
        sizes = range(len(words), most + 1)
        return frozenset(
            owner
            for owner in owners
            if any(_follow(words, fitting, name) for size in sizes for name in self._names((owner, size)))
        )

    @remembered(_MOST_BONES)
    def _own_words(self, owner: int) -> _Words:
        words = tuple({word for name in self._spelt(owner) for word in name})
        return _Words(words, tuple(f"{bones(word):x}" for word in words), tuple(map(_sounds, words)))

    def named(self, word: str) -> frozenset[int]:
        """The entities of whose whole names one has the consonants of a romanised word."""
        own = bones(word)
        if bone_count(own) < _LEAST:
            return frozenset()
        filed = self._words(own)
        if not filed.words:
            return frozenset()
        # That is `labials_fit` and `_are_alike`, of all these words at once.
        sounds, (own_labials, unsure) = _sounds(word), labials(word)
        edits = process.cdist([sounds], filed.sounds, scorer=OSA.distance, dtype=np.int64)[0]
        near = edits <= _APART * np.maximum(filed.sizes, len(sounds))
        near &= np.abs(filed.labials - own_labials) <= filed.unsure + unsure
        return frozenset().union(*(self._whole(filed.words[at]) for at in np.flatnonzero(near).tolist()))

    @remembered(_MOST_BONES)
    def _words(self, own: int) -> _Filed:
        words = self._kb.words_with_bones(own)
        words = words if len(words) <= _MOST_NAMES else ()
        sounds = tuple(map(_sounds, words))
        counts = [(len(own), *labials(word)) for word, own in zip(words, sounds, strict=True)]
        return _Filed(tuple(words), sounds, *np.array(counts, dtype=np.int64).reshape(-1, 3).T)

    def may_be_person(self, owner: int) -> bool:
        """Whether an entity is a person, as far as is known."""
        kind = self._kb.entity_type(owner)
        texts = (self._kb.alias(row).text for row in self._kb.entity_aliases(owner))
        return kind == "person" or (kind == "other" and any(map(_is_like_a_person, texts)))

    @remembered(_MOST_BONES)
    def _names(self, asked: tuple[int, int]) -> frozenset[tuple[str, ...]]:
        """The names of an entity that have so many words."""
        owner, size = asked
        return frozenset(name for name in self._spelt(owner) if len(name) == size)

    def _spelt(self, owner: int) -> Iterator[tuple[str, ...]]:
        """The words of the names of an entity, with articles as words and as the beginnings of others: "الشرع"."""
        articles = words_of_all("romanised_articles")
        for row in self._kb.entity_aliases(owner):
            yield (words := tuple(self._kb.romanised(row).split()))
            if not articles.isdisjoint(words[:-1]):
                spaces = ("" if word in articles else " " for word in words)
                yield tuple("".join(chain.from_iterable(zip(words, spaces, strict=True))).split())


@lru_cache(maxsize=1)
def _article() -> str:
    """The article that names in Latin letters have as a word of its own: "الشرع", al-Sharaa."""
    return romanize("".join(arabic_articles()))


def _is_like_a_person(name: str) -> bool:
    """Whether a name is of several words of letters, the first and the last with a capital, or in a script without."""
    first, *_, last = words if len(words := name.split()) > 1 else ("", "")
    starts = first[:1], last.rpartition("-")[2][:1]  # "el-Sisi"
    is_capital = [start.isalpha() and not start.islower() for start in starts]
    return all(is_capital) and all(char.isalpha() or char in _MARKS for char in name)


def _fitting(word: str, names: Sequence[_Words]) -> frozenset[str]:
    """The words of some names that a word may be: by its consonants, of which one may be another if they are many, or
    by its sound; read otherwise only where all consonants are the same, b, p, f, v and w too.
    """
    words, consonants, sounds = (list(chain.from_iterable(column)) for column in zip(*names, strict=True))
    own, *others = (f"{way:x}" for way in bones_as_read(word))
    most = 1 if bone_count(bones(word)) >= _MANY else 0
    same = process.extract(own, consonants, scorer=OSA.distance, score_cutoff=most, limit=None)
    alike = process.extract(_sounds(word), sounds, scorer=OSA.normalized_distance, score_cutoff=_FAR, limit=None)
    by_consonants = frozenset([words[at] for *_, at in same])
    by_sound = frozenset([words[at] for *_, at in alike])
    read = (
        name for name, way in zip(words, consonants, strict=True) if way in others and labials(name) == labials(word)
    )
    found = (by_sound - by_consonants).union(read, (name for name in by_consonants if labials_fit(word, name)))
    return frozenset(name for name in found if not word.endswith("y") or name.endswith(_AS_Y))


def _follow(words: tuple[str, ...], fitting: Sequence[frozenset[str]], name: tuple[str, ...]) -> bool:
    """Whether some words, which may be certain others, are those of a name in its order, some left out."""
    own, place = [], 0
    for fits in fitting:
        while place < len(name) and name[place] not in fits:
            place += 1
        if place == len(name):
            return False
        own.append(name[place])
        place += 1
    return _are_alike(words, own)


def _are_alike(words: Iterable[str], names: Iterable[str]) -> bool:
    """Whether so many letters are the same that the vowels which are written seem to be as well."""
    pairs = [(_sounds(word), _sounds(name)) for word, name in zip(words, names, strict=True)]
    # A vowel that is not written is half an edit.
    edits = sum(OSA.distance(word, name) - max(0, len(name) - len(word)) / 2 for word, name in pairs)
    return edits <= _APART * sum(max(len(word), len(name)) for word, name in pairs)


@lru_cache(maxsize=_MOST_WORDS)
def _sounds(word: str) -> str:
    """A romanised word with letters that are written for each other made one, doubled ones once.

    >>> _sounds("byydn"), _sounds("biden"), _sounds("scholz"), _sounds("shvlts")
    ('bidn', 'bidin', 'shuls', 'shuls')
    """
    for letters, one in _ALIKE:
        word = word.replace(letters, one)
    return undoubled(word.translate(_ONE))


def labials_fit(word: str, name: str) -> bool:
    """Whether two words have as many b, p and f, which have no bones; v and w may be one, or a vowel."""
    own, other = labials(word), labials(name)
    return abs(own[0] - other[0]) <= own[1] + other[1]


@lru_cache(maxsize=_MOST_WORDS)
def labials(word: str) -> tuple[int, int]:
    """How many b, p and f a word has, and how many v and w."""
    return sum(map(_sounds(word).count, "bf")), word.count("v") + word.count("w")
