"""Titles: what an office, a rank or a form of address before a name says of its bearer.

>>> from namenorm.text.keys import name_form
>>> read_title("Prime Minister Netanyahu", name_form("Prime Minister Netanyahu"))
Titled(title='prime minister', name='Netanyahu')
>>> gender_of("mrs macron", "Latin"), gender_of("emmanuel macron", "Latin")
('f', None)
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from namenorm.text.fold import fold
from namenorm.text.given_names import is_given_name
from namenorm.text.inflection import dictionary_forms
from namenorm.text.keys import NameForm
from namenorm.text.profiles import profiles_for_script, words_of_all, words_of_script
from namenorm.text.romanize import romanize

_LONGEST = 5  # words of a title
_BEGINNING = 3  # letters that a title has in common with its inflected forms


class Titled(NamedTuple):
    """The titles that a name begins with, folded, and the name that follows as it is written."""

    title: str
    name: str


@lru_cache(maxsize=64)
def _titles(script: str) -> frozenset[str]:
    """Offices, ranks and forms of address that are nothing else: neither a name nor part of a place's name."""
    found = words_of_script(script, "roles") | (
        words_of_script(script, "honorifics") - words_of_script(script, "saints") - words_of_all("honorifics_as_names")
    )
    return frozenset(title for title in found if len(title) > 1 and not is_given_name(romanize(title)))


@lru_cache(maxsize=64)
def _beginnings(script: str) -> frozenset[str]:
    return frozenset(title[:_BEGINNING] for title in _titles(script))


def read_title(text: str, form: NameForm) -> Titled | None:
    """The titles that a name begins with, each the longest there is; ``None`` where it begins with none."""
    first, _, rest = form.folded.partition(" ")
    if not rest or first[:_BEGINNING] not in _beginnings(form.script):
        return None  # as nearly all names, which is quick to see
    words, found = text.split(), []
    while title := _longest(words, form.script):
        found.append(title[0])
        words = words[title[1] :]
    return Titled(" ".join(found), " ".join(words)) if found else None


def _longest(words: Sequence[str], script: str) -> tuple[str, int] | None:
    """The longest title that some words begin with, and its words; one at least is left for the name."""
    sizes = range(min(_LONGEST, len(words) - 1), 0, -1)
    return next(((title, size) for size in sizes if (title := _title(words[:size], script))), None)


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
    for item in profiles_for_script(script):
        for title, gender in item.gendered_titles.items():
            found.setdefault(title, gender)
    return found


def gender_of(folded: str, script: str) -> str | None:
    """The gender that the form of address before a folded name tells: m, f, or ``None`` where it tells none."""
    first, _, rest = folded.partition(" ")
    second, _, name = rest.partition(" ")
    known = _genders(script)
    return known.get(f"{first} {second}" if name else "") or known.get(first if rest else "")  # "г-н" is two words


def is_generation(word: str) -> bool:
    """Whether a folded word behind a name tells a son from his father: "jr"."""
    return word in words_of_all("generations")


def generation_of(folded: str) -> str:
    """The first letter of the last word of a folded name where it tells a son from his father: "jr" or "junior"."""
    rest, _, last = folded.rpartition(" ")
    return last[0] if rest and is_generation(last) else ""


@lru_cache(maxsize=64)
def _title_words(script: str) -> frozenset[str]:
    return frozenset(word for title in words_of_script(script, "roles", "honorifics") for word in title.split())


def title_words(folded: str, script: str) -> set[str]:
    """The words of a folded name that are words of titles, or forms of such words, romanised."""
    known = _title_words(script)
    return {romanize(word) for word in folded.split() if word in known or not known.isdisjoint(dictionary_forms(word))}
