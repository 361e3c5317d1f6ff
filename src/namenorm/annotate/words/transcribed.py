"""Transcriptions: whether a word differs from a name as two ways of writing its sounds do, and not by a slip.

>>> has_other_vowels("Hizballah", "Hezbollah"), has_other_vowels("IIlam", "Ilham")
(True, False)
"""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from namenorm.annotate.words.lexicon import Lexicon
from namenorm.text.grams import skeleton
from namenorm.text.keys import name_form
from namenorm.text.tokens import tokenize

_IOTA = re.compile(r"[ijy]+(?=[aeou])")
"""What is heard before a vowel in one transcription and not in another, if one letter has both: у and ю."""


def has_other_vowels(surface: str, repaired: str) -> bool:
    """Whether a word differs by several vowels, or by an iota.

    A capital inside a word, where the name has none, is a slip of the pen: "IIlam" is no transcription of "Ilham".
    """
    words, others = name_form(surface).tokens, name_form(repaired).tokens
    if len(words) != len(others) or _has_odd_capitals(surface):
        return False
    is_as_long = len(surface) == len(repaired)
    return any(
        skeleton(word.replace("j", "i")) == skeleton(other.replace("j", "i"))
        and (
            OSA.distance(word, other) > 1
            or (is_as_long and len(word) != len(other) and _IOTA.sub("", word) == _IOTA.sub("", other))
        )
        for word, other in zip(words, others, strict=True)
        if word != other
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
