"""Lexicon: which words of a language are ordinary words, titles or particles, and so are no names by themselves.

>>> Lexicon.of("en").is_function("the")
True
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from typing import Any

from namenorm.text.fold import compact
from namenorm.text.frequencies import most_frequent
from namenorm.text.language import PRESUMED
from namenorm.text.language_profile import LanguageProfile
from namenorm.text.profiles import language_profile, words_of_all

_LONGEST_NOUN = 40  # letters
_SHORTEST_NOUN = 4  # letters
_NONE: frozenset[str] = frozenset()
_OF_LETTERS = ("letters", "sounding", "foreign_syllables", "short_bodies", "english_words")


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon(LanguageProfile):
    """The profile of one language with its words in the folded form without spaces that pages use.

    Made of several of its lists are ``small``, the words that are no content of a name, and ``ties``, those
    that tie two parts of one ("of the"); ``parting``, those that do not, unless a name has them ("is"); ``fathers``,
    particles before the name of a father ("بن"); ``people``, common given names
    and surnames, which are never misspellings of others; ``given``, all words that are known to be given names.
    ``usual`` are the most frequent words of the language, names among them; ``alike`` the words that mean the same, in
    full or short. ``titles`` are forms of address and offices; ``nameless`` words that on their own are never a name,
    capital or not; ``common`` those that need more than their spelling to be one.
    """

    code: str = ""
    name: str = ""
    scripts: tuple[str, ...] = ()
    small: frozenset[str] = _NONE
    ties: frozenset[str] = _NONE
    fathers: frozenset[str] = _NONE
    parting: frozenset[str] = _NONE
    people: frozenset[str] = _NONE
    given: frozenset[str] = _NONE
    usual: frozenset[str] = _NONE
    titles: frozenset[str] = _NONE
    nameless: frozenset[str] = _NONE
    common: frozenset[str] = _NONE
    alike: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, lang: str | None, usual: int = 0) -> Lexicon:
        """The lexicon of a language with so many of its most frequent words; an empty one where there is no profile.

        A text of unknown language, mostly a short one, is read with the words of English ("Mr", "Yesterday").
        """
        return _lexicon(lang or "", usual)

    def is_function(self, key: str) -> bool:
        """Whether a word is an article, preposition, pronoun or the like."""
        return key in self.function_words

    def is_article(self, key: str) -> bool:
        """Whether a word is an article, or stands before nouns as one does."""
        return key in self.articles or key in self.definite_articles

    def stands_between(self, key: str, kind: str) -> bool:
        """Whether a word stands between names of a type and not inside them, as "и" does in "Владимир и Сергей"."""
        if key not in self.function_words or key in self.articles:
            return False
        return kind == "person" or key not in self.particles

    def is_title(self, key: str) -> bool:
        """Whether a word is a form of address or an office."""
        return key in self.titles

    def names_nothing(self, key: str) -> bool:
        """Whether a word on its own is never a name, capital or not."""
        return key in self.nameless

    def is_common(self, key: str) -> bool:
        """Whether a word needs more than its spelling to be a name."""
        return key in self.common

    def looks_like_noun(self, key: str) -> bool:
        """Whether the end of a word is that of nouns, or is itself a listed one ("Innenminister")."""
        if key.endswith(self.word_endings):
            return True
        ends = (key[cut:] for cut in range(max(1, len(key) - _LONGEST_NOUN), len(key) - _SHORTEST_NOUN + 1))
        return any(end in self.capitalised_words or end in self.roles for end in ends)

    def respelt(self, word: str) -> tuple[str, ...]:
        """What a word of an old text, or a scan of one, may be today ("wenäjä", "chefter"); its first letter may stay.

        >>> Lexicon.of("en").respelt("chefhire")
        ('cheshire',)
        """
        found: dict[str, None] = {}
        for old, new in self.old_spellings.items():
            places = [place for place in range(len(word)) if word.startswith(old, place)]
            found[word.replace(old, new)] = None
            for place in places:
                found[word[:place] + new + word[place + len(old) :]] = None
        found.pop(word, None)
        return tuple(found)

    def without_article(self, key: str) -> str:
        """A word without the article that is written together with it.

        >>> Lexicon.of("ar").without_article("القاهره")
        'قاهره'
        """
        article = next((each for each in self.articles if len(each) > 1 and key.startswith(each)), "")
        return key[len(article) :]

    def with_digits(self, words: Sequence[str]) -> tuple[str, ...]:
        """Words with number words as digits: "forty", "four" as "44", "second" as "2"."""
        found: list[str] = []
        tens = False
        for word in words:
            digits = self.numerals.get(word, word)
            if tens and len(digits) == 1 and digits.isdigit():
                found[-1] = found[-1][:-1] + digits
                tens = False
                continue
            tens = word in self.numerals and len(digits) == 2 and digits.endswith("0")
            found.append(digits)
        return tuple(found)

    def written_otherwise(self, word: str) -> tuple[str, ...]:
        """The abbreviations that mean the same as a word, and what it is in full.

        >>> Lexicon.of("de").written_otherwise("sankt")
        ('saint', 'st', 'hl')
        """
        return self.alike.get(word, ())

    @property
    def divisions(self) -> str | frozenset[str]:
        """The characters that say at the end of a name what the place is: in Chinese 成都 is no capital 成."""
        return self.division_characters or words_of_all("division_characters")

    def is_abbreviation(self, key: str) -> bool:
        """Whether a stop after the word does not end a sentence."""
        return key in self.abbreviations or (len(key) <= 4 and self.is_title(key))


@lru_cache(maxsize=256)
def _lexicon(lang: str, usual: int) -> Lexicon:
    found = language_profile(lang or PRESUMED)
    lexicon = Lexicon() if found is None else _from_profile(found)
    if not lang:  # "Paris hosted it" may be in a language in which no word but the city is written so
        lexicon = replace(lexicon, ordinary_words=_NONE)
    titles = lexicon.honorifics | lexicon.roles
    nameless = titles | lexicon.function_words | lexicon.capitalised_words
    common = nameless | lexicon.ordinary_words | lexicon.generic_words | lexicon.common_words
    found_usual = most_frequent(lang, usual) if usual else _NONE
    return replace(lexicon, titles=titles, nameless=nameless, common=common, usual=found_usual)


def _from_profile(profile: LanguageProfile) -> Lexicon:
    values = {item.name: getattr(profile, item.name) for item in fields(LanguageProfile)}
    lists: dict[str, Any] = {
        name: value if name in _OF_LETTERS else _without_spaces(value) for name, value in values.items()
    }
    return Lexicon(
        **lists,
        small=lists["function_words"] | lists["particles"],
        ties=lists["articles"] | lists["definite_articles"] | (lists["particles"] - lists["conjunctions"]),
        fathers=lists["particles"] - lists["function_words"] - lists["articles"],
        parting=(lists["function_words"] - lists["particles"] - lists["place_prepositions"])
        | lists["articles"]
        | lists["conjunctions"],
        people=_without_spaces(profile.given_names | profile.surnames),
        given=_without_spaces(profile.given_names | profile.given_name_spellings),
        alike=_alike(lists["abbreviations"]),
    )


def _alike(abbreviations: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The abbreviations of the same word, and the word itself, by each of them."""
    meant: dict[str, list[str]] = {}
    for short, full in abbreviations.items():
        meant.setdefault(full, [full]).append(short)
    return {word: tuple(other for other in words if other != word) for words in meant.values() for word in words}


def _without_spaces(value: Any) -> Any:
    """Words, or pairs of words; what else a profile says stays as it is."""
    if isinstance(value, frozenset):
        return frozenset(map(compact, value))
    if isinstance(value, Mapping):
        return {compact(word): compact(meaning) for word, meaning in value.items()}
    return value
