"""Strips the case endings and the prefixed small words that languages add to names.

>>> [form.restored for form in stems("путиным", "ru")]
['путин']
>>> [form.restored for form in stems("məhəmmədin", None)], [form.restored for form in stems("bakidan", "az")][-1]
([], 'baki')

Nothing here knows which names exist: every result is only a form worth looking up.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from namenorm.text.fold import fold
from namenorm.text.profiles import language_profile, profiles_for_script
from namenorm.text.scripts import script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from namenorm.model import Ending, LanguageProfile

_LONGEST_WORD = 40
_LEAST_AFTER_PREFIX = 3
_VOWELS = frozenset("aeiouyаеёиоуыэюяіїєαεηιουωաեէըիոօաաეაიოუ")


@dataclass(frozen=True, slots=True)
class Stem:
    """One way to read a word as an inflected name: ``prefix + stem + ending``.

    >>> Stem("москв", "ой", "москва", "").restored
    'москва'

    ``restored`` is the dictionary form to look up: ``stem`` plus the letters that the ending had pushed out.
    """

    stem: str
    ending: str
    restored: str
    prefix: str = ""


@lru_cache(maxsize=1 << 14)
def stems(word: str, lang: str | None = None, type: str | None = None) -> tuple[Stem, ...]:  # noqa: A002 - Query's word
    """The dictionary forms that one folded word may stand for, the one with the longest ending last.

    >>> [form.restored for form in stems("москвои", "ru")], [form.restored for form in stems("берлин", "ru")]
    ([], [])
    >>> [form.restored for form in stems("москвой", "ru")][-1]
    'москва'

    Without a language, all languages of the word's script are tried whose endings are safe to strip. ``type`` leaves
    out endings that names of another type take. The word itself is not among the results.
    """
    if len(word) > _LONGEST_WORD or " " in word:
        return ()
    found: dict[tuple[str, str], Stem] = {}
    for item in _profiles(word, lang):
        for form in _forms(word, item, type):
            if form.restored != word:
                found.setdefault((form.restored, form.prefix), form)
    return tuple(sorted(found.values(), key=lambda form: (len(form.ending) + len(form.prefix), form.restored)))


def _profiles(word: str, lang: str | None) -> tuple[LanguageProfile, ...]:
    name = script(word)
    if lang is None or lang == "und":
        return tuple(item for item in profiles_for_script(name) if item.safe_endings)
    item = language_profile(lang)
    return (item,) if item and name in item.scripts else ()


def _forms(word: str, item: LanguageProfile, type_: str | None) -> Iterator[Stem]:
    yield from _without_ending(word, "", item, type_)
    for prefix in item.proclitics:
        rest = word[len(prefix) :]
        if word.startswith(prefix) and len(rest) >= _LEAST_AFTER_PREFIX:
            yield Stem(rest, "", rest, prefix)
            yield from _without_ending(rest, prefix, item, type_)


def _without_ending(word: str, prefix: str, item: LanguageProfile, type_: str | None) -> Iterator[Stem]:
    for ending in _endings_by_last_letter(item.code).get(word[-1:], ()):
        if word.endswith(ending.suffix) and _fits(word, ending, type_):
            stem = word[: len(word) - len(ending.suffix)]
            yield Stem(stem, ending.suffix, stem + ending.restore, prefix)


def _fits(word: str, ending: Ending, type_: str | None) -> bool:
    if type_ is not None and ending.types and type_ not in ending.types:
        return False
    return len(word) - len(ending.suffix) >= ending.stem


@lru_cache(maxsize=128)
def _endings_by_last_letter(code: str) -> dict[str, tuple[Ending, ...]]:
    item = language_profile(code)
    found: dict[str, list[Ending]] = {}
    for ending in item.endings if item else ():
        found.setdefault(ending.suffix[-1:], []).append(ending)
    return {letter: tuple(endings) for letter, endings in found.items()}


def reinflect(form: Stem, replacement: str) -> str | None:
    """Puts the prefix and the ending of an inflected word on another dictionary form; ``None`` where that is unsure.

    >>> reinflect(Stem("нетениягу", "", "нетениягу", "с"), "нетаньяху")
    'снетаньяху'
    >>> reinflect(Stem("москв", "ой", "москва", ""), "Анкара"), reinflect(Stem("путин", "ым", "путин", ""), "Анкара")
    ('Анкарой', None)

    The replacement may be in any case. It must end like the form that it replaces, so that the ending fits it: in the
    same restored letters, both in a vowel, or both in a consonant after a vowel of the same harmony class.
    """
    if not replacement:
        return None
    folded = fold(replacement)
    pushed_out = form.restored[len(form.stem) :]
    if not form.restored.startswith(form.stem) or not folded.endswith(pushed_out):
        return None
    if pushed_out:
        if fold(replacement[-len(pushed_out) :]) != pushed_out or not _same_class(form.stem, folded[: -len(pushed_out)]):
            return None
        return form.prefix + replacement[: -len(pushed_out)] + form.ending
    if form.ending and not _same_class(form.restored, folded):
        return None
    return form.prefix + replacement + form.ending


def _same_class(old: str, new: str) -> bool:
    """Whether an ending that fits one form fits the other: same kind of last letter, same last vowel group."""
    if not old or not new:
        return False
    if old[-1] == new[-1]:
        return True
    return (old[-1] in _VOWELS) == (new[-1] in _VOWELS) and old[-1] not in _VOWELS and _harmony(old) == _harmony(new)


def _harmony(word: str) -> str:
    """The last vowel, on which the vowel of an ending may depend; the same for all vowels that act alike."""
    return next((char for char in reversed(word) if char in _VOWELS), "")
