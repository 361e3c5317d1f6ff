"""The points of the compass of two names, also misspelt ones.

>>> from namenorm.resolving.words import read_words
>>> from namenorm.text.keys import name_form
>>> directions(*(read_words(name_form(name)) for name in ("Nooth Korea", "North Korea")))
['north']
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA, Postfix

from namenorm.resolving.words import COMPASS, Words, words_that_mean
from namenorm.text.profiles import profiles_for_script
from namenorm.text.scripts import script_of

_LEAST_ALIKE = 3  # letters that two words end with
_SHORTEST = 4  # letters of a word that is a misspelt point of the compass


def directions(words: Words, other: Words) -> list[str]:
    """The points of the compass of a name; where it has none, what stands a letter from one of the other name.

    That is the same one misspelt, but for another word of its language: "Nooth Korea", "Worth Korea".
    """
    found = [concept for concept in words.concepts if concept in COMPASS]
    if found or words.group != other.group or COMPASS.isdisjoint(other.concepts):
        return found
    told = [each for each in zip(other.texts, other.concepts, other.own, strict=True) if each[1] in COMPASS]
    for text, concept, word in zip(words.texts, words.concepts, words.own, strict=True):
        if len(text) < _SHORTEST or text in other.texts:
            continue
        for direction, meaning, beside in told:
            if OSA.distance(text, direction, score_cutoff=1) > 1:
                continue
            if _are_of_one_language(word, beside):
                found.append(text)
            elif not concept and _meanings_near(text, words.group) == {meaning}:
                found.append(meaning)
    return found


def has_other_direction(left: str, right: str, group: str) -> bool:
    """Whether two romanised words differ in the point of the compass that they begin with.

    >>> has_other_direction("suddeutsche", "norddeutsche", "latin"), has_other_direction("nordsee", "nordse", "latin")
    (True, False)
    """
    same = Postfix.similarity(left, right)
    for size in (same, same - 1):  # both may end in one letter
        found = [_meanings_near(word[: len(word) - size], group, 0) for word in (left, right)]
        if size >= _LEAST_ALIKE and all(found) and found[0] != found[1]:
            return True
    return False


@lru_cache(maxsize=4096)
def _meanings_near(word: str, group: str, reach: int = 1) -> frozenset[str]:
    """The points of the compass of which a word is so few letters from a romanised word of a script group."""
    return frozenset(
        direction
        for direction in COMPASS
        for known in words_that_mean(group, frozenset({direction}))
        if OSA.distance(word, known, score_cutoff=reach) <= reach
    )


@lru_cache(maxsize=4096)
def _are_of_one_language(word: str, generic: str) -> bool:
    """Whether a folded word is a frequent one of a language that another is a generic word of.

    So it is with "worth" and "north", but not with "note" and "norte".
    """
    return any(
        generic in item.generic_words and (word in item.common_words or word in item.ordinary_words)
        for item in profiles_for_script(script_of(word[0]))
    )
