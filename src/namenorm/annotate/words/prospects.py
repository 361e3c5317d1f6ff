"""Prospects: which words and windows of words may be misspelt names at all, whatever text they stand in.

>>> from namenorm.annotate.words.names import Names
>>> from namenorm.annotate.words.neighbours import Neighbours
>>> from namenorm.annotate.words.vocabulary import Vocabulary
>>> from namenorm.index.reader import MappedIndex
>>> from namenorm.model import Entity
>>> kb = MappedIndex.build([Entity("Q994", "place", {"en": "Tbilisi"})])
>>> vocabulary = Vocabulary("en", Names(kb))
>>> prospects = Prospects(vocabulary, Neighbours(kb))
>>> [prospects.near[number].words for number in vocabulary.numbers(["Tbilsi", "Gallant"])]
[('tbilisi',), ()]

What the text says is asked only where there is a prospect. Words are given by their numbers in the vocabulary; what is
found out about them is kept for all texts of its language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, product
from typing import NamedTuple

from rapidfuzz.distance import OSA

from namenorm.annotate.words.borders import otherwise_parted
from namenorm.annotate.words.likeness import likeness_cost
from namenorm.annotate.words.neighbours import Form, Neighbours, nearest_form, united
from namenorm.annotate.words.remembered import Remembered
from namenorm.annotate.words.spellings import has_name_in, is_misspelling
from namenorm.annotate.words.vocabulary import CASED, LISTED, ORDINARY, Shape, Trait, Vocabulary
from namenorm.model import base_language
from namenorm.text.fold import compact, fold
from namenorm.text.given_names import is_given_name
from namenorm.text.inflection import stems
from namenorm.text.known_places import bearers
from namenorm.text.profiles import words_of_all
from namenorm.text.romanize import romanize_by_sound
from namenorm.text.scripts import script

RARE = 12
"""Entities that may share the words of a window; of more only those count whose whole name it nearly is."""
STRANGE = 4
"""Letters of a word that no list has, of which one at least is in a name of several words."""
_SAID = 6  # letters of a name of several words of which one is misspelt and short
SHORTEST_SLIP = 3
"""Letters of a misspelt word beside another one of its name."""
PRESENT_COST = 0.25
"""Weighted edits a letter between a word and a name that the document has elsewhere, spelt right."""
_COST = 0.17  # the same for any name; measured on texts, .12 to .19 are nearly equal
_NOUN_COST = 0.13  # the same where all nouns have a capital, and so more words are none
_FORM_COST = 0.09  # the same between a dictionary form and a word of a name
_LETTER_OFF = 5  # letters, an article aside, of a form that is a letter from a name
_FAR = 0.5  # the same for a word beside one that is near
_SURNAME = 0.29  # the same for a surname beside a given name
_MOST_READ = 3  # words
_ARTICLED = 5  # letters of a word with an article: "الأسد"
_MOST_TRIED = 3  # forms of a word of a name that is transcribed
_TRIED = 2  # names near a word that are tried as what it stands for
_MOST_WORDS = 1 << 15

Words = tuple[int, ...]


class Near(NamedTuple):
    """What a word is near: the entities of which that is the whole name, where no other is as near.

    ``farther`` are those that may be meant only where the document has the right name as well: what is less like the
    word, one of several that are as near, or the only bearer of a word of a longer name. ``words`` are the words of
    names for which it may stand.
    """

    owners: frozenset[int]
    farther: frozenset[int]
    words: tuple[str, ...]


class Reading(NamedTuple):
    """Words in the dictionary forms nearest to names, and the entities whose names these may be."""

    forms: tuple[Form, ...]
    owners: frozenset[int]


class Prospects:
    """The prospects of the words of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, neighbours: Neighbours) -> None:
        self.vocabulary = vocabulary
        self._neighbours = neighbours
        self._limit = _NOUN_COST if vocabulary.lexicon.capitalises_nouns else _COST
        self._has_forms = vocabulary.is_inflected or vocabulary.lexicon.unvowelled
        self.romanised = Remembered[int, str](
            lambda number: neighbours.romanised(vocabulary.folded[number]), _MOST_WORDS
        )
        """A word in Latin letters."""
        self.near = Remembered[int, Near](self._near, _MOST_WORDS)
        """What a word alone may be meant for."""
        self.alone = Remembered[int, bool](self._alone, _MOST_WORDS)
        """Whether an unknown word alone may be a misspelt name."""
        self.readings = Remembered[Words, Reading | None](self._reading, _MOST_WORDS)
        """Words that carry endings, or stand in a script without case, in their dictionary forms."""
        self.slips = Remembered[int, Reading | None](self._slip, _MOST_WORDS)
        """A word in the dictionary form that is a letter from what its language calls a single entity: "Моссве"."""
        self.shared = Remembered[Words, frozenset[int] | None](self._shared, _MOST_WORDS)
        """The entities that have words near those of a window; ``None`` where it cannot be a name."""
        self.strong_bearer = Remembered[str, tuple[int, ...]](self._strong_bearer, _MOST_WORDS)
        """The aliases of the one person of whom a romanised word is a strong name, others bearing it weakly."""
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
        if self.vocabulary.lang is None or not self._has_forms:
            return
        new = set(numbers) - self._read
        self._read |= new
        for number in new:
            if self.vocabulary.shapes[number] == Shape.UNCASED or self._is_read(number):
                yield from self.forms(number)

    def forms(self, number: int) -> list[str]:
        """A word and the dictionary forms that it may have, in Latin letters."""
        asked = self.vocabulary.folded[number], self.vocabulary.lang
        return [form.romanised for form in self._neighbours.forms(asked)]

    def owners_near(self, number: int) -> frozenset[int]:
        """The entities whose names have a word near one."""
        return self._neighbours.owners_near(self.romanised[number])

    def nearly_named(self, numbers: Words) -> frozenset[int]:
        """The entities of which some words are nearly a whole name."""
        return self._neighbours.nearly_named(tuple(map(self.romanised.__getitem__, numbers)))

    def persons_like(self, words: Iterable[str]) -> frozenset[int]:
        """The persons whose names have the consonants of some words of a text, or nearly their letters."""
        return self._neighbours.bones.persons(tuple(map(self._neighbours.romanised, words)))

    def may_be_person(self, owner: int) -> bool:
        """Whether an entity is a person, or may be one, as far as is known."""
        return self._neighbours.bones.may_be_person(owner)

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

    def _has(self, number: int, trait: int) -> bool:
        return bool(self.vocabulary.traits[number] & trait)

    def _alone(self, number: int) -> bool:
        if self.vocabulary.is_demonym(number):
            return False
        if not self._has(number, Trait.USUAL) and any(near := self.near[number]):
            # "Azerbajani" is a misspelt word for people, whatever some language calls their country
            is_of_people = any(map(self.vocabulary.names.is_demonym, near.words[:1]))
            return not is_of_people and not self._is_unlisted_place(number, near)
        is_read = self.readings[(number,)] is not None or self.slips[number] is not None
        return not self.vocabulary.lexicon.capitalises_nouns and is_read

    def _is_read(self, number: int) -> bool:
        """Whether only its dictionary forms can make an unknown word a misspelt name."""
        if self.vocabulary.lexicon.capitalises_nouns or self.vocabulary.is_demonym(number):
            return False
        return self._has(number, Trait.USUAL) or not any(self.near[number])

    def _is_unlisted_place(self, number: int, near: Near | None = None) -> bool:
        """Whether a word is what its language calls a place that is not listed, and so no other place misspelt.

        Or a form of the name of a town that is none of the places near.
        """
        lang, names = self.vocabulary.lang, self.vocabulary.names
        forms = [form.restored for form in stems(self.vocabulary.folded[number], lang, "place")]
        if any(names.places.is_unlisted(key, lang) for key in (self.vocabulary.keys[number], *forms)):
            return True
        if near is None or not near.owners or any(names.kind(owner) != "place" for owner in near.owners):
            return False
        return names.places.are_apart(forms, near.words)

    def _near(self, number: int) -> Near:
        word = self.romanised[number]
        near = self._neighbours.near(word)
        costs = [likeness_cost(word, name) for name in near]
        owners, farther = (
            united(find(name) for name, cost in zip(near, costs, strict=True) if cost <= most)
            for find, most in ((self._neighbours.whole, self._limit), (self._neighbours.bearer, PRESENT_COST))
        )
        if owners and self._is_between(word, near):
            owners = frozenset()
        words = (name for name, cost in zip(near[:_TRIED], costs, strict=False) if cost <= self._limit)
        return Near(owners, farther, tuple(words))

    def _is_between(self, word: str, near: Sequence[str]) -> bool:
        """Whether names of other entities, weak ones aside, are as near to a word, and none equals it."""
        names = [(OSA.distance(word, name), owners) for name in near if (owners := self._neighbours.strong(name))]
        least = min((edits for edits, _ in names), default=0)
        nearest = [owners for edits, owners in names if edits == least]
        return least > 0 and frozenset().union(*nearest) not in nearest

    def _strong_bearer(self, word: str) -> tuple[int, ...]:
        names = self.vocabulary.names
        kb = names.kb
        rows = [row for row in kb.lookup("romanised", word) if kb.alias(row).kind == "short"]
        strong = tuple(row for row in rows if kb.alias(row).strength == "strong" and names.type_of(row) == "person")
        owners = names.entities(strong)
        return strong if len(owners) == 1 and names.allows(min(owners)) else ()

    def _shared(self, numbers: Words) -> frozenset[int] | None:
        content = [number for number in numbers if not self._has(number, Trait.SMALL)]
        if len(content) < 2:
            return None
        shapes = self.vocabulary.shapes
        words = [each for each in content if shapes[each] != Shape.NUMBER and not self._has(each, Trait.NUMERAL)]
        if len(words) < len(content) and all(self._has(number, Trait.NOTHING) for number in words):
            return None
        shared = self._neighbours.shared(tuple(self.romanised[number] for number in content))
        is_demonym = self.vocabulary.is_demonym(content[-1])
        if is_demonym:  # "Stati Uniiti" is a whole name, "South Azerbaijani" is none
            shared &= self._neighbours.ending_alike(self.romanised[content[-1]])
        shared = shared or self._with_short_slip(content)
        if not shared and (is_demonym or not (any(map(self._is_strange, numbers)) and self.readings[numbers])):
            return None
        return shared

    def _with_short_slip(self, numbers: list[int]) -> frozenset[int]:
        """The entities whose name some words are but for a letter of one that is too short to be looked up."""
        right = {self.romanised[number] for number in numbers if not self.is_short_slip(number)}
        letters = sum(len(self.vocabulary.keys[number]) for number in numbers)
        if (
            words_of_all("function_words", "particles").issuperset(right)
            or len(right) == len(numbers)
            or letters < _SAID
        ):
            return frozenset()
        return frozenset(owner for owner in self.nearly_named(tuple(numbers)) if right <= self.words_of(owner))

    def is_short_slip(self, number: int) -> bool:
        """Whether a word is too short to be looked up by itself, and none that anybody knows."""
        vocabulary, key = self.vocabulary, self.vocabulary.keys[number]
        if not SHORTEST_SLIP <= len(key) <= STRANGE or vocabulary.shapes[number] not in (Shape.TITLE, Shape.MIXED):
            return False
        return not self._has(number, ORDINARY | Trait.USUAL) and not vocabulary.is_given(vocabulary.folded[number], key)

    def _is_strange(self, number: int) -> bool:
        is_long = len(self.vocabulary.keys[number]) >= STRANGE
        return is_long and self.vocabulary.shapes[number] in CASED and not self._has(number, ORDINARY)

    # --- Dictionary forms ---------------------------------------------------------------------------------------

    def _reading(self, numbers: Words) -> Reading | None:
        """One word has to be near a word of a name; the others may be farther from the names of the same entity.

        Where there is case, one word at least has to have an ending.
        """
        lang = self.vocabulary.lang
        is_tied = len(numbers) > 1 and self._has_content(numbers[0], inner=True) > self._has_content(
            numbers[0], inner=False
        )
        if lang is None or not self._has_forms or len(numbers) > _MOST_READ + is_tied:
            return None
        if len(numbers) == 1 and self._is_unlisted_place(numbers[0]):
            return None
        words = [self.vocabulary.folded[number] for number in numbers]
        forms = [self._neighbours.forms((word, lang)) for word in words]
        cased = self.vocabulary.shapes[numbers[0]] != Shape.UNCASED
        inner = range(not is_tied, len(numbers) - 1)
        if not all(self._has_content(number, inner=at in inner) for at, number in enumerate(numbers)):
            return None
        if cased and all(len(each) == 1 for each in forms):
            return self._transcribed(numbers, forms, lang)
        owners = self._sharing_forms(words, lang)
        if not cased and len(words) == 1:
            owners = self._unnamed(owners, forms[0], lang)
        reading = self._nearest_forms(words, forms, owners, cased=cased)
        if reading or cased or not self.vocabulary.lexicon.unvowelled:
            return reading or self._transcribed(numbers, forms, lang)
        others = (
            [self._neighbours.forms((word, lang)) for word in each]
            for each in otherwise_parted(words, self.vocabulary.lexicon.given, is_tied=is_tied)
        )
        return next(filter(None, (self._unvowelled(each, lang) for each in (*others, forms))), None)

    def _slip(self, number: int) -> Reading | None:
        vocabulary, word = self.vocabulary, self.vocabulary.folded[number]
        if (
            vocabulary.lang is None
            or not self._has_forms
            or self._has(number, LISTED)
            or self._is_unlisted_place(number)
        ):
            return None
        bare, asked = vocabulary.lexicon.without_article, (word, vocabulary.lang)
        found = [each for each in self._neighbours.letter_off[asked] if len(bare(each[0].text)) >= _LETTER_OFF]
        owners = united(owners for _, owners in found)
        if len(owners) != 1 or found[0][0].text.endswith(tuple(vocabulary.lexicon.demonym_endings)):
            return None
        texts = [form.text for form in self._neighbours.forms(asked)]
        is_other = any(vocabulary.is_given(text, text) or bearers(text) for text in texts)
        return None if is_other else Reading((found[0][0],), owners)

    def _has_content(self, number: int, *, inner: bool) -> bool:
        """Whether a word may be one of a name: a particle only inside it, and where there is no case."""
        if not self._has(number, Trait.SMALL):
            return True
        uncased = self.vocabulary.shapes[number] == Shape.UNCASED
        key, particles = self.vocabulary.keys[number], self.vocabulary.lexicon.particles
        return inner and uncased and len(key) > 1 and key in particles  # "אל" is "to" as well, "و" no more than "and"

    def _unnamed(self, owners: frozenset[int], forms: tuple[Form, ...], lang: str) -> frozenset[int]:
        """Of a few entities those without a name in a language and the script of a word, or one that it misspells."""
        if len(owners) > RARE:
            return frozenset()
        return frozenset(
            owner
            for owner in owners
            if not has_name_in(self._neighbours.entity(owner), forms[0].text, lang)
            or any(self.is_misspelt(form.text, owner) for form in forms if forms[0].text.endswith(form.text))
        )

    def is_misspelt(self, word: str, owner: int) -> bool:
        """Whether a word is a name of an entity but for letters that stand for vowels, or one that sounds alike."""
        lexicon, lang = self.vocabulary.lexicon, base_language(self.vocabulary.lang or "und")
        if not lexicon.vowel_letters:
            return False
        return any(
            is_misspelling(compact(word), compact(fold(alias.text)), lexicon)
            for alias in self._neighbours.entity(owner).aliases()
            if alias.kind != "demonym" and base_language(alias.lang) in (lang, "und", "mul")
        )

    def _nearest_forms(
        self, words: list[str], forms: list[tuple[Form, ...]], owners: frozenset[int], *, cased: bool
    ) -> Reading | None:
        """Words in the forms that are nearest to the names of the entities that share them."""
        named = owners & self._neighbours.named_in_order(forms) if len(words) > 1 and owners else owners
        owners = named or owners
        if not owners or len(owners) > RARE:
            return None
        is_loose = len(words) > 1 or (
            not cased and any(self.is_misspelt(form.text, owner) for form in forms[0] for owner in owners)
        )
        names = frozenset().union(*map(self._neighbours.words_of, owners))
        chosen: list[Form] = []
        for each in forms:
            is_surname = len(chosen) == len(words) - 1 > 0 and is_given_name(chosen[0].romanised)
            far = _SURNAME if is_surname else _FAR if is_loose else _FORM_COST  # given names are many people's
            form = nearest_form(each, names, far)
            if form is None:
                return None
            chosen.append(self._with_article(form, each[0].text))
        return None if cased and [form.text for form in chosen] == words else Reading(tuple(chosen), owners)

    def _unvowelled(self, forms: list[tuple[Form, ...]], lang: str) -> Reading | None:
        """The same by the consonants of the words; a small word is taken off the first only, an article off any."""
        bones = self._neighbours.bones
        rest = [self._without_article(each) for each in forms[1:]]
        read: list[Reading] = []
        for first in forms[0]:
            chosen = (first, *rest)
            if rest:
                words = tuple(form.romanised for form in chosen)
                found = bones.persons(words) | bones.others(words)
                persons = frozenset(owner for owner in found if self.vocabulary.names.kind(owner) == "person")
                owners = persons | self._unnamed(found - persons, (first,), lang)
            else:
                owners = self._unnamed(bones.named(first.romanised), (first,), lang)
            read.append(Reading(chosen, owners))
        return self._likest(read, 1)

    def _transcribed(self, numbers: Words, forms: list[tuple[Form, ...]], lang: str) -> Reading | None:
        """Words by their consonants, as a language has them sound: "Терезой Мэй", "Con Kerri", "एंटनी ब्लिंकन".

        A single one is a whole name as it sounds: "Şuşada" is in Shusha.
        """
        spelt = frozenset(form.romanised for form in forms[0]) if len(forms) == 1 else frozenset()
        if script(forms[0][0].text) == "Latin":
            forms = list(map(self._by_sound, numbers, forms))
        elif spelt:
            return None
        if not all(forms):
            return None
        read: list[Reading] = []
        for chosen in product(*(each[:_MOST_TRIED] for each in forms)):
            # "дж" is "j" or "g" elsewhere, which have the same consonants
            sounds = tuple(form.romanised.replace("dzh", "j") for form in chosen)
            if spelt:
                owners = self._neighbours.named(*sounds) if spelt.isdisjoint(sounds) else frozenset()
            else:
                owners = self._neighbours.bones.persons(sounds)
            read.append(Reading(chosen, self._unnamed(owners, forms[-1], lang)))
        return self._likest(read, len(forms))

    def _likest(self, readings: Iterable[Reading], count: int) -> Reading | None:
        """Of readings that few entities may be the one of which so many words are nearest to those of their names."""

        def apart(reading: Reading) -> float:
            names = frozenset().union(*map(self._neighbours.words_of, reading.owners))
            words = (form.romanised for form in reading.forms[:count])
            return sum(min(OSA.normalized_distance(word, name) for name in names) for word in words)

        return min((each for each in readings if 0 < len(each.owners) <= RARE), key=apart, default=None)

    def _by_sound(self, number: int, forms: tuple[Form, ...]) -> tuple[Form, ...]:
        """The forms of a word as it stands in the text, where the language is known to spell names by their sound."""
        text, folded = self.vocabulary.texts[number].lower(), self.vocabulary.folded[number]
        words = (text[: len(each.text)] if folded.startswith(each.text) else each.text for each in forms)
        read = ((word, romanize_by_sound(word, self.vocabulary.lang or "")) for word in words)
        return tuple(Form(word, sound) for word, sound in read if sound)

    def _without_article(self, forms: tuple[Form, ...]) -> Form:
        """A word as it stands, read without its article if it has one."""
        word, articles = forms[0].text, self.vocabulary.lexicon.articles
        bare = (word[len(article) :] for article in articles if word.startswith(article) and len(word) >= _ARTICLED)
        return next((Form(word, self._neighbours.romanised(rest)) for rest in bare), forms[0])

    def _with_article(self, form: Form, word: str) -> Form:
        """A form of a word that lacks its article only, as the word stands: names are compared with theirs."""
        articles = self.vocabulary.lexicon.articles
        return Form(word, form.romanised) if any(article + form.text == word for article in articles) else form

    def _sharing_forms(self, words: list[str], lang: str) -> frozenset[int]:
        """The entities that have words near forms of all these words, those aside whose forms are near nothing."""
        find = self._neighbours.owners_near_forms if len(words) > 1 else self._neighbours.whole_near_forms
        near = [found for word in words if (found := find[word, lang])]
        common = frozenset.intersection(*near) if near else frozenset[int]()
        if common or len(near) < _MOST_READ:
            return common
        counts = Counter(chain.from_iterable(near))
        return frozenset(owner for owner, count in counts.items() if count >= len(near) - 1)
