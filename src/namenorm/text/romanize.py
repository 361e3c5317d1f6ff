"""One Latin reading of a folded name of any script, for keys and comparison; nothing that a person would be shown.

>>> romanize("ильхам алиев"), romanize("김정은"), romanize("東京")
('ilkham aliev', 'gimjeongeun', 'dongjing')

Letters are romanised one by one by the ``letters`` of the script's own profile (``languages/und-*.toml``), which know
no language: the cost tables of the comparison are learned on top of one fixed romanisation, so a regular one matters
more than a pretty one. What no profile knows is left to anyascii.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from namenorm.text.fold import fold, remembered
from namenorm.text.language_profile import LanguageProfile
from namenorm.text.profiles import language_profile, profile, profiles_for_script, script_profile
from namenorm.text.scripts import script_of
from namenorm.text.tokens import APOSTROPHES

ROMANIZE_VERSION = 1
"""Changes whenever the romanisation of any text may change."""

VOWELS = frozenset("aeiouy")
"""Of the letters that romanised words are written in."""

_GERESH = "׳"
_NOT_KEY_CHARS = re.compile(r"[^a-z0-9]+")
_VIRAMAS = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca"
_NUKTAS = "\u093c\u09bc\u0a3c\u0abc\u0b3c"  # dots that make another letter of a consonant
_DOTTED_LETTER = re.compile(f".[{_NUKTAS}]?", re.DOTALL)
_DOUBLING = "\u30c3"  # ッ doubles the consonant that follows it
_SILENCER = "\u0e4c"  # Thai thanthakhat silences the letter before it
_THAI_LEADING_VOWEL = re.compile("([เแโใไ])([ก-ฮ])")
_THAI_SILENT = re.compile(f".[\u0e34-\u0e39]?{_SILENCER}")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


# --- What no profile knows ----------------------------------------------------------------------------------------


@lru_cache(maxsize=1 << 14)
def _unknown(char: str) -> str:
    """The reading of one character that anyascii knows, in lower case; "" where there is none."""
    if "\ud800" <= char <= "\udfff":
        return ""
    from anyascii import anyascii  # slow to import, and most names do not need it

    return _NOT_KEY_CHARS.sub("", anyascii(char).lower())


def _spell_code_points(text: str) -> str:
    """A name for what has no reading at all, so that no key is empty: its code points in letters."""
    words = []
    for char in text:
        code, word = ord(char), ""
        while code:
            code, rest = divmod(code, len(_ALPHABET))
            word = _ALPHABET[rest] + word
        words.append(word or _ALPHABET[0])
    return "".join(words)


# --- One script ---------------------------------------------------------------------------------------------------


class _Letters(dict[int, str]):
    """A table for `str.translate` that asks for a letter that it does not know when it first meets it."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _unknown(chr(code))
        return found


class _Romanizer:
    """The rules of one script: first the letters that depend on neighbours, then letter by letter."""

    def __init__(self, item: LanguageProfile) -> None:
        letters = item.letters
        if "Hangul" in item.scripts:  # words arrive in jamo
            letters = {unicodedata.normalize("NFD", key): value for key, value in letters.items()}
        self._single = _Letters({ord(key): value for key, value in letters.items() if len(key) == 1})
        self._inherent = item.inherent_vowel
        self._silent_final = item.silent_final
        self._dotted = {key: value for key, value in letters.items() if key[1:] in _NUKTAS}
        several = [key for key in letters if len(key) > 1]
        # The longest key wins; of equal ones, one that is bound to an edge of the word.
        several.sort(key=lambda key: (-len(key.strip("^$")), -len(key), key))
        self._several = [letters[key] for key in several]
        self._pattern = re.compile("|".join(f"({_pattern_of(key)})" for key in several)) if several else None

    def word(self, word: str) -> str:
        if self._inherent:
            return self._abugida(word)
        if self._pattern is None:
            return word.translate(self._single)
        parts = []
        position = 0
        for found in self._pattern.finditer(word):
            parts.append(word[position : found.start()].translate(self._single))
            parts.append(self._several[(found.lastindex or 1) - 1])
            position = found.end()
        parts.append(word[position:].translate(self._single))
        return "".join(parts)

    def _abugida(self, word: str) -> str:
        """Adds the vowel that a consonant has where neither a vowel sign nor a virama follows it."""
        parts = []
        letters = _DOTTED_LETTER.findall(word)
        for previous, letter, following in zip(["", *letters], letters, [*letters[1:], ""], strict=False):
            if letter in _VIRAMAS:
                continue
            read = self._dotted.get(letter) or letter[0].translate(self._single)
            parts.append(read)
            if unicodedata.category(letter[0]) != "Lo" or read[:1] in ("", *"aeiou") or _replaces_vowel(following):
                continue
            # "राम" ram, but "नरेन्द्र" narendra
            silent = self._silent_final and not following and previous and previous not in _VIRAMAS
            parts.append("" if silent else self._inherent)
        return "".join(parts)


def _pattern_of(key: str) -> str:
    start, end = key.startswith("^"), key.endswith("$")
    return "^" * start + re.escape(key[start : len(key) - end]) + "$" * end


@lru_cache(maxsize=512)
def _replaces_vowel(following: str) -> bool:
    """Whether a vowel sign or a virama follows; nasal signs only follow the inherent vowel."""
    return bool(following) and (following in _VIRAMAS or "VOWEL SIGN" in unicodedata.name(following[0], ""))


@lru_cache(maxsize=64)
def _romanizer(script: str) -> _Romanizer | None:
    item = script_profile(script)
    return _Romanizer(item) if item else None


# --- Words --------------------------------------------------------------------------------------------------------


def _read(word: str, script: str, romanizer: _Romanizer | None) -> str:
    if romanizer is None:
        return "".join(map(_unknown, word))
    if script == "Kana" and _DOUBLING in word:
        first, *rest = (romanizer.word(part) for part in word.split(_DOUBLING))
        return first + "".join((part[0] if part[:1] not in ("", *"aeioun") else "") + part for part in rest)
    if script == "Hangul":
        word = unicodedata.normalize("NFD", word)
    elif script == "Thai":
        word = _THAI_LEADING_VOWEL.sub(r"\2\1", _THAI_SILENT.sub("", word))
    return romanizer.word(word)


def _stretches(word: str) -> Iterator[tuple[str, str]]:
    """Splits a word where its script changes; what belongs to no script stays with the letters before it."""
    first = script_of(word[0])
    if first != "Common" and {first, "Common"}.issuperset(map(script_of, word)):
        yield first, word
        return
    current = "Common"

    def stretch_script(char: str) -> str:
        nonlocal current
        found = script_of(char)
        if found != "Common":
            current = found
        return current

    for script, chars in groupby(word, stretch_script):
        yield script, "".join(chars)


def _romanize_word(word: str) -> str:
    if word.isascii():
        return word if word.isalnum() else _NOT_KEY_CHARS.sub("", word)
    parts = [_read(stretch, script, _romanizer(script)) for script, stretch in _stretches(word)]
    return _NOT_KEY_CHARS.sub("", "".join(parts).lower())


@remembered
def romanize(folded: str) -> str:
    """One Latin form (``a-z``, ``0-9`` and single spaces) of a folded name.

    >>> romanize("αθηνα"), romanize("თბილისი"), romanize("नरेन्द्र मोदी"), romanize("ilham aliyev")
    ('athina', 'tbilisi', 'narendra modi', 'ilham aliyev')

    Only the empty string has an empty romanisation: what nobody can read is spelled by its code points.
    """
    words = [read for word in folded.lower().split() if (read := _romanize_word(word))]
    return " ".join(words) or _spell_code_points(folded)


def romanize_as_marked(word: str, skipped: int = 0) -> str:
    """A word as a text has it, some letters at its start aside, with the sounds that a geresh gives the others.

    >>> romanize_as_marked("סנצ'ס"), romanize("סנצס"), romanize_as_marked("לז׳אק", skipped=1)
    ('snchs', 'sntss', 'zhak')
    """
    letters = [_GERESH if char in APOSTROPHES or char == _GERESH else fold(char) for char in word]
    places = [place for place, letter in enumerate(letters) if letter not in ("", _GERESH)]
    return _romanize_word("".join(letters[places[skipped] :])) if skipped < len(places) else ""


# --- By sound -----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _by_sound(lang: str) -> _Romanizer | None:
    item = profile(f"{lang}-Latn") or language_profile(lang)
    return _Romanizer(item) if item and item.letters and item.scripts == ("Latin",) else None


@lru_cache(maxsize=1)
def _sounding() -> tuple[re.Pattern[str], dict[str, str]]:
    """The letters that tell a language that spells by sound, the longest first, and the languages."""
    found = {letters: item.code for item in profiles_for_script("Latin") for letters in item.sounding}
    return re.compile("|".join(sorted(found, key=lambda letters: (-len(letters), letters)))), found


def respells(lang: str) -> bool:
    """Whether a language spells names by their sound that stand in Latin letters elsewhere."""
    item = profile(f"{lang}-Latn") or language_profile(lang)
    return item is not None and item.respells


def language_of_sounds(text: str, lang: str | None) -> str | None:
    """The language that spells a name by its sound: that of its text, or the one that the letters of the name tell.

    >>> language_of_sounds("Tolstoi", "az"), language_of_sounds("Tschechow", "en"), language_of_sounds("Tolstoi", None)
    ('az', 'de', None)
    """
    if lang is not None and _by_sound(lang) is not None:
        return lang
    pattern, languages = _sounding()
    told = pattern.search(text.lower())
    return languages[told[0]] if told else None


@lru_cache(maxsize=1 << 14)
def romanize_by_sound(text: str, lang: str) -> str:
    """A name, not folded, of a language that writes foreign names in its Latin letters as they sound, in English ones.

    >>> romanize_by_sound("Uinston Çörçill", "az"), romanize_by_sound("Tschechow", "de")
    ('uinston chorchill', 'chekhov')

    "" where the ``letters`` of the language are not known, so that it is not known to do so.
    """
    romanizer = _by_sound(lang)
    return " ".join(_NOT_KEY_CHARS.sub("", romanizer.word(word)) for word in text.lower().split()) if romanizer else ""
