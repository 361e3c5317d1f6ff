"""Common given names, romanised, with the languages whose lists have them.

>>> are_two_given_names("zakir", "zahir"), are_two_given_names("zakir", "zakkir")
(True, False)
>>> are_two_given_names("juan", "ivan")
False

A list has one spelling of a name, so two entries of one list are two names, however alike they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from namenorm.text.profiles import profiles_with, words_of_all
from namenorm.text.romanize import romanize


@lru_cache(maxsize=1)
def _languages() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for profile in profiles_with("given_names"):
        for name in profile.given_names:
            found.setdefault(romanize(name), set()).add(profile.code)
    return {name: frozenset(codes) for name, codes in found.items()}


def is_given_name(word: str) -> bool:
    """Whether a romanised word is a common given name of any language."""
    return word in _languages()


def may_be_given_name(folded: str) -> bool:
    """Whether a folded word is a given name of any language, in whatever spelling is known.

    >>> may_be_given_name("mathilde"), is_given_name("mathilde")
    (True, False)
    """
    return folded in words_of_all("given_names", "given_name_spellings") or is_given_name(romanize(folded))


def are_two_given_names(left: str, right: str) -> bool:
    """Whether two romanised words are different given names of one language."""
    if left == right:
        return False
    known = _languages()
    return bool(known.get(left, frozenset()) & known.get(right, frozenset()))
