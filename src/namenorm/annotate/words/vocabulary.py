"""Vocabulary: the distinct words of the texts of one language, with what is known about each wherever it stands.

>>> from namenorm.annotate.words.names import Names
>>> from namenorm.index.reader import MappedIndex
>>> vocabulary = Vocabulary("en", Names(MappedIndex.build([])))
>>> numbers = vocabulary.numbers(["the", "King’s", "the"])
>>> [vocabulary.folded[number] for number in numbers], [part[:2] for part in vocabulary.parts["King’s"]]
(['the', 'kings', 'the'], [(0, 4), (5, 6)])

A word is folded, looked up and compared with the word lists of its language once, in whatever document it stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from namenorm.annotate.words.bearers import Bearers
from namenorm.annotate.words.borders import Joins, Splits, misread
from namenorm.annotate.words.demonyms import Demonyms
from namenorm.annotate.words.english import English
from namenorm.annotate.words.gaps import Gaps
from namenorm.annotate.words.lexicon import Lexicon
from namenorm.annotate.words.names import Names
from namenorm.annotate.words.register import Register
from namenorm.annotate.words.remembered import Remembered, remembered
from namenorm.annotate.words.short_forms import in_full, related_names
from namenorm.resolving.countries import countries_in
from namenorm.text.fold import compact
from namenorm.text.given_names import may_be_given_name
from namenorm.text.inflection import Stem, forms_of, may_inflect, stems
from namenorm.text.keyhash import encode, key_hash
from namenorm.text.scripts import has_case, is_unspaced, letter_count, script
from namenorm.text.tokens import Token, fold_word, without_possessive

_TELLING = 4  # letters
_SHORTEST_INFLECTED, _LONGEST_INFLECTED = 3, 40  # letters, with the ending
_SHORTEST_RESPELT = 5  # letters of a word that may be in an old spelling
_SHORTEST_MISSPELT = 5  # letters; a shorter word is near too many names
_MOST_WORDS = 1 << 15


class Shape:
    """How a word is written: plain numbers, which are compared for each word."""

    UNCASED = 0
    LOWER = 1
    TITLE = 2
    MIXED = 3
    UPPER = 4
    NUMBER = 5
    UNSPACED = 6


LONGEST = 200
"""Letters of a word; a longer one is no part of a name."""
CASED = (Shape.TITLE, Shape.UPPER, Shape.MIXED)
"""Words with a capital."""


class Trait:
    """What is known about a word: bits, as plain numbers, which are combined and tested for each word."""

    KNOWN = 1
    """An alias contains it."""
    FUNCTION = 2
    SMALL = 4
    """A function word or a particle."""
    NOTHING = 8
    """Names nothing on its own."""
    NUMERAL = 16
    ABBREVIATION = 32
    """A stop after it need not end a sentence."""
    POSSESSIVE = 64
    """The letter s."""
    TELLING = 128
    """Four letters or more: whether it has a capital says whether its line is a headline."""
    PARTS = 256
    """Falls into parts."""
    TITLE = 512
    """A form of address or an office, this in any case."""
    TITLE_END = 32768
    """What one may end with, a case ending at the office or not."""
    COMMON = 1024
    """Needs more than its spelling to be a name."""
    USUAL = 4096
    """Too usual to be a misspelt name."""
    PEOPLE = 2048
    """A common given name or surname."""
    GENERIC = 16384
    """Says what something is and not which one."""
    UNKNOWN = 8192
    """Has a capital and is long enough for a misspelt name, but neither an ordinary word nor a word of a name."""


_OFFICE = 3  # letters of a word of an office, at least
ORDINARY = Trait.COMMON | Trait.PEOPLE | Trait.KNOWN
"""Of a word that is known, of a language or of names."""
LISTED = Trait.NOTHING | Trait.SMALL | Trait.COMMON | Trait.USUAL | Trait.KNOWN
"""Of a word that is in some list, lists of names of people and of titles aside."""
FAMILIAR = LISTED | Trait.PEOPLE | Trait.TITLE
"""Of a word that is in any list, by which alone words without case are told from misspelt names."""


class Part(NamedTuple):
    """One of the words into which a word falls: where in it, which word it is, and the gap before it."""

    low: int
    high: int
    number: int
    gap: int


def shape_of(text: str) -> int:
    """How a word is written.

    >>> shape_of("McDonald") == Shape.TITLE, shape_of("NATO") == Shape.UPPER, shape_of("ბაქო") == Shape.UNCASED
    (True, True, True)
    """
    if text[0].isdigit():
        return Shape.MIXED if sum(map(str.isalpha, text)) >= 4 else Shape.NUMBER
    if has_case(text[0]):
        if text.islower():
            return Shape.LOWER
        if text.isupper():
            return Shape.UPPER if len(text) > 1 else Shape.TITLE
        if text[0].istitle():
            return Shape.TITLE
        if any(char.isupper() for char in text):
            return Shape.MIXED
    return Shape.UNSPACED if is_unspaced(script(text)) and len(text) < 3 else Shape.UNCASED


class Vocabulary(Register):
    """All distinct words that were met in texts of one language. ``parts`` has those that fall into parts.

    Fields of an entry: ``size`` in characters, ``letters`` of the key, ``shape`` (a `Shape`), ``traits`` (`Trait`),
    ``hash`` and ``bytes`` of the key (see `namenorm.text.keyhash`).
    """

    def __init__(self, lang: str | None, names: Names, usual_words: int = 0) -> None:
        super().__init__(
            ("size", "u4"), ("letters", "u4"), ("shape", "u1"), ("traits", "u2"), ("hash", "u8"), ("bytes", "u4")
        )
        self.lang = lang
        self.names = names
        self.lexicon = Lexicon.of(lang, usual_words)
        self.is_inflected = may_inflect(lang)
        self.gaps = Gaps()
        self.texts: list[str] = []
        self.folded: list[str] = []
        self.keys: list[str] = []
        self.shapes: list[int] = []
        self.traits: list[int] = []
        self.parts: dict[str, tuple[Part, ...]] = {}
        self.readings = Remembered[int, tuple[tuple[str, Stem], ...]](self._readings_of, _MOST_WORDS)
        """The forms of words of names that a word, given by its number, may be, each with the key of that word."""
        self.joins = Joins(names, lang)
        titles = self.lexicon.roles | self.lexicon.honorifics
        self._title_ends = frozenset(title[cut:] for title in titles for cut in range(len(title)))
        beginnings = (role[:cut] for role in self.lexicon.roles for cut in range(_OFFICE, len(role)))
        self._office_parts = self._title_ends.union(beginnings)
        self._office_starts = frozenset(part[:_OFFICE] for part in self._office_parts)
        self.misread: set[int] = set()
        """The words of names that scans have misread: "8erlin"."""
        self.offices: dict[int, tuple[str, ...]] = {}
        """The offices, or words at the beginning or end of one, that some words are with a case ending: "министром"."""
        self._demonyms = Demonyms(names, self.lexicon)
        self.bearers = Bearers(names, self.lexicon)
        self.english = English(names, lang, self.lexicon)
        self._splits = Splits(names, lang, self.lexicon)
        self._listed = _listed_traits(self.lexicon)

    def has(self, number: int, trait: int) -> bool:
        """Whether a word has a `Trait`, or one of several."""
        return bool(self.traits[number] & trait)

    def listed(self, number: int) -> str:
        """The key of a word, or of what it is without its case ending where only that is a word of some name."""
        readings = () if self.traits[number] & Trait.KNOWN else self.readings[number]
        return next((key for key, _ in readings), self.keys[number])

    @remembered(_MOST_WORDS)
    def has_ending(self, number: int) -> bool:
        """Whether a word may carry a case ending."""
        return any(form.ending for form in stems(self.folded[number], self.lang))

    @remembered(_MOST_WORDS)
    def forms(self, number: int) -> tuple[str, ...]:
        """The key of a word, and the dictionary forms that it may have."""
        return (self.keys[number], *forms_of(self.folded[number], self.lang)[1:])

    @remembered(_MOST_WORDS)
    def of_match(self, number: int) -> str:
        """The dictionary form of a word about matches; "" of any other."""
        matches, sports = self.lexicon.matches, self.lexicon.sports
        forms = self.forms(number) if matches or sports else ()
        return next((form for form in forms if form in matches or form in sports), "")

    @remembered(_MOST_WORDS)
    def related(self, asked: tuple[tuple[str, ...], bool]) -> dict[int, str]:
        """The aliases of which some words, the last of them in lower case or not, are a form."""
        return related_names(self.names, self.lexicon, asked[0], lower_end=asked[1])

    @remembered(_MOST_WORDS)
    def countries(self, number: int) -> frozenset[str]:
        """The codes of the countries that a word names."""
        return self.names.codes_of_word((self.keys[number], self.lang)) | countries_in(self.folded[number])

    @remembered(_MOST_WORDS)
    def tells_body(self, number: int) -> bool:
        """Whether the name of a body that is found by its country may begin or end with a word."""
        return self.names.has_bodies and (bool(self.countries(number)) or self.is_of_body(number))

    @remembered(_MOST_WORDS)
    def is_of_body(self, number: int) -> bool:
        """Whether a word is one of the name of some body, or short for several."""
        word = self.listed(number)
        is_known = self.traits[number] & Trait.KNOWN or word != self.keys[number]
        return bool(is_known and self.names.in_body(word)) or len(in_full(word, self.lexicon)) > 1

    def describe(self, entries: npt.NDArray[Any], texts: list[str]) -> None:
        folded, shapes = self._read(texts)
        keys = [compact(word) for word in folded]
        entries["size"] = list(map(len, texts))
        entries["letters"] = list(map(len, keys))
        entries["shape"] = shapes
        encoded = list(map(encode, keys))
        entries["hash"] = list(map(key_hash, encoded))
        entries["bytes"] = list(map(len, encoded))
        traits = list(map(self._traits_of, texts, keys, shapes))
        for place in np.flatnonzero(self.names.kb.may_hold("token", entries["hash"])).tolist():
            if self.names.known(folded[place]):
                traits[place] |= Trait.KNOWN
        for place, (word, key) in enumerate(zip(folded, keys, strict=True)):
            offices = self._offices_of(word)
            if offices:
                self.offices[len(self.texts) + place] = offices
            if offices or key in self._title_ends:
                traits[place] |= Trait.TITLE_END
            if not self.lexicon.roles.isdisjoint(offices):
                traits[place] |= Trait.TITLE
        for place, (key, shape) in enumerate(zip(keys, shapes, strict=True)):
            least = _SHORTEST_MISSPELT - (shape == Shape.UPPER)  # an acronym in another script: "УЕФА"
            if shape not in CASED or not least <= len(key) <= LONGEST or traits[place] & ORDINARY:
                continue
            if not self.is_given(folded[place], key):
                traits[place] |= Trait.UNKNOWN
        entries["traits"] = traits
        self.texts += texts
        self.folded += folded
        self.keys += keys
        self.shapes += shapes
        self.traits += traits

    def _read(self, texts: list[str]) -> tuple[list[str], list[int]]:
        """The folded forms of new words and their shapes, those that scans have misread put right."""
        both = [(text, text.isascii() and text.isalpha()) for text in texts]
        folded = [text.lower() if plain else fold_word(text) for text, plain in both]
        shapes = [Shape.LOWER if plain and text.islower() else shape_of(text) for text, plain in both]
        for place, text in enumerate(texts):
            if word := misread(self.names, text, folded[place], self.lang):
                folded[place], shapes[place] = word, Shape.UPPER if text.isupper() else Shape.TITLE
                self.misread.add(len(self.texts) + place)
        return folded, shapes

    def is_given(self, folded: str, key: str) -> bool:
        """Whether a word is a given name, with an ending where those of persons have them."""
        given = self.lexicon.given
        if key in given or may_be_given_name(folded):
            return True
        return self.lexicon.names_agree and any(form.restored in given for form in stems(folded, self.lang, "person"))

    def _traits_of(self, text: str, key: str, shape: int) -> int:
        traits = self._listed.get(key, 0)
        if shape == Shape.UNCASED and text == key and key in self.lexicon.people:
            traits &= ~(Trait.FUNCTION | Trait.SMALL | Trait.NOTHING)  # "علي" is Ali, "على" is "on"
        elif shape == Shape.UNCASED and key in self.lexicon.given:
            traits &= ~Trait.NOTHING  # "امیر" is Amir, or an emir
        if len(key) >= _TELLING and key.isalpha():
            traits |= Trait.TELLING
        elif shape == Shape.TITLE and len(key) == 1:
            traits |= Trait.ABBREVIATION
        if text in self.parts:
            traits |= Trait.PARTS
        return traits

    def _readings_of(self, number: int) -> tuple[tuple[str, Stem], ...]:
        word, names = self.folded[number], self.names
        if not _SHORTEST_INFLECTED <= letter_count(word) <= _LONGEST_INFLECTED:
            return self._otherwise_short(word)
        spellings = (word, *(() if names.rows(compact(word)) else self.lexicon.respelt(word)))
        forms = [Stem(each, "", each) for each in spellings[1:] if len(word) >= _SHORTEST_RESPELT]
        if self.is_inflected:
            forms += [form for each in spellings for form in stems(each, self.lang)]
        found = [
            form
            for form in forms
            if (form.ending not in self.lexicon.demonym_endings or form.restored != form.stem)
            and (
                names.known(form.restored)
                or form.restored in names.places.words(self.lang)
                or names.rows_in(form.restored, self.lang)
            )
        ]
        key = compact(word)
        if word in names.places.words(self.lang) or (not names.rows(key) and names.rows_in(key, self.lang)):
            found.append(Stem(word, "", word))  # as it stands it is a name, or a part of one, that is not listed
        return (*((form.restored, form) for form in found), *self._otherwise_short(word))

    def _otherwise_short(self, word: str) -> tuple[tuple[str, Stem], ...]:
        """What a word that may be abbreviated is in names, in full or short: "St." and "Sankt" of "Saint"."""
        return tuple(
            (each, Stem(each, "", each)) for each in self.lexicon.written_otherwise(word) if self.names.known(each)
        )

    def _offices_of(self, word: str) -> tuple[str, ...]:
        if not self.is_inflected or word[:_OFFICE] not in self._office_starts or compact(word) in self.lexicon.people:
            return ()
        keys = (form.restored for form in stems(word, self.lang) if not form.prefix)
        return tuple(key for key in keys if key in self._office_parts)

    @remembered(_MOST_WORDS)
    def is_demonym(self, number: int) -> bool:
        """Whether a word looks like what those of a named place are called, and not like the place: "Milano"."""
        return self._demonyms.looks_like(self.folded[number])

    @remembered(_MOST_WORDS)
    def is_given_name(self, number: int) -> bool:
        """Whether a word in a script without case is a common given name, a small word before it or not."""
        key, traits, given = self.keys[number], self.traits[number], self.lexicon.given
        if self.shapes[number] != Shape.UNCASED:
            return False
        if traits & (Trait.SMALL | Trait.NOTHING):
            return False
        if traits & Trait.COMMON:
            return key in given - self.lexicon.common_words  # "حسن" is Hassan, or handsome
        forms = stems(self.folded[number], self.lang, "person")
        return key in given or any(form.restored in given for form in forms if not form.ending)

    def _enter(self, texts: list[str]) -> None:
        for text in texts:
            if not (text.isalpha() and (text.islower() or text.isupper())):
                parts = self._parts_of(text)
                if len(parts) > 1:
                    self._enter([part.text for part in parts if part.text not in self._numbers])
                    self.parts[text] = self._placed(text, parts)
        super()._enter([text for text in dict.fromkeys(texts) if text not in self._numbers])

    def _parts_of(self, text: str) -> tuple[Token, ...]:
        found: list[Token] = []
        for token in without_possessive(text):
            found.extend(self._splits(token) or (token,))
        return tuple(found)

    def _placed(self, text: str, parts: tuple[Token, ...]) -> tuple[Part, ...]:
        ends = (0, *(part.end for part in parts))
        gaps = self.gaps.numbers([text[end : part.start] for end, part in zip(ends, parts, strict=False)])
        numbers = [self._numbers[part.text] for part in parts]
        return tuple(
            Part(part.start, part.end, number, gap) for part, number, gap in zip(parts, numbers, gaps, strict=True)
        )


def _listed_traits(lexicon: Lexicon) -> dict[str, int]:
    """The traits of the words that are in the lists of a language."""
    lists: tuple[tuple[int, Iterable[str]], ...] = (
        (Trait.FUNCTION, lexicon.function_words),
        (Trait.SMALL, lexicon.small),
        (Trait.NOTHING, lexicon.nameless - lexicon.saints),
        (Trait.NUMERAL, lexicon.numerals),
        (Trait.TITLE, lexicon.titles),
        (Trait.COMMON, lexicon.common),
        (Trait.USUAL, lexicon.usual | lexicon.common),
        (Trait.PEOPLE, lexicon.people),
        (Trait.GENERIC, lexicon.generic_words),
        (Trait.ABBREVIATION, filter(lexicon.is_abbreviation, lexicon.titles.union(lexicon.abbreviations))),
        (Trait.POSSESSIVE, ("s",)),
    )
    found: dict[str, int] = {}
    for trait, words in lists:
        for word in words:
            found[word] = found.get(word, 0) | trait
    return found
