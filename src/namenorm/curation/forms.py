"""What a spelling is without that which a sentence adds to it: a possessive, case endings, small words before it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from namenorm.text.fold import fold
from namenorm.text.grams import loose_skeleton
from namenorm.text.inflection import stems
from namenorm.text.keys import name_form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from namenorm.model import Alias
    from namenorm.text.inflection import Stem

_POSSESSIVE = re.compile(r"['’ʼ]s?$")
_LEAST_AFTER_PREFIX = 4  # a letter that is a small word begins many short names too
_USUAL_ENDING = 20.0
_AS_IT_IS = 100.0  # a spelling that reads as a listed name stands in no other form than that


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
    bones = ("".join(map(loose_skeleton, form.tokens)) for form in (left, right))
    return max(whole, 0.9 * fuzz.ratio(*bones))


class BaseForms:
    """Finds the dictionary form of inflected names, by the names of the same language that are listed.

    >>> from namenorm.model import Alias
    >>> forms = BaseForms([Alias("თბილისი", "ka"), Alias("Emmanuel Macron", "fr")])
    >>> forms.closest("პარიზში", ["Paris"], "ka"), forms.closest("Parisdə Emmanuel Makron", ["Emmanuel Macron"], "az")
    ('პარიზი', 'Emmanuel Makron')
    """

    def __init__(self, aliases: Iterable[Alias]) -> None:
        letters: dict[str, Counter[str]] = defaultdict(Counter)
        for alias in aliases:
            letters[alias.lang][fold(alias.text)[-1:]] += 1
        # Where nearly all names of a language end in a vowel, a stem that does not is no name yet.
        self._usual = {
            lang: {letter: _USUAL_ENDING * count / counts.total() for letter, count in counts.items()}
            for lang, counts in letters.items()
        }

    def closest(self, surface: str, names: Iterable[str], lang: str) -> str:
        """Of the forms that a spelling may stand for the one that is most like one of the names."""
        names = list(names)
        words = bare(surface).split()
        if any(likeness(surface, name) >= _AS_IT_IS for name in names):
            return " ".join(words)
        length = max((len(name.split()) for name in names), default=1)
        while len(words) > max(1, length):
            shorter = max((words[1:], words[:-1]), key=lambda part: self._fit(part, names, lang))
            if self._fit(shorter, names, lang) < self._fit(words, names, lang):
                break
            words = shorter
        first_letters = {_first_letter(name) for name in names}
        for number, word in enumerate(words):
            # A name that begins like a listed one has no small word before it.
            whole = number > 0 or _first_letter(word) in first_letters
            forms = [word, *_readings(word, lang, whole=whole)]
            rest = words[:number], words[number + 1 :]
            fits = {form: self._fit([*rest[0], form, *rest[1]], names, lang) for form in forms}
            # Endings mostly stand at the end of the last word: of equal forms the shortest there, else the whole.
            is_last = number == len(words) - 1
            cut = [len(word) - len(form) if is_last or word.endswith(form) else 0 for form in forms]
            words[number] = max(zip(forms, cut, strict=True), key=lambda pair: (fits[pair[0]], pair[1]))[0]
        return " ".join(words)

    def _fit(self, words: list[str], names: list[str], lang: str) -> float:
        text = " ".join(words)
        usual = self._usual.get(lang, {}).get(fold(text)[-1:], 0.0)
        return max((likeness(text, name) for name in names), default=0.0) + usual


def _first_letter(text: str) -> str:
    return "".join(name_form(text).tokens)[:1]


@lru_cache(maxsize=1 << 12)
def _readings(word: str, lang: str, *, whole: bool) -> tuple[str, ...]:
    """What a written word may be an inflected form of, in the letters and the case in which it is written.

    ``whole`` says that no small word is written together with it.
    """
    forms = stems(fold(word), None if lang == "und" else lang)
    found = (_written(word, form) for form in forms if not (whole and form.prefix))
    return tuple(dict.fromkeys(text for text in found if text is not None))


def _written(word: str, form: Stem) -> str | None:
    at = form.restored.find(form.stem)
    if at < 0 or (form.prefix and len(form.restored) < _LEAST_AFTER_PREFIX):
        return None
    for start in range(len(word)):
        if fold(word[:start]) == form.prefix:
            break
    else:
        return None
    for end in range(len(word), start, -1):
        if fold(word[start:end]) == form.stem:
            return form.restored[:at] + word[start:end] + form.restored[at + len(form.stem) :]
    return None
