"""Titles: what an office, a rank or a form of address before a name says of its bearer.

>>> read_title("Prime Minister Netanyahu", "Latin")
Titled(title='prime minister', name='Netanyahu')
>>> gender_of("mrs macron", "Latin"), gender_of("emmanuel macron", "Latin")
('f', None)
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from namenorm.text.fold import fold
from namenorm.text.given_names import is_given_name
from namenorm.text.inflection import dictionary_forms
from namenorm.text.profiles import profile, profiles_for_script
from namenorm.text.romanize import romanize

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from namenorm.text.language_profile import LanguageProfile

_LONGEST = 5  # words of a title
_BEGINNING = 3  # letters that a title has in common with its inflected forms


class Titled(NamedTuple):
    """The titles that a name begins with, folded, and the name that follows as it is written."""

    title: str
    name: str


@lru_cache(maxsize=64)
def _profiles(script: str) -> tuple[LanguageProfile, ...]:
    """What is known of the languages of a script, English first: it decides where a word has two meanings."""
    found: Iterable[LanguageProfile] = profiles_for_script(script)
    return tuple(sorted(found, key=lambda item: item.code != "en"))


@lru_cache(maxsize=64)
def _titles(script: str) -> frozenset[str]:
    """Offices, ranks and forms of address that are nothing else: neither a name nor part of a place's name."""
    found: set[str] = set()
    for item in _profiles(script):
        found |= item.roles | (item.honorifics - item.saints)
    english = profile("en")
    names = english.honorifics_as_names if english else frozenset()
    return frozenset(title for title in found - names if len(title) > 1 and not is_given_name(romanize(title)))


@lru_cache(maxsize=64)
def _beginnings(script: str) -> frozenset[str]:
    return frozenset(title[:_BEGINNING] for title in _titles(script))


def may_have_title(folded: str, script: str) -> bool:
    """Whether a folded name begins like a title; much quicker than `read_title`."""
    return " " in folded and folded.partition(" ")[0][:_BEGINNING] in _beginnings(script)


def read_title(text: str, script: str) -> Titled | None:
    """The titles that a name begins with, each the longest there is; ``None`` where it begins with none."""
    words, found = text.split(), []
    while size := next(
        (size for size in range(min(_LONGEST, len(words) - 1), 0, -1) if _title(words[:size], script)), 0
    ):
        found.append(_title(words[:size], script))
        words = words[size:]
    return Titled(" ".join(found), " ".join(words)) if found else None


def _title(words: Sequence[str], script: str) -> str:
    """The title that some words are, put back into the dictionary form; "" where they are none."""
    titles, folded = _titles(script), fold(" ".join(words))
    if folded in titles:
        return folded
    first, _, rest = folded.partition(" ")
    start, _, last = folded.rpartition(" ")
    forms = [f"{form} {rest}".rstrip() for form in dictionary_forms(first)]
    forms += [f"{start} {form}" for form in dictionary_forms(last)] if start else []
    return next((form for form in forms if form in titles), "")


@lru_cache(maxsize=64)
def _genders(script: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in _profiles(script):
        for title, gender in item.gendered_titles.items():
            found.setdefault(title, gender)
    return found


def gender_of(folded: str, script: str) -> str | None:
    """The gender that the form of address before a folded name tells: m, f, or ``None`` where it tells none."""
    first, _, rest = folded.partition(" ")
    return _genders(script).get(first) if rest else None


@lru_cache(maxsize=1)
def _generations() -> frozenset[str]:
    english = profile("en")
    return english.generations if english else frozenset()


def is_generation(word: str) -> bool:
    """Whether a folded word behind a name tells a son from his father: "jr"."""
    return word in _generations()


def generation_of(folded: str) -> str:
    """The last word of a folded name where it tells a son from his father; "" where it does not."""
    rest, _, last = folded.rpartition(" ")
    return last if rest and is_generation(last) else ""


@lru_cache(maxsize=64)
def _title_words(script: str) -> frozenset[str]:
    titles = (title for item in _profiles(script) for title in (*item.roles, *item.honorifics))
    return frozenset(word for title in titles for word in title.split())


def title_words(folded: str, script: str) -> set[str]:
    """The words of a folded name that are words of titles, or forms of such words, romanised."""
    known = _title_words(script)
    return {romanize(word) for word in folded.split() if word in known or not known.isdisjoint(dictionary_forms(word))}
