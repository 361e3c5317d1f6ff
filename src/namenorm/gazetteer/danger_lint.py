"""Rules about names that are dangerous in texts: very short ones, ordinary words, surnames of several persons.

Each is quiet once somebody has thought about it: ``strength: weak``, a sentence under ``not`` that holds the word, or
an acknowledgement of the other bearers.
"""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from namenorm.gazetteer.rules import Entry
from namenorm.gazetteer.schema import FieldPath
from namenorm.model import Alias, Problem, base_language
from namenorm.text.fold import compact, fold
from namenorm.text.profiles import profile
from namenorm.text.scripts import has_case, script

_SHORTEST = 3
_DENSE_SCRIPTS = ("Han", "Kana", "Hangul")  # one character is a word or a syllable


def danger_problems(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Names that need more than their spelling."""
    carriers = _carriers(entries)
    for entry in entries:
        if entry.entity.replaced_by:
            continue
        negatives = [f" {' '.join(fold(sentence).split())} " for sentence in entry.entity.negatives]
        for field, alias in entry.placed():
            if alias.strength == "weak" or alias.kind == "demonym":
                continue
            folded = fold(alias.text)
            if not any(f" {folded} " in sentence for sentence in negatives):
                yield from _short(entry, field, alias, folded)
                yield from _ordinary(entry, field, alias, folded)
            yield from _surname(entry, field, alias, folded, carriers)


def _short(entry: Entry, field: FieldPath, alias: Alias, folded: str) -> Iterator[Problem]:
    letters = len(compact(folded))
    if alias.kind in ("label", "misspelling") or letters > _SHORTEST or script(alias.text) in _DENSE_SCRIPTS:
        return
    # Three capitals rarely mean two things in one kind of text (USA, IDF); two do (PA, MA), and so do short words.
    if letters == _SHORTEST and (alias.text == alias.text.upper() or not has_case(alias.text[0])):
        return
    message = f"{alias.text!r} is very short; mark it strength: weak, or add a `not` sentence that uses it otherwise"
    yield _danger(entry, "W401", field, alias, message)


def _ordinary(entry: Entry, field: FieldPath, alias: Alias, folded: str) -> Iterator[Problem]:
    # What a place is called first is seldom a bad name for it, and every language has such places (Nice, Georgia).
    if alias.kind == "label" and entry.entity.type == "place":
        return
    # Names are made of ordinary words too (White House), but have capitals then.
    words = folded.split() if alias.text.islower() else [folded]
    # English is everywhere.
    languages = [code for code in dict.fromkeys((base_language(alias.lang), "en")) if _words(code).issuperset(words)]
    # An acronym in capitals is told from the word by its letters' case ("WHO", "IS").
    if languages and not (alias.kind == "acronym" and alias.text.isupper()):
        advice = "add a `not` sentence that uses the word" if alias.kind == "label" else "mark it strength: weak"
        what = "an ordinary word" if len(words) == 1 else "made of ordinary words"
        message = f"{alias.text!r} is {what} ({', '.join(languages)}); {advice}"
        yield _danger(entry, "W402", field, alias, message)


@lru_cache(maxsize=256)
def _words(code: str) -> frozenset[str]:
    item = profile(code)
    return item.ordinary_words | item.capitalised_words | item.function_words if item else frozenset()


def _carriers(entries: Sequence[Entry]) -> Mapping[str, set[str]]:
    """Word -> the persons whose preferred names hold it."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.entity.type == "person" and not entry.entity.replaced_by:
            for label in entry.entity.labels.values():
                for word in fold(label).split():
                    found[word].add(entry.entity.id)
    return found


def _surname(
    entry: Entry, field: FieldPath, alias: Alias, folded: str, carriers: Mapping[str, set[str]]
) -> Iterator[Problem]:
    if entry.entity.type != "person" or alias.kind == "label" or " " in folded:
        return
    others = sorted(other for other in carriers.get(folded, ()) if other != entry.entity.id)
    unsaid = [other for other in others if not entry.acknowledges(other)]
    if unsaid:
        bearers = ", ".join(unsaid)
        message = f"{alias.text!r} is also borne by {bearers}; mark it strength: weak, or list them under distinct_from"
        yield _danger(entry, "W403", field, alias, message)


def _danger(entry: Entry, code: str, field: FieldPath, alias: Alias, message: str) -> Problem:
    if alias.kind == "label":  # a label cannot be weak
        return entry.problem(code, field, message)
    return entry.problem(code, field, message, id=entry.entity.id, name=shlex.quote(alias.text), lang=alias.lang)
