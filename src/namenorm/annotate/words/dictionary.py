"""Dictionary forms: what words that carry endings, or stand in a script without case, are read as.

"Олафа Шольца" is Olaf Scholz, "Моссве" is Moscow with a slip.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain, product
from typing import NamedTuple

from rapidfuzz.distance import OSA

from namenorm.annotate.words.borders import otherwise_parted
from namenorm.annotate.words.neighbours import Form, Neighbours, nearest_form
from namenorm.annotate.words.remembered import remembered
from namenorm.annotate.words.spellings import has_name_in, is_misspelling
from namenorm.annotate.words.vocabulary import LISTED, Shape, Trait, Vocabulary
from namenorm.model import base_language
from namenorm.text.fold import compact, fold
from namenorm.text.given_names import is_given_name
from namenorm.text.inflection import stems
from namenorm.text.known_places import bearers
from namenorm.text.romanize import romanize_as_marked, romanize_by_sound
from namenorm.text.scripts import script

RARE = 12
"""Entities that may share the words of a window; of more only those count whose whole name it nearly is."""
_FORM_COST = 0.09  # weighted edits a letter between a dictionary form and a word of a name
_FAR = 0.5  # the same for a word beside one that is near
_SURNAME = 0.29  # the same for a surname beside a given name
_LETTER_OFF = 5  # letters, an article aside, of a form that is a letter from a name
_MOST_READ = 3  # words
_ARTICLED = 5  # letters of a word with an article: "الأسد"
_MOST_TRIED = 3  # forms of a word of a name that is transcribed
_LETTERS = 3  # of a word of a name in the language for each that another spelling of it has otherwise
_MOST_WORDS = 1 << 15

Words = tuple[int, ...]


class Reading(NamedTuple):
    """Words in the dictionary forms nearest to names, and the entities whose names these may be."""

    forms: tuple[Form, ...]
    owners: frozenset[int]


def _sound(form: Form) -> str:
    """A form in Latin letters: "дж" is "j" or "g" elsewhere, which have the same consonants."""
    return form.romanised.replace("dzh", "j")


class Dictionary:
    """The dictionary forms of the words of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, neighbours: Neighbours) -> None:
        self.vocabulary = vocabulary
        self._neighbours = neighbours
        self.has_forms = vocabulary.lang is not None and vocabulary.is_inflected
        """Whether the language is one in which words have any."""

    def forms(self, number: int) -> list[str]:
        """A word and the dictionary forms that it may have, in Latin letters."""
        asked = self.vocabulary.folded[number], self.vocabulary.lang
        return [form.romanised for form in self._neighbours.forms(asked)]

    @remembered(_MOST_WORDS)
    def sounds(self, number: int) -> tuple[str, ...]:
        """The same, and as they sound where the language is known to spell names by their sound."""
        forms = self._neighbours.forms((self.vocabulary.folded[number], self.vocabulary.lang))
        return tuple(dict.fromkeys(map(_sound, (*forms, *self._by_sound(number, forms)))))

    def places(self, number: int) -> list[str]:
        """The dictionary forms that a word has if it names a place."""
        return [form.restored for form in stems(self.vocabulary.folded[number], self.vocabulary.lang, "place")]

    def is_unlisted_place(self, number: int) -> bool:
        """Whether a word is what its language calls a place that is not listed, and so no other place misspelt."""
        places, lang = self.vocabulary.names.places, self.vocabulary.lang
        return any(places.is_unlisted(key, lang) for key in (self.vocabulary.keys[number], *self.places(number)))

    @remembered(_MOST_WORDS)
    def reading(self, numbers: Words) -> Reading | None:
        """Words that carry endings, or stand in a script without case, in their dictionary forms.

        One word has to be near a word of a name; the others may be farther from the names of the same entity.

        Where there is case, one word at least has to have an ending.
        """
        lang = self.vocabulary.lang
        is_tied = len(numbers) > 1 and self._has_content(numbers[0], inner=True) > self._has_content(
            numbers[0], inner=False
        )
        if lang is None or not self.has_forms or len(numbers) > _MOST_READ + is_tied:
            return None
        if len(numbers) == 1 and (self.is_unlisted_place(numbers[0]) or self._is_word_behind_prefix(numbers[0])):
            return None
        words = [self.vocabulary.folded[number] for number in numbers]
        forms = [
            self._as_marked(number, self._neighbours.forms((word, lang)))
            for number, word in zip(numbers, words, strict=True)
        ]
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
        if cased or not self.vocabulary.lexicon.unvowelled:
            return reading or self._transcribed(numbers, forms, lang)
        read = self._with_others(reading, forms, lang) if reading else None
        return read or self._by_consonants(words, forms, lang, is_tied=is_tied)

    def _is_word_behind_prefix(self, number: int) -> bool:
        """Whether a word without case is an ordinary one behind a preposition or the like: "בדרום", and not Bodrum."""
        if self.vocabulary.shapes[number] != Shape.UNCASED:
            return False
        forms = stems(self.vocabulary.folded[number], self.vocabulary.lang)
        return any(form.prefix and form.restored in self.vocabulary.lexicon.common for form in forms)

    def _as_marked(self, number: int, forms: tuple[Form, ...]) -> tuple[Form, ...]:
        """The forms of a word with the sounds that marks give its letters, which folding drops: "סנצ'ס"."""
        text, size = self.vocabulary.texts[number], len(self.vocabulary.folded[number])
        if len(text) == size or self.vocabulary.shapes[number] != Shape.UNCASED:
            return forms
        return tuple(Form(each.text, romanize_as_marked(text, size - len(each.text))) for each in forms)

    def _by_consonants(
        self, words: list[str], forms: list[tuple[Form, ...]], lang: str, *, is_tied: bool
    ) -> Reading | None:
        """Words by their consonants, parted otherwise where that gives a name."""
        others = (
            [self._neighbours.forms((word, lang)) for word in each]
            for each in otherwise_parted(words, self.vocabulary.lexicon.given, is_tied=is_tied)
        )
        return next(filter(None, (self._unvowelled(each, lang) for each in (*others, forms))), None)

    def _with_others(self, reading: Reading, forms: list[tuple[Form, ...]], lang: str) -> Reading:
        """A reading with those as well whose names have the consonants of the same words, near as others may be."""
        other = self._unvowelled(forms, lang) if len(forms) > 1 else None
        if other is None or [form.text for form in other.forms] != [form.text for form in reading.forms]:
            return reading
        return Reading(reading.forms, reading.owners | other.owners)

    @remembered(_MOST_WORDS)
    def slip(self, number: int) -> Reading | None:
        """A word in the dictionary form that is a letter from what its language calls a single entity: "Моссве"."""
        vocabulary, word = self.vocabulary, self.vocabulary.folded[number]
        if not self.has_forms or self.vocabulary.has(number, LISTED) or self.is_unlisted_place(number):
            return None
        bare, asked = vocabulary.lexicon.without_article, (word, vocabulary.lang)
        found = {
            owner: form
            for form, name, owner in reversed(self._neighbours.letter_off(asked))
            if len(bare(form.text)) >= _LETTER_OFF and not self._looks_like_people(form.text, name)
        }
        if len(found) != 1:
            return None
        texts, common = [form.text for form in self._neighbours.forms(asked)], vocabulary.lexicon.common
        is_other = any(text in common or vocabulary.is_given(text, text) or bearers(text) for text in texts)
        return None if is_other else Reading(tuple(found.values()), frozenset(found))

    def _looks_like_people(self, word: str, name: str) -> bool:
        """Whether a word ends as demonyms do, and the name that it may be does not: "Париз(ького)"."""
        endings = self.vocabulary.lexicon.demonym_endings
        return any(word.endswith(ending) and not name.endswith(ending) for ending in endings)

    def _has_content(self, number: int, *, inner: bool) -> bool:
        """Whether a word may be one of a name: a particle only inside it, and where there is no case."""
        if not self.vocabulary.has(number, Trait.SMALL):
            return True
        uncased = self.vocabulary.shapes[number] == Shape.UNCASED
        key, particles = self.vocabulary.keys[number], self.vocabulary.lexicon.particles
        return inner and uncased and key in particles  # "אל" is "to" as well

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

    def _persons(self, owners: frozenset[int]) -> frozenset[int]:
        return frozenset(owner for owner in owners if self.vocabulary.names.kind(owner) == "person")

    def is_misspelt(self, word: str, owner: int, *, is_told: bool = False) -> bool:
        """Whether a word is a name of an entity but for letters that stand for vowels, or one that sounds alike.

        Where the text tells that it is a name, any letter of a long one may be wrong.
        """
        lexicon, lang = self.vocabulary.lexicon, base_language(self.vocabulary.lang or "und")
        if not lexicon.vowel_letters:
            return False
        return any(
            is_misspelling(compact(word), compact(fold(alias.text)), lexicon, is_present=is_told)
            for alias in self._neighbours.entity(owner).aliases()
            if alias.kind != "demonym" and base_language(alias.lang) in (lang, "und", "mul")
        )

    def _nearest_forms(
        self, words: list[str], forms: list[tuple[Form, ...]], owners: frozenset[int], *, cased: bool
    ) -> Reading | None:
        """Words in the forms that are nearest to the names of the entities that share them."""
        named = owners & self._neighbours.named_in_order(forms) if len(words) > 1 and owners else owners
        owners = named or owners
        if not cased and len(words) > 1 and len(owners) <= RARE:
            persons = self._persons(owners)
            owners = persons | self._unnamed(owners - persons, forms[0], self.vocabulary.lang or "und")
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
                persons = self._persons(found)
                called = frozenset(owner for owner in persons if self._may_be_called(chosen, owner))
                owners = called | self._unnamed(found - persons, (first,), lang)
            else:
                owners = self._unnamed(bones.named(first.romanised), (first,), lang)
            read.append(Reading(chosen, owners))
        return self._likest(read, 1)

    def _may_be_called(self, words: tuple[Form, ...], owner: int) -> bool:
        """Whether words are letter by letter like those of a name that the language has for a person, if it has one.

        "عصر رفت", the evening went, has the consonants of Yasser Arafat, who is "یاسر عرفات".
        """
        names, bare = self._own_words(owner), self.vocabulary.lexicon.without_article
        return not names or all(
            any(OSA.distance(word, name) <= max(1, len(name) // _LETTERS) for name in names)
            for word in (bare(compact(form.text)) for form in words)
        )

    @remembered(_MOST_WORDS)
    def _own_words(self, owner: int) -> frozenset[str]:
        """The words of the names that the language of the vocabulary has for an entity, articles aside."""
        lexicon, lang = self.vocabulary.lexicon, base_language(self.vocabulary.lang or "")
        aliases = self._neighbours.entity(owner).aliases()
        own = [alias.text for alias in aliases if base_language(alias.lang) == lang and alias.kind != "demonym"]
        if all(" " not in text for text in own):
            return frozenset()  # a surname alone does not tell how the given name is written
        return frozenset(lexicon.without_article(word) for text in own for word in map(compact, fold(text).split()))

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
            sounds = tuple(map(_sound, chosen))
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
        text = self.vocabulary.texts[number].replace("İ", "i").lower()  # which makes two characters of "İ"
        folded = self.vocabulary.folded[number]
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
