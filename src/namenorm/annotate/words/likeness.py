"""How far a word of a text is from a word of a name, as a share of its length.

>>> round(likeness_cost("netenyahu", "netanyahu"), 2), likeness_cost("warrington", "harrington")
(0.04, 1.0)

Letters that print or sound alike cost less, and a different first letter is a different word unless it looks alike. A
word that only has letters more or fewer at its end is an inflected form or a plural, not a misspelling.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA, Levenshtein

from namenorm.text.romanize import VOWELS

_CLASSES = ("ceo", "unv", "il1jt", "bh", "fs", "mnr", "gq", "kc", "sz", "ijy", "vw", "dbl", "aeo", "ou")
_ALIKE_PAIRS = frozenset((one, other) for letters in _CLASSES for one in letters for other in letters)
_ALIKE = 0.4  # cost of a letter in the place of one that looks or sounds like it
_EASY = 0.6  # the same of a letter added or left out that changes little: h, or one of two equal ones
_ENDING = 3  # letters
_ENDINGS = VOWELS | {"s", "y"}  # letters that a form of a name has more
_SURE = 8  # letters from which a single misspelt word leaves no doubt by its shortness


@lru_cache(maxsize=1 << 14)
def likeness_cost(word: str, name: str) -> float:
    """The weighted number of edits between two romanised words, divided by the length of the longer one; at most 1."""
    if word[:1] != name[:1] and not _alike(word[:1], name[:1]):
        return 1.0
    longest = max(len(word), len(name))
    if not longest or _differs_at_the_end(word, name):
        return 1.0
    if word[:-1] == name[:-1] and not _alike(word[-1], name[-1]):
        return 1.0
    total = 0.0
    for edit in Levenshtein.editops(word, name):
        cost = _edit_cost(edit.tag, edit.src_pos, edit.dest_pos, word, name)
        if edit.src_pos == 0 and cost > _ALIKE:
            return 1.0
        total += cost
    # Two letters that changed places are one slip, not two.
    return min(total, float(OSA.distance(word, name)), longest) / longest


def least_cost(word: str, names: Iterable[str]) -> float:
    """The least `likeness_cost` between a romanised word and some others; 1 where there are none."""
    first = word[:1]
    near = [name for name in names if name[:1] == first or _alike(first, name[:1])]
    return min([likeness_cost(word, name) for name in near], default=1.0)


def has_unlike_consonant(word: str, name: str) -> bool:
    """Whether a consonant stands for an unlike one, as it does more often in another name than in a slip.

    >>> has_unlike_consonant("austrasia", "australia"), has_unlike_consonant("netenyahu", "netanyahu")
    (True, False)
    """
    return any(
        edit.tag == "replace"
        and not {word[edit.src_pos], name[edit.dest_pos]} & VOWELS
        and not _alike(word[edit.src_pos], name[edit.dest_pos])
        for edit in Levenshtein.editops(word, name)
        if OSA.distance(word, name) == Levenshtein.distance(word, name)  # letters that changed places are one slip
    )


def _differs_at_the_end(word: str, name: str) -> bool:
    if not 0 < abs(len(word) - len(name)) <= _ENDING or not (word.startswith(name) or name.startswith(word)):
        return False
    shorter, longer = sorted((word, name), key=len)
    rest = longer[len(shorter) :]
    is_cut = len(rest) == 1 and len(name) >= _SURE and name is longer
    if is_cut and rest not in _ENDINGS and shorter[-1] != "e":
        return False  # "Faceboo" is a form of nothing, "Associate" may be one of "Associated"
    return rest not in ("h", shorter[-1:])  # "Edinburg" and "Cardif" are spellings, no forms


def _edit_cost(kind: str, source: int, target: int, word: str, name: str) -> float:
    if kind == "replace":
        return _ALIKE if _alike(word[source], name[target]) else 1.0
    text, position = (word, source) if kind == "delete" else (name, target)
    letter = text[position]
    return (
        _EASY if letter == "h" or letter in (text[position - 1 : position], text[position + 1 : position + 2]) else 1.0
    )


def _alike(one: str, other: str) -> bool:
    return (one, other) in _ALIKE_PAIRS


def leaves_room(word: str, name: str) -> bool:
    """Whether a short word or another consonant leaves room for another name."""
    return len(word) < _SURE or word[0] != name[0] or has_unlike_consonant(word, name)
