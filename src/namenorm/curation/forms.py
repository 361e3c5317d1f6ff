"""What a spelling is without that which a sentence adds to it: a possessive, case endings, small words before it."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from statistics import mean

from rapidfuzz import fuzz

from namenorm.model import Alias
from namenorm.text.fold import fold
from namenorm.text.grams import loose_skeleton
from namenorm.text.inflection import Stem, stems
from namenorm.text.keys import name_form
from namenorm.text.profiles import language_profile

_APOSTROPHES = "'’ʼ"
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}]s?$")
_LEAST_AFTER_PREFIX = 4  # a letter that is a small word begins many short names too
_LEAST_AFTER_PREFIX_OF_SEVERAL = 2  # the other words say that it is a name
_LEAST_CONSONANTS = 2
_CLOSEST_NAMES = 5
_LIKE_AN_END, _LIKE_A_BEGINNING = 1.5, 2.0
"""Points of likeness that a form is worth for each factor of e by which its last, or first, letters are commoner."""
_SAME_BEGINNING = 15.0
_END, _BEGINNING = 3, 2  # letters
_RARELY, _OUT_OF = 0.25, 5.0  # what letters count that were never seen


def bare(surface: str) -> str:
    """A name without a possessive and on one line.

    >>> bare("Netenyahu’s")
    'Netenyahu'
    """
    return " ".join(_POSSESSIVE.sub("", surface).split())


@lru_cache(maxsize=1 << 14)
def base_forms(surface: str, lang: str) -> frozenset[str]:
    """The folded forms that an inflected name may stand for, the name as it is among them.

    >>> "москва" in base_forms("Москвой", "ru")
    True
    """
    words = fold(bare(surface)).split()
    if not words:
        return frozenset()
    known = None if lang == "und" else lang
    first = {words[0], *(form.restored for form in stems(words[0], known) if form.prefix)}
    last = {words[-1], *(form.restored for form in stems(words[-1], known))}
    if len(words) == 1:
        return frozenset(first | last)
    middle = words[1:-1]
    return frozenset(" ".join((head, *middle, tail)) for head in first for tail in last)


def likeness(surface: str, name: str) -> float:
    """How alike two spellings are as a whole, from 0 to 100, whatever their scripts.

    >>> likeness("Tehran", "Тегеран") > 70 > likeness("Tehran", "Baku")
    True
    """
    left, right = name_form(bare(surface)), name_form(name)
    whole = fuzz.ratio("".join(left.tokens), "".join(right.tokens))
    if left.script == right.script:
        return whole
    # Some scripts write no vowels, so across scripts consonants may speak for the whole.
    bones = ["".join(map(loose_skeleton, form.tokens)) for form in (left, right)]
    if min(map(len, bones)) < _LEAST_CONSONANTS:
        return whole
    return max(whole, 0.9 * fuzz.ratio(*bones))


def consonants(text: str) -> int:
    """How many consonants a name has that every script writes.

    >>> consonants("Tehran"), consonants("May")
    (3, 1)
    """
    return sum(len(loose_skeleton(token)) for token in name_form(text).tokens)


def likeness_to_most(text: str, names: Iterable[str]) -> float:
    """How alike a spelling is to those of the names that are most like it, from 0 to 100.

    >>> likeness_to_most("Tehran", ["Teheran", "Tahran"]) > likeness_to_most("Tahrana", ["Teheran", "Tahran"])
    True

    By one name alone a form would be chosen for the vowel that some language puts at its end.
    """
    closest = sorted((likeness(text, name) for name in names), reverse=True)[:_CLOSEST_NAMES]
    return mean(closest) if closest else 0.0


class BaseForms:
    """Finds the dictionary form of inflected names, by how names of a language end and what else each is called.

    >>> from namenorm.model import Alias
    >>> forms = BaseForms([Alias("თბილისი", "ka"), Alias("Emmanuel Macron", "fr")])
    >>> forms.closest("პარიზში", ["Paris"], "ka")
    'პარიზი'
    >>> forms.closest("Parisdə Emmanuel Makron", ["Emmanuel Macron"], "az")
    'Emmanuel Makron'
    """

    def __init__(self, aliases: Iterable[Alias]) -> None:
        self._words: Counter[str] = Counter()
        self._ends: dict[str, Counter[str]] = defaultdict(Counter)
        self._beginnings: dict[str, Counter[str]] = defaultdict(Counter)
        for alias in aliases:
            for word in fold(alias.text).split():
                self._words[alias.lang] += 1
                self._ends[alias.lang].update(_last(word))
                self._beginnings[alias.lang].update(_first(word))

    def closest(self, surface: str, names: Iterable[str], lang: str) -> str:
        """Of the forms that a spelling may stand for the one that is most like the names."""
        names = list(names)
        words = _without_strangers(bare(surface).split(), names)
        inflected = True
        for number in reversed(range(len(words))):
            # Endings stand on the last word; where it has none, the words before it have none either.
            readings = _readings(words[number], lang, first=number == 0, alone=len(words) == 1, inflected=inflected)
            fits = {
                form: self._fit([*words[:number], form, *words[number + 1 :]], number, names, lang) for form in readings
            }
            best = min(readings, key=lambda form: (-fits[form], len(form)))
            if number == len(words) - 1:
                inflected = not words[number].endswith(best)
            words[number] = best
        return " ".join(words)

    def _fit(self, words: list[str], number: int, names: list[str], lang: str) -> float:
        word, total = fold(words[number]), self._words[lang]
        fit = likeness_to_most(" ".join(words), names) + _LIKE_AN_END * _log_share(_last(word), self._ends[lang], total)
        if number > 0:
            return fit
        fit += _LIKE_A_BEGINNING * _log_share(_first(word), self._beginnings[lang], total)
        return fit + _SAME_BEGINNING * (_first_sound(word) in {_first_sound(name) for name in names})


def _last(word: str) -> list[str]:
    return [word[-size:] for size in range(1, min(_END, len(word)) + 1)]


def _first(word: str) -> list[str]:
    return [word[:size] for size in range(1, min(_BEGINNING, len(word)) + 1)]


def _log_share(pieces: Sequence[str], counts: Counter[str], total: int) -> float:
    """How common letters are, each longer piece among the words that have the shorter one."""
    share = 0.0
    for piece in pieces:
        share += math.log((counts[piece] + _RARELY) / (total + _OUT_OF))
        total = counts[piece]
    return share


def _without_strangers(words: list[str], names: list[str]) -> list[str]:
    """Without the words at the ends that leave more likeness when they go, down to the length of the names."""

    def fit(part: list[str]) -> float:
        return max((likeness(" ".join(part), name) for name in names), default=0.0)

    length = max((len(name.split()) for name in names), default=1)
    while len(words) > max(1, length):
        shorter = max((words[1:], words[:-1]), key=fit)
        if fit(shorter) < fit(words):
            break
        words = shorter
    return words


def _first_sound(text: str) -> str:
    first = "".join(name_form(text).tokens)[:1].replace("v", "f")  # Arabic has but one letter for both
    return loose_skeleton(first) or first


@lru_cache(maxsize=1 << 12)
def _readings(word: str, lang: str, *, first: bool, alone: bool, inflected: bool) -> tuple[str, ...]:
    """The word, and what it may be an inflected form of, in the letters and the case in which it is written.

    Only a ``first`` word may have a small word before it, and only an ``inflected`` one an ending.
    """
    head, dash, tail = word.rpartition("-")
    least = _LEAST_AFTER_PREFIX if alone else _LEAST_AFTER_PREFIX_OF_SEVERAL
    profile = language_profile(lang)
    articles = tuple(profile.articles) if profile else ()
    found = [word]
    for form in stems(fold(tail), None if lang == "und" else lang):
        # An article is a part of the name; the small words before it are not.
        is_prefix = first and not head and len(form.restored) >= least and not form.prefix.endswith(articles)
        if (form.prefix and not is_prefix) or (form.ending and not inflected):
            continue
        text = _written(tail, form)
        if text is not None and not (tail[:1].isupper() and text[:1].islower()):
            found.append(head + dash + text)
    return tuple(dict.fromkeys(found))


def _written(word: str, form: Stem) -> str | None:
    at = form.restored.find(form.stem)
    if at < 0:
        return None
    for start in range(len(word)):
        if fold(word[:start]) == form.prefix:
            break
    else:
        return None
    for end in range(len(word), start, -1):
        if fold(word[start:end]) == form.stem:
            stem = word[start:end].rstrip(_APOSTROPHES) if form.ending else word[start:end]
            return form.restored[:at] + stem + form.restored[at + len(form.stem) :]
    return None
