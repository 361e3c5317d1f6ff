"""Strips the case endings and the prefixed small words that languages add to names.

>>> [form.restored for form in stems("путиным", "ru")][0], [form.restored for form in stems("bakidan", "az")][-1]
('путин', 'baki')

Nothing here knows which names exist: every result is only a form worth looking up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import count
from operator import itemgetter
from typing import NamedTuple

from namenorm.text.fold import fold
from namenorm.text.language_profile import Ending, LanguageProfile
from namenorm.text.profiles import language_profile, profiles_for_script, words_of_all
from namenorm.text.scripts import script

_LONGEST_WORD = 40
_LEAST_AFTER_PREFIX = 2
_LEAST_BEFORE_ENDING = 3
_LEAST_SURE_ENDING = 2
_LEAST_SURE_STEM = 4
_SAME_ENDINGS = ("ou", "ei")


class Stem(NamedTuple):
    """One way to read a word as an inflected name: ``prefix + stem + ending``.

    >>> Stem("москв", "ой", "москва").restored
    'москва'

    ``restored`` is the dictionary form to look up: ``stem`` plus the letters that the ending had pushed out.
    """

    stem: str
    ending: str
    restored: str
    prefix: str = ""


@lru_cache(maxsize=1 << 14)
def stems(word: str, lang: str | None = None, type: str | None = None) -> tuple[Stem, ...]:
    """The dictionary forms that one folded word may stand for, the one with the longest ending last.

    >>> "москва" in [form.restored for form in stems("москвой", "ru")], stems("берлин", "ru")
    (True, ())

    Without a language, all languages of the word's script are tried whose endings are safe to strip. ``type`` leaves
    out endings that names of another type take. The word itself is not among the results.
    """
    if len(word) > _LONGEST_WORD or " " in word:
        return ()
    found: dict[tuple[str, str], Stem] = {}
    unsure = lang in (None, "und") and script(word) == "Latin"
    for item in _profiles(word, lang):
        for form in _forms(word, item, type):
            if form.restored != word and not (unsure and _is_risky(form, item)):
                found.setdefault((form.restored, form.prefix), form)
    return tuple(sorted(found.values(), key=lambda form: (len(form.ending) + len(form.prefix), form.restored)))


def forms_of(word: str, lang: str | None = None) -> tuple[str, ...]:
    """A folded word as it stands, and the dictionary forms that `stems` reads it as.

    >>> "москва" in forms_of("москвой", "ru"), forms_of("берлин", "ru")
    (True, ('берлин',))
    """
    return (word, *(form.restored for form in stems(word, lang)))


@lru_cache(maxsize=1 << 14)
def dictionary_forms(word: str) -> Mapping[str, frozenset[str]]:
    """Every dictionary form that a folded word has in some language of its script, with the codes of the languages.

    >>> dictionary_forms("trumpa")["trump"] >= {"cs", "hr"}
    True

    Far too many to look up, but enough to say whether the word is a form of one that is at hand.
    """
    found: dict[str, set[str]] = {}
    if _LEAST_SURE_STEM <= len(word) <= _LONGEST_WORD:
        for form, languages in _forms_of_script(word, script(word)):
            if form != word:
                found.setdefault(form, set()).update(languages)
    return {form: frozenset(codes) for form, codes in found.items()}


def has_proclitics(name: str) -> bool:
    """Whether a language of a script writes words before a name as one with it.

    >>> has_proclitics("Hebrew"), has_proclitics("Cyrillic")
    (True, False)
    """
    return bool(_endings_of_script(name)[1])


def may_inflect(lang: str | None) -> bool:
    """Whether names may have endings in a language, if it is known.

    >>> may_inflect("ru"), may_inflect("en-GB"), may_inflect(None)
    (True, False, True)
    """
    item = language_profile(lang)
    return item is None or not item.uninflected_names


def _profiles(word: str, lang: str | None) -> tuple[LanguageProfile, ...]:
    name = script(word)
    if lang is None or lang == "und":
        return tuple(item for item in profiles_for_script(name) if item.safe_endings)
    item = language_profile(lang)
    return (item,) if item and name in item.scripts else ()


def _is_risky(form: Stem, item: LanguageProfile) -> bool:
    """Whether an ending is too short to strip from a Latin word of unknown language ("Maria" is not "Mari")."""
    if form.ending in item.possessives:
        return False
    return len(form.ending) < _LEAST_SURE_ENDING or len(form.stem) < _LEAST_SURE_STEM


def _forms(word: str, item: LanguageProfile, type_: str | None) -> Iterator[Stem]:
    yield from _without_ending(word, "", item, type_)
    for proclitic in item.proclitics:
        prefix, _, elided = proclitic.partition(">")
        rest = word[len(prefix) :]
        if word.startswith(prefix) and len(rest) >= _LEAST_AFTER_PREFIX:
            if type_ == "person" and prefix.endswith(tuple(item.articles)):
                continue  # "הלפיד" is the torch
            yield Stem(rest, "", elided + rest, prefix)
            if rest[0] == rest[1] and rest[0] in item.doubled_letters:
                yield Stem(rest[1:], "", rest[1:], prefix + rest[0])
            yield from _without_ending(rest, prefix, item, type_)


def _without_ending(word: str, prefix: str, item: LanguageProfile, type_: str | None) -> Iterator[Stem]:
    for ending in _endings_by_last_letter(item.code).get(word[-1:], ()):
        if not word.endswith(ending.suffix) or (type_ and ending.types and type_ not in ending.types):
            continue
        stem = word[: len(word) - len(ending.suffix)]
        if len(stem) < ending.stem or (_follows_consonants(ending, item) and _joins_vowels(stem, ending.suffix)):
            continue
        if not _may_follow(stem, ending.restore):
            continue
        yield Stem(stem, ending.suffix, stem + ending.restore, prefix)


def _follows_consonants(ending: Ending, item: LanguageProfile) -> bool:
    """Whether an ending, if it begins with a vowel, follows consonants only: a doubled letter is none."""
    return item.endings_after_consonants and not ending.restore


def _joins_vowels(stem: str, suffix: str) -> bool:
    return words_of_all("vowels").issuperset((stem[-1], suffix[0]))


def _may_follow(stem: str, restored: str) -> bool:
    """Whether no letter that stands behind vowels only would stand behind a consonant: "Дубне" is of no "Дубнй"."""
    return restored[:1] not in words_of_all("gliding_letters") or stem[-1] in words_of_all("vowels")


_Manner = tuple[str, int, bool]


def _forms_of_script(word: str, name: str) -> Iterator[tuple[str, Iterable[str]]]:
    """The dictionary forms of a word in all languages of a script, in their order, with the codes of the languages."""
    endings, proclitics = _endings_of_script(name)
    found: list[tuple[int, str, Iterable[str]]] = []
    for size in range(1, len(word)):
        joins_vowels = _joins_vowels(word[:-size], word[-size:])
        for (restore, least, consonants), (place, languages) in endings.get(word[-size:], {}).items():
            is_joined = not (consonants and joins_vowels) and _may_follow(word[:-size], restore)
            if len(word) - size >= least and is_joined:
                found.append((place, word[:-size] + restore, languages))
    for place, item in proclitics:
        forms = (form for form in _forms(word, item, None) if form.prefix and len(form.stem) >= _LEAST_BEFORE_ENDING)
        found += [(place, form.restored, (item.code,)) for form in forms]
    found.sort(key=itemgetter(0))
    return ((form, languages) for _, form, languages in found)


@lru_cache(maxsize=64)
def _endings_of_script(
    name: str,
) -> tuple[dict[str, dict[_Manner, tuple[int, list[str]]]], list[tuple[int, LanguageProfile]]]:
    """The endings of all languages of a script, and the languages with words before a name.

    Endings stand by their letters, so that a word is asked for its last ones only: what they had pushed out, how many
    letters stand before them and whether only consonants do, the place among all, and the codes of the languages.
    """
    endings: dict[str, dict[_Manner, tuple[int, list[str]]]] = {}
    proclitics, places = [], count()
    for item in profiles_for_script(name):
        for ending in item.endings:
            own = endings.setdefault(ending.suffix, {})
            manner = ending.restore, ending.stem, _follows_consonants(ending, item)
            own.setdefault(manner, (next(places), []))[1].append(item.code)
        if item.proclitics:
            proclitics.append((next(places), item))
    return endings, proclitics


@lru_cache(maxsize=128)
def _endings_by_last_letter(code: str) -> dict[str, tuple[Ending, ...]]:
    item = language_profile(code)
    found: dict[str, list[Ending]] = {}
    for ending in item.endings if item else ():
        found.setdefault(ending.suffix[-1:], []).append(ending)
    return {letter: tuple(endings) for letter, endings in found.items()}


def reinflect(form: Stem, replacement: str) -> str | None:
    """Puts the prefix and the ending of an inflected word on another dictionary form; ``None`` where that is unsure.

    >>> reinflect(Stem("москв", "ой", "москва"), "Анкара"), reinflect(Stem("путин", "ым", "путин"), "Анкара")
    ('Анкарой', None)

    The replacement may be in any case, and ``form.ending`` as it was written. The replacement must end like the form
    that it replaces, so that the ending fits it: in the letters that the ending pushes out, in the same kind of sound
    and, in Latin script, after the same vowel (Turkish, Finnish and Hungarian endings depend on it).
    """
    folded = fold(replacement)
    if not folded or not form.restored.startswith(form.stem):
        return None
    pushed_out = form.restored[len(form.stem) :]
    if not pushed_out:
        fits = not form.ending or (_same_class(form.stem, folded, form.ending) and not _changes(form.stem, replacement))
        return form.prefix + replacement + form.ending if fits else None
    kept = replacement[: -len(pushed_out)]
    if fold(replacement[-len(pushed_out) :]) != pushed_out or not _same_class(form.stem, fold(kept), form.ending):
        return None
    return form.prefix + kept + form.ending


def _same_class(old: str, new: str, ending: str) -> bool:
    """Whether an ending that fits one form fits the other."""
    vowels, softening = words_of_all("vowels"), words_of_all("softening_letters")
    if not old or not new or (old[-1] in vowels) != (new[-1] in vowels):
        return False
    if old[-1] != new[-1] and (old[-1] in vowels or old[-1] in softening or new[-1] in softening):
        return False
    wanted = next((char for char in fold(ending) if char in vowels), "")
    if not (wanted and new.isascii()):
        return True
    return _harmony(_last_vowel(new)) in (_harmony(_last_vowel(old)), _harmony(wanted))


def _harmony(vowel: str) -> str:
    """The vowels, marks aside, after which the same endings stand in languages whose endings depend on the vowel."""
    return next((same for same in _SAME_ENDINGS if vowel in same), vowel)


def _changes(old: str, replacement: str) -> bool:
    """Whether the last vowel of a name is another before an ending, so that the old word cannot tell: "Кишинева"."""
    word = replacement.lower()
    return word[-2:-1] in words_of_all("changing_vowels") and not old.endswith(fold(word[-2:]))


def _last_vowel(word: str) -> str:
    return next((char for char in reversed(word) if char in words_of_all("vowels")), "")
