"""Name pairs for the edit tables, taken from evaluation sets, and the tables learned from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random
from typing import Any

from rapidfuzz.distance import Indel, JaroWinkler

from evaluation.data import EvaluationSet, Question, stable_hash
from evaluation.em import learn
from evaluation.misreading import lookalike
from namenorm.model import Entity
from namenorm.resolving.edits import OTHER, SAME, script_group
from namenorm.resolving.words import Kind, read_words
from namenorm.text.grams import skeleton
from namenorm.text.keys import name_form

NOT_FREE = frozenset({"hist_ocr"})
"""Sets whose licence forbids commercial use: measured on, never learned from."""
MOST_PAIRS = {SAME: 12000}
MOST_OTHERS = 5000
MISREAD_PAIRS = 1500
"""Names of one script beside themselves with what looks like one of their letters."""
LEAST_PAIRS = 60
PSEUDO = {SAME: 3000.0}
PSEUDO_OTHERS = 300.0

Pairs = dict[str, set[tuple[str, str]]]


def collect_pairs(sets: Iterable[EvaluationSet], keep: Callable[[str], bool]) -> Pairs:
    """Romanised pairs by table: queries with their closest aliases, and aliases of one entity in two scripts.

    ``keep`` says which entity IDs may be learned from.
    """
    pairs: Pairs = defaultdict(set)
    seen: set[str] = set()
    for item in sets:
        if item.gazetteer in NOT_FREE:
            continue
        by_id = {entity.id: entity for entity in item.entities}
        for question in item.questions:
            if question.solvable and keep(question.gold[0]):
                _add(pairs, _question_pairs(question, by_id[question.gold[0]]))
        if item.gazetteer not in seen:
            seen.add(item.gazetteer)
            for entity in item.entities:
                if keep(entity.id):
                    _add(pairs, _entity_pairs(entity))
    return pairs


def learn_tables(pairs: Pairs) -> dict[str, Any]:
    """All edit tables in their readable form."""
    tables = {}
    others: list[tuple[str, str]] = []
    for name in sorted(pairs):
        chosen = sorted(pairs[name], key=lambda pair: stable_hash(" ".join(pair)))[: MOST_PAIRS.get(name, MOST_OTHERS)]
        if name == SAME:
            chosen += _misread_pairs(chosen)
        else:
            others += chosen[:150]
        if len(chosen) >= LEAST_PAIRS:
            tables[name] = learn(chosen, name, PSEUDO.get(name, PSEUDO_OTHERS))
    tables[OTHER] = learn(others, OTHER, PSEUDO_OTHERS)
    return tables


def _misread_pairs(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    random = Random(MISREAD_PAIRS)
    names = sorted({right for _, right in pairs}, key=stable_hash)[:MISREAD_PAIRS]
    return [(lookalike(name, random), name) for name in names]


def _add(pairs: Pairs, found: Iterable[tuple[str, str, str]]) -> None:
    for name, left, right in found:
        if left and right:
            pairs[name].add((left, right))


def _read(text: str) -> tuple[str, str]:
    form = name_form(text)
    words = read_words(form)
    plain = " ".join(text for text, kind in zip(words.texts, words.kinds, strict=True) if kind is not Kind.LEGAL)
    return script_group(form.script), plain


def _closeness(left: str, right: str) -> float:
    bones = Indel.normalized_similarity(skeleton(left.replace(" ", "")), skeleton(right.replace(" ", "")))
    return bones + 0.5 * JaroWinkler.similarity(left, right)


def _question_pairs(question: Question, entity: Entity) -> Iterator[tuple[str, str, str]]:
    group, text = _read(question.text)
    aliases = [_read(alias.text) for alias in entity.aliases()]
    for wanted, name in ((group, SAME), ("latin", group)):
        options = [other for other_group, other in aliases if other_group == wanted]
        if options and not (group == "latin" and name == group):
            yield name, text, max(options, key=lambda other: _closeness(text, other))


def _entity_pairs(entity: Entity) -> Iterator[tuple[str, str, str]]:
    aliases = [_read(alias.text) for alias in entity.aliases()]
    latin = [text for group, text in aliases if group == "latin"]
    if not latin:
        return
    for group, text in aliases:
        if group != "latin":
            best = max(latin, key=lambda other: _closeness(text, other))
            if _closeness(text, best) > 0.6:
                yield group, text, best
