"""Words that mean the same in many languages ("islands", "party", "united"), mined from names in several languages.

Where an English name and a name in another language are aligned, the words that find no partner are likely to be
translations of each other. A word is kept where it stands beside one English word in several entities.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from namenorm.model import Entity
from namenorm.resolving.alignment import Alignment
from namenorm.resolving.edits import EditModel, script_group
from namenorm.resolving.scorer import Beside, Scorer
from namenorm.resolving.words import Side
from namenorm.text.fold import fold
from namenorm.text.keys import name_form
from namenorm.text.romanize import romanize
from namenorm.text.scripts import script

LEAST_ENTITIES = 3
LEAST_SHARE = 0.5
LONGEST = 80

Names = list[tuple[str, str]]  # language, text
Concepts = dict[str, dict[str, list[str]]]


def reviewed() -> Iterator[tuple[str, str, str]]:
    """What a word means, its script group and the romanised word, from the lists that people wrote.

    ``concepts_reviewed.json`` holds words that are translated, ``names_reviewed.json`` names of persons that are spelt
    unlike they sound, or that languages have forms of their own for, and cities that are spelt in two ways.
    """
    for english, words in _listed("concepts_reviewed.json"):
        yield from ((_stem(english), *word) for word in words)
    for name, words in _listed("names_reviewed.json"):
        yield from ((name, *word) for word in words)


def _listed(file: str) -> Iterator[tuple[str, Iterator[tuple[str, str]]]]:
    text = Path(__file__).with_name(file).read_text(encoding="utf-8")
    for meaning, words in json.loads(text).items():
        yield meaning, ((script_group(script(word)), romanize(fold(word)).replace(" ", "")) for word in words.split())


def merge(mined: Concepts) -> Concepts:
    """Mined and reviewed words together; a word that would mean two things means what people wrote."""
    meaning: dict[tuple[str, str], str] = {}
    for english, group, word in reviewed():
        meaning.setdefault((group, word), english)
    for english, groups in mined.items():
        for group, words in groups.items():
            for word in words:
                meaning.setdefault((group, word), _stem(english))
    merged: Concepts = defaultdict(lambda: defaultdict(list))
    for (group, word), english in sorted(meaning.items()):
        if len(word) > 1:
            merged[english][group].append(word)
    return {english: dict(groups) for english, groups in sorted(merged.items())}


def _stem(english: str) -> str:
    """One concept for "north" and "northern", "island" and "islands"."""
    short = english.removesuffix("ern") if len(english) > 6 else english
    return short.removesuffix("s") if len(short) > 6 else short


def country_names(left_out: Iterable[str]) -> Iterator[Names]:
    """The names of countries and regions in all languages of CLDR, but for some countries."""
    from babel import Locale, UnknownLocaleError
    from babel.localedata import locale_identifiers

    skipped = set(left_out)
    names: dict[str, Names] = defaultdict(list)
    for identifier in sorted(locale_identifiers()):
        try:
            territories = Locale.parse(identifier).territories
        except (UnknownLocaleError, ValueError):
            continue
        for code, text in territories.items():
            if code not in skipped:
                names[code].append((identifier, text))
    for found in names.values():
        yield list(dict.fromkeys(found))


def entity_names(entities: Iterable[Entity]) -> Iterator[Names]:
    """The names of entities that have several."""
    for entity in entities:
        names = [(alias.lang, alias.text) for alias in entity.aliases()]
        if len(names) > 1:
            yield names


def mine(groups: Iterable[Names], edits: EditModel) -> Concepts:
    """English words, and the romanised words of other languages that mean them, by script group."""
    scorer = Scorer(edits, lambda _: 1, 100)
    together: Counter[tuple[str, str, str]] = Counter()
    alone: Counter[tuple[str, str]] = Counter()
    for names in groups:
        pairs: set[tuple[str, str, str]] = set()
        for english in _english(names):
            for _, text in names:
                if text != english and len(text) <= LONGEST:
                    pairs.update(_leftovers(scorer, text, english))
        together.update(pairs)
        alone.update({(group, word) for group, word, _ in pairs})
    found: Concepts = defaultdict(lambda: defaultdict(list))
    for (group, word, english), count in sorted(together.items()):
        enough = count >= LEAST_ENTITIES and count >= LEAST_SHARE * alone[group, word]
        if enough and min(len(word), len(english)) > 2:
            found[english][group].append(word)
    return {english: {group: sorted(words) for group, words in by.items()} for english, by in sorted(found.items())}


def _english(names: Names) -> list[str]:
    english = [text for lang, text in names if lang.partition("_")[0] == "en"] or [names[0][1]]
    return [text for text in dict.fromkeys(english) if name_form(text).script == "Latin"][:2]


def _leftovers(scorer: Scorer, text: str, english: str) -> Iterator[tuple[str, str, str]]:
    left, right = (_without_concepts(scorer.side(name_form(name))) for name in (text, english))
    alignment = _align(scorer, left, right)
    for i in alignment.free_left:
        for j in alignment.free_right:
            yield left.words.group, left.words.texts[i], right.words.texts[j]


def _without_concepts(side: Side) -> Side:
    """What is already known must not decide what is found."""
    return side._replace(words=side.words._replace(concepts=("",) * len(side.words.texts)))


def _align(scorer: Scorer, left: Side, right: Side) -> Alignment:
    cosines = np.ones((1, 4), dtype=np.float32)
    return scorer.score([Beside(left, [right], ["place"], cosines, [(0.0, 0.0)])])[0][0].alignment
