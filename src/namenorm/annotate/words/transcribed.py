"""Transcriptions: whether a word differs from a name as two ways of writing its sounds do, and not by a slip.

>>> from namenorm.model import Entity
>>> names = OwnNames(Entity("Q7035479", "person", {"en": "Nikol Pashinyan", "ru": "Никол Пашинян"}), "Pachinian")
>>> [is_spelt_by_sound("Nikol " + word, names, "fr") for word in ("Pachinian", "Pashinian", "Pashnian")]
[True, True, False]

A transcription is a variant: it is no misspelling, whatever list it is missing in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from rapidfuzz.distance import OSA

from namenorm.annotate.words.lexicon import Lexicon
from namenorm.annotate.words.spellings import OwnNames
from namenorm.model import base_language
from namenorm.text.fold import compact, fold
from namenorm.text.grams import skeleton
from namenorm.text.inflection import stems
from namenorm.text.keys import name_form
from namenorm.text.profiles import profile
from namenorm.text.romanize import language_of_sounds, respells, romanize, romanize_by_sound
from namenorm.text.scripts import script
from namenorm.text.tokens import Token, tokenize, tokenize_name

_NO_NAMES = ("misspelling", "demonym")
_SHORTEST = 4  # letters of a word that sounds like one of a name by more than chance
"""What is heard before a vowel in one transcription and not in another, if one letter has both: у and ю."""


def is_spelt_by_sound(surface: str, names: OwnNames, lang: str | None) -> bool:
    """Whether each word of a mention is one of a name, or sounds like one in Latin letters, inflected perhaps.

    It is read as the language of the text writes names, or the one that the word tells: "Paszynian". Names in other
    scripts do not count, which lose double letters: "Bennet" sounds like "Беннет", but is a slip.
    """
    aliases = [alias for alias in names.entity.aliases() if alias.kind not in _NO_NAMES]
    heard = _heard((alias.text, alias.lang) for alias in aliases if script(alias.text) == "Latin")
    return all(
        any(key in names.keys or _is_heard(text, heard, lang) for key, text in _forms(token, lang))
        for token in tokenize_name(surface)
    )


def sounds_like(surface: str, name: str, lang: str | None) -> bool:
    """Whether each word of a mention sounds like one of an English name.

    >>> sounds_like("Ilhamem Alijewem", "Ilham Aliyev", "pl"), sounds_like("Teheran", "Tehran", "pl")
    (True, False)
    """
    heard = _heard([(name, "en")])
    return all(any(_is_heard(text, heard, lang) for _, text in _forms(token, lang)) for token in tokenize_name(surface))


def _heard(names: Iterable[tuple[str, str]]) -> set[str]:
    """How the words of names sound, each name with its language; what it has respelt ("Lajen") tells of no original."""
    heard: set[str] = set()
    for name, lang in names:
        base = base_language(lang)
        own = slice(1) if respells(base) else slice(-1, None)
        heard.update(sound for token in tokenize_name(name) for sound in _sounds(token.text, base)[own])
    return heard


def _is_heard(word: str, heard: set[str], lang: str | None) -> bool:
    return len(word) >= _SHORTEST and not heard.isdisjoint(_sounds(word, lang))


def _forms(token: Token, lang: str | None) -> Iterator[tuple[str, str]]:
    """The key and the letters of a word as it stands, and without each of its endings."""
    yield compact(token.folded), token.text
    for form in stems(token.folded, lang):
        yield form.restored, token.text[: len(form.stem)] + form.restored[len(form.stem) :]


@lru_cache(maxsize=1 << 12)
def _sounds(word: str, lang: str | None) -> tuple[str, ...]:
    """How a word may sound, each sound in one spelling: as English has it, and last as its own language has it."""
    pattern, spellings = _one_spelling()
    spoken = language_of_sounds(word, lang)
    read = (romanize(fold(word)), romanize_by_sound(word, spoken) if spoken else "")
    return tuple(pattern.sub(lambda found: spellings[found[0]], each) for each in read if each)


@lru_cache(maxsize=1)
def _one_spelling() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """What one sound is written in Latin letters, and one way of writing it."""
    latin = profile("und-Latn")
    found = latin.sound_spellings if latin else {}
    return re.compile("|".join(sorted(found, key=len, reverse=True)) or "(?!)"), found


def has_other_vowels(surface: str, repaired: str) -> bool:
    """Whether a word differs by several vowels.

    A capital inside a word, where the name has none, is a slip of the pen: "IIlam" is no transcription of "Ilham".
    """
    words, others = name_form(surface).tokens, name_form(repaired).tokens
    if len(words) != len(others) or _has_odd_capitals(surface):
        return False
    return any(
        skeleton(word.replace("j", "i")) == skeleton(other.replace("j", "i")) and OSA.distance(word, other) > 1
        for word, other in zip(words, others, strict=True)
    )


def _has_odd_capitals(text: str) -> bool:
    """Whether a word has small letters and a capital behind the first."""
    return any(not word.isupper() and any(map(str.isupper, word[1:])) for word in re.split(r"\W+", text))


def has_other_letters(surface: str, repaired: str, lexicon: Lexicon) -> bool:
    """Whether words in a script without vowels differ by letters that stand for vowels, or for one sound.

    >>> arabic = Lexicon.of("ar")
    >>> has_other_letters("غوتيريش", "جوتيريش", arabic), has_other_letters("بادين", "بايدن", arabic)
    (True, False)

    Letters that changed places are a slip.
    """
    if not lexicon.unvowelled:
        return False
    words, others = tokenize(surface), tokenize(repaired)
    return len(words) == len(others) and any(
        sorted(one.folded) != sorted(other.folded) and _sound_alike(one.folded, other.folded, lexicon)
        for one, other in zip(words, others, strict=True)
    )


def _sound_alike(word: str, other: str, lexicon: Lexicon) -> bool:
    drop = dict.fromkeys(map(ord, lexicon.vowel_letters))
    bare, rest = word.translate(drop), other.translate(drop)
    return len(bare) == len(rest) and all(
        own == letter or any(own in alike and letter in alike for alike in lexicon.confused_letters)
        for own, letter in zip(bare, rest, strict=True)
    )
