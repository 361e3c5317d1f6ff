"""Usual words: those of a language, and those that bodies and places of any country have in their names.

>>> is_usual("zentralbank"), is_usual("верховного"), is_usual("gazprom")
(True, True, False)
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import Prefix

from namenorm.resolving.conflicts import is_other_consonant
from namenorm.text.grams import skeleton, sound_of
from namenorm.text.inflection import dictionary_forms
from namenorm.text.profiles import profiles_for_script, words_of_script
from namenorm.text.romanize import romanize
from namenorm.text.scripts import script

_LISTS = (
    "common_words", "generic_words", "function_words", "numerals", "roles", "named_after_places",
)  # fmt: skip
_SHORT_WORD = 4  # letters of which one that is another makes another name
_AKIN = 4  # letters that words of one origin begin with: "economic", "economies"


def tells_another(left: str, right: str, beside: Iterable[str]) -> bool:
    """Whether the one short word of a name that is no usual one has another consonant: "Ming Dynasty", no "Qing".

    >>> tells_another("ming", "qing", ["dynasty"]), tells_another("ming", "qing", ["yuan"])
    (True, False)
    """
    others = list(beside)
    is_short = max(len(left), len(right)) <= _SHORT_WORD
    return bool(others) and is_short and is_other_consonant(left, right) and all(map(is_usual, others))


def has_usual_words_only(folded: str) -> bool:
    """Whether all words of a folded name are such words; one alone may be one that is never a name alone: "then"."""
    words = folded.split()
    is_ordinary = len(words) == 1 and folded in words_of_script(script(folded), "capitalised_words")
    return is_ordinary or all(map(is_usual, words))


def is_usual(word: str) -> bool:
    """Whether a folded word, in whatever form, is such a word of a language of its script."""
    return not _usual_words(script(word)).isdisjoint(forms_in_script(word))


@lru_cache(maxsize=1 << 12)
def are_two_usual_words(left: str, right: str) -> bool:
    """Whether two words of one length are usual ones that sound otherwise, and do not begin alike as forms of one do.

    Or end in such words, behind one that both begin with; or the first is an office, and the other what its holder
    leads or sits in.

    >>> are_two_usual_words("bahn", "bank"), are_two_usual_words("center", "centre")
    (True, False)
    >>> are_two_usual_words("reichsbahn", "reichsbank"), are_two_usual_words("minister", "ministry")
    (True, True)
    """
    if are_office_and_body(left, right):
        return True
    if len(left) != len(right):
        return False
    same = Prefix.similarity(left, right)
    ends = range(_AKIN, same + 1) if same >= _AKIN else (0,)
    return any(_are_two_usual_words(left[at:], right[at:], same - at) for at in ends)


def _are_two_usual_words(left: str, right: str, same: int) -> bool:
    if not min(len(left), len(right)) >= _AKIN > same or skeleton(romanize(left)) == skeleton(romanize(right)):
        return False
    return is_usual(left) and is_usual(right)


def are_office_and_body(left: str, right: str) -> bool:
    """Whether a word is an office, and another, which begins alike, what its holder leads: "minister", "ministry"."""
    return Prefix.similarity(left, right) >= _AKIN and left != right and is_body(right) and is_office(left)


def is_office(word: str) -> bool:
    """Whether a folded word, in whatever form, is what somebody is who holds an office: "minister", "министра"."""
    return not words_of_script(script(word), "roles").isdisjoint((word, *dictionary_forms(word)))


def is_body(word: str) -> bool:
    """Whether a folded word says of a body what it is, and of no person: "ministry"."""
    written = script(word)
    is_of_body = word in words_of_script(written, "generic_words", "bodies_of_states")
    return is_of_body and word not in words_of_script(written, "roles")


def forms_in_script(word: str) -> set[str]:
    """A folded word and what it is a form of; in Latin letters too many words of some language end as forms do."""
    return {word} if script(word) == "Latin" else {word, *dictionary_forms(word)}


@lru_cache(maxsize=64)
def _usual_words(name: str) -> frozenset[str]:
    """Those of a script, with words of bodies and what they mean in English; but names among these: "eyfel"."""
    pairs = {pair for item in profiles_for_script(name) for pair in item.english_words.items()}
    told = {word for pair in pairs if not _is_name(*pair) for word in (pair if name == "Latin" else pair[:1])}
    return words_of_script(name, *_LISTS).union(*(word.replace("_", " ").split() for word in told))


def _is_name(word: str, meaning: str) -> bool:
    """Whether a word sounds as in English, as names do."""
    return sound_of(romanize(word)) == sound_of(meaning)
