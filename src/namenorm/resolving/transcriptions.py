"""Other ways in which a name may be read: in Japan, in an older romanisation, by its sound.

>>> japanese_readings("長崎")[0], "yokohama" in japanese_readings("横浜市")
('nagasaki', True)
>>> as_pinyin("Mao Tse-tung").folded, as_pinyin("Си Цзиньпину").folded, as_pinyin("Ban Ki-moon") is None
('mao zedong', 'xi jinping', True)
>>> [" ".join(own.sought.tokens) for own in foreign_readings(name_form("キア・スターマー"))]
['kia sutama', 'kia starmar']
>>> [" ".join(own.sought.tokens) for own in foreign_readings(name_form("뷜렌트 에제비트"))]
['bwillent ejebit']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Indel

from namenorm.model import Query
from namenorm.resolving.shipped import shipped
from namenorm.text.keys import NameForm, name_form
from namenorm.text.profiles import profile, words_of_all
from namenorm.text.romanize import language_of_sounds, respells, romanize, romanize_by_sound
from namenorm.text.scripts import script, script_of

# --- Chinese characters in Japan; `namenorm.text.romanize` reads all of them as Chinese -----------------------------

_KEPT = 24  # readings of a name
_LONGEST = 12  # characters
_AGAIN = "々"


@lru_cache(maxsize=1)
def _readings() -> Mapping[str, tuple[tuple[str, float], ...]]:
    """By character: its readings, and how often each is meant (``resolving/data/kanji.json``)."""
    found = {}
    for char, listed in shipped("kanji.json")["readings"].items():
        pairs = (item.split() for item in listed.split(", "))
        found[char] = tuple((reading, int(percent) / 100) for reading, percent in pairs)
    return found


@lru_cache(maxsize=4096)
def japanese_readings(folded: str) -> tuple[str, ...]:
    """The likeliest readings of a folded name, the likeliest first; none where a character has no Japanese reading."""
    name = folded.replace(" ", "")
    if not 1 < len(name) <= _LONGEST:
        return ()
    beam = _read(name)
    if name[-1] in words_of_all("division_characters") and len(name) > 2:  # left out in Latin letters as often as not
        beam = [reading for pair in zip(beam, _read(name[:-1]), strict=False) for reading in pair]
    return tuple(dict.fromkeys(beam))


def _read(name: str) -> list[str]:
    beam = [(1.0, "")]
    previous = ""
    for written in name:
        char = previous if written == _AGAIN else written
        options = ((romanize(char), 1.0),) if script_of(char) == "Kana" else _readings().get(char, ())
        previous = char
        longer = ((chance * own, text + reading) for chance, text in beam for reading, own in options)
        beam = sorted(longer, key=lambda item: (-item[0], item[1]))[:_KEPT]
    return [text for _, text in beam]


def as_japanese(form: NameForm, others: Iterable[str]) -> NameForm | None:
    """A name in Chinese characters, read in the Japanese way that is nearest to one of some romanised names."""
    readings = japanese_readings(form.folded) if form.script == "Han" else ()
    pairs = ((Indel.normalized_similarity(reading, other), reading) for other in others for reading in readings)
    best = max(pairs, default=None, key=lambda pair: pair[0])
    return NameForm(best[1], (best[1],), "Kana") if best else None


def as_kana(form: NameForm) -> NameForm:
    """A name to put beside one from `as_japanese`: kana become Latin letters too."""
    return NameForm(" ".join(form.tokens), form.tokens, form.script)


# --- Chinese names as they were romanised by Wade and Giles, and in Cyrillic by Palladius -----------------------------

_LEAST, _MOST = 2, 8  # syllables
_ALIKE = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u02bb`\u00b4", "'") | {"і": "и"})
_LATIN = re.compile("[A-Za-z]")
_BETWEEN = re.compile("[-\u2010\u2011\u2013ъ]")
_CASE_ENDING = re.compile(
    "(?<=..н)(?:а|у|ом|е)$"
)  # no syllable of one vowel follows a consonant without a sign between


@lru_cache(maxsize=1)
def _syllables() -> Mapping[str, str]:
    chinese = profile("zh")
    return chinese.foreign_syllables if chinese else {}


@lru_cache(maxsize=4096)
def _parted(word: str) -> tuple[str, ...]:
    """The syllables of a word, which Cyrillic writes together; none where it is not made of them."""
    if word in _syllables():
        return (word,)
    for size in range(len(word) - 1, 0, -1) if not word.isascii() else ():
        rest = _parted(word[size:]) if word[:size] in _syllables() else ()
        if rest:
            return (word[:size], *rest)
    return ()


@lru_cache(maxsize=4096)
def as_pinyin(text: str) -> NameForm | None:
    """The name in pinyin; none where it is not all of foreign syllables, or all of it could be pinyin as it is."""
    if not text.isascii() and script(text) == "Cyrillic" and _LATIN.search(text):
        return None  # "Николай I" is no Chinese name
    words = [_BETWEEN.split(_CASE_ENDING.sub("", word)) for word in text.lower().translate(_ALIKE).split()]
    if sum(map(len, words)) > _MOST:
        return None
    parts = [[_parted(part) for part in word] for word in words]
    found = [syllable for word in parts for part in word for syllable in part]
    if not all(map(all, parts)) or not _LEAST <= len(found) <= _MOST or set(found) <= set(_syllables().values()):
        return None
    return name_form(" ".join("".join(_syllables()[each] for part in word for each in part) for word in parts))


# --- Names from abroad that are spelt by their sound; kana and Hangul put vowels between consonants -------------------

_LONG, _WITH_R = "ー", "ル"
_FILLING = {"Kana": re.compile(r"(?<=[^aeiouwy\W])u(?=[^aeiouwy]|$)"), "Hangul": re.compile(r"(?<=[^aeiouwy\W])eu")}
"""The vowels that are written where a name has none."""


class Foreign(NamedTuple):
    """A form by which similar names are looked for, and the one that is compared with them."""

    sought: NameForm
    read: NameForm


class Sound(NamedTuple):
    """A name as it sounds, and the language that spells it so."""

    form: NameForm
    lang: str


def by_sound(query: Query, form: NameForm) -> Sound | None:
    """A name as its language has it sound, as if it stood in another script: "Corc Buş" is "jorj bush" there.

    Where the language is not told the letters may tell it: "Tschechow".
    """
    lang = language_of_sounds(query.text, query.lang) if form.script == "Latin" else None
    read = tuple(romanize_by_sound(query.text, lang).split()) if lang else ()
    if lang is None or not read or (read == form.tokens and not respells(lang)):
        return None
    return Sound(NameForm(" ".join(read), read, "Cyrillic"), lang)


def foreign_readings(form: NameForm) -> list[Foreign]:
    """How a name may be read without the vowels that fill it; one in kana also with an l for each r.

    A long vowel in kana is often one with an r, which Japanese has not: "Starmer".
    """
    if form.script == "Kana":
        with_r = name_form(form.folded.replace(_LONG, _WITH_R))
        return [Foreign(_with_l(form), form), Foreign(_sparse(with_r), with_r)]
    return [Foreign(_sparse(form), form)] if form.script in _FILLING else []


def _sparse(form: NameForm) -> NameForm:
    filling = _FILLING[form.script]
    return form._replace(tokens=tuple([filling.sub("", token) or token for token in form.tokens]))


def _with_l(form: NameForm) -> NameForm:
    """A name in kana with an l for each r, for which kana have one letter: "Ilham" is written like "Irham"."""
    return form._replace(tokens=tuple([token.replace("r", "l") for token in form.tokens]))
