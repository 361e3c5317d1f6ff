"""Common given names and surnames, romanised, with the languages whose lists have them.

>>> are_two_names("given_names", "zakir", "zahir"), are_two_names("given_names", "zakir", "zakkir")
(True, False)
>>> are_two_names("given_names", "juan", "ivan"), are_two_names("surnames", "muller", "moller")
(False, True)

A list has one spelling of a name, so two entries of one list are two names, however alike they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz.distance import Indel

from namenorm.text.grams import skeleton
from namenorm.text.profiles import language_profile, profiles_with, words_of_all
from namenorm.text.romanize import romanize

_SAME_STEM = 0.7  # similarity of two names without their endings
_ALIKE = 0.75  # more similar given names may be spellings of one
_SHORT_FORM = 4  # letters of a given name, at the most
_SOUNDS = str.maketrans({"x": "ks", "j": "i", "y": "i", "h": "g"})  # as languages spell one given name


@lru_cache(maxsize=2)
def _languages(key: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for profile in profiles_with(key):
        for name in getattr(profile, key):
            found.setdefault(romanize(name), set()).add(profile.code)
    return {name: frozenset(codes) for name, codes in found.items()}


def is_given_name(word: str) -> bool:
    """Whether a romanised word is a common given name of any language."""
    return word in _languages("given_names")


def may_be_given_name(folded: str) -> bool:
    """Whether a folded word is a given name of any language, in whatever spelling is known.

    >>> may_be_given_name("mathilde"), is_given_name("mathilde")
    (True, False)
    """
    return folded in words_of_all("given_names", "given_name_spellings") or is_given_name(romanize(folded))


def are_two_names(key: str, left: str, right: str) -> bool:
    """Whether two romanised words are different names of one list: ``given_names`` or ``surnames``.

    >>> are_two_names("surnames", "muller", "meyer"), are_two_names("surnames", "muller", "mueller")
    (True, False)
    """
    known = _languages(key)
    common = known.get(left, frozenset()).intersection(known.get(right, ()))
    return bool(common) and not any(_as_today(left, code) == _as_today(right, code) for code in common)


def _as_today(word: str, code: str) -> str:
    """A word in the spelling that a language has today."""
    profile = language_profile(code)
    for old, new in profile.old_spellings.items() if profile else ():
        word = word.replace(old, new)
    return word


def are_given_names_apart(left: str, right: str) -> bool:
    """Whether two romanised words are given names of any languages, and no spellings or short forms of one.

    >>> are_given_names_apart("karolina", "katarzyna"), are_given_names_apart("mike", "michael")
    (True, False)
    """
    known = words_of_all("given_names", "given_name_spellings")
    if left == right or not all(word in known or is_given_name(word) for word in (left, right)):
        return False
    short, long = sorted((left.translate(_SOUNDS), right.translate(_SOUNDS)), key=len)
    if Indel.normalized_similarity(short, long) > _ALIKE or skeleton(short) == skeleton(long):
        return False
    return not long.startswith(short if len(short) > _SHORT_FORM else short[0])


@lru_cache(maxsize=2)
def _feminine_endings(key: str) -> tuple[tuple[str, str], ...]:
    """Of men and of women, in Latin letters."""
    return tuple(pair for item in profiles_with(key) for pair in getattr(item, key).items())


def is_feminine(word: str, other: str, key: str = "feminine_surnames") -> bool:
    """Whether a romanised word has the ending of a woman's name, and another that of a man's of about its stem.

    >>> is_feminine("alieva", "aliyev"), is_feminine("trumpa", "trump")
    (True, False)
    """
    return any(
        word.endswith(feminine)
        and other.endswith(masculine)
        and Indel.normalized_similarity(other[: -len(masculine)], word[: -len(feminine)]) > _SAME_STEM
        for masculine, feminine in _feminine_endings(key)
    )


@lru_cache(maxsize=1)
def _suffixes() -> Mapping[str, frozenset[str]]:
    """By romanised given name: what surnames are made with in the languages that have it."""
    found: dict[str, frozenset[str]] = {}
    for profile in profiles_with("surname_suffixes"):
        romanised = [romanize(suffix) for suffix in profile.surname_suffixes]
        own = frozenset(romanised + [suffix.replace("y", "i") for suffix in romanised])  # as Latin letters spell it
        for name in map(romanize, profile.given_names | profile.given_name_spellings):
            found[name] = found.get(name, frozenset()) | own
    return found


def is_made_surname(left: str, right: str, given: str) -> bool:
    """Whether one of two surnames is made of the other, in a language that has a given name: "darwishi", "darwish"."""
    short, long = sorted((left, right), key=len)
    suffix = long[len(short) :]
    return long.startswith(short) and suffix != short[-1:] and suffix in _suffixes().get(given, ())
