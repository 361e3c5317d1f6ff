"""The case sets of evaluation/cases and the pairs: well-formed, and what must be right is right with the defaults.

Known failures are listed in cases/known_failures.jsonl and are strict: ``python -m evaluation cases --update`` writes
the list again.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

import pytest
from evaluation.compare_pairs import NEEDS_ALIAS, PAIRS, read_pairs
from evaluation.compare_peers import CASES
from evaluation.data import read_gazetteer, read_lines, read_questions, read_set, set_names
from evaluation.judging import figures, judge
from evaluation.must_be_right import Case, Outcome, known_failures, outcomes, read_cases
from evaluation.shipped_names import CASES as SHIPPED
from evaluation.shipped_names import outcomes as shipped_outcomes
from evaluation.tables import mean

from namenorm.model import ALIAS_KINDS, ENTITY_TYPES

SETS = set_names(CASES)
KINDS = {
    "exact", "case", "diacritics", "unidecode", "width", "homoglyph", "punctuation", "variant-letters", "spelling",
    "romanisation", "cross-script", "exonym", "typo-insert", "typo-drop", "typo-double", "typo-swap",
    "typo-substitute", "typo-keyboard", "typo-multi", "ocr", "joined", "split", "joined-typo", "word-order",
    "last-first", "initials", "extra-tokens", "fewer-tokens", "patronymic", "particle", "title", "legal-form",
    "number", "inflected", "inflected-typo", "genitive", "ambiguous",
}  # fmt: skip
NIL_KINDS = {
    "nil:neighbour", "nil:given-name", "nil:surname", "nil:gender", "nil:initials", "nil:number", "nil:compass",
    "nil:title", "nil:legal-form", "nil:inflected", "nil:cross-script", "nil:word", "nil:junk", "nil:unrelated",
}  # fmt: skip
PAIR_KINDS = {
    "given-name", "surname", "gender", "spelling", "order", "patronymic", "title", "particle", "cross-script",
    "inflected", "neighbour", "legal-form", "words", "number", "joined", NEEDS_ALIAS,
}  # fmt: skip

MUST = [case for name in SETS for case in read_cases(CASES, name) if case.must]
KNOWN_FAILURES = known_failures()


def raw(name: str, part: str) -> list[dict[str, Any]]:
    return read_lines(CASES / f"{name}.{part}.jsonl")


@cache
def answers(name: str) -> dict[tuple[str, str], Outcome]:
    return {outcome.case.key: outcome for outcome in outcomes(read_set(CASES, name), read_cases(CASES, name))}


@pytest.mark.parametrize("name", SETS)
def test_gazetteer_is_well_formed(name: str) -> None:
    entities = read_gazetteer(CASES, name)
    assert len({entity.id for entity in entities}) == len(entities) >= 18
    for entity in entities:
        assert entity.id.startswith("case:")
        assert entity.type in ENTITY_TYPES
        assert all(alias.text == alias.text.strip() != "" for alias in entity.aliases())
        assert all(alias.kind in ALIAS_KINDS for alias in entity.aliases())


@pytest.mark.parametrize("name", SETS)
def test_queries_are_well_formed(name: str) -> None:
    ids = {entity.id for entity in read_gazetteer(CASES, name)}
    questions = read_questions(CASES, name)
    repeated = [text for text, count in Counter(question.text for question in questions).items() if count > 1]
    assert not repeated
    for question, line in zip(questions, raw(name, "queries"), strict=True):
        assert set(question.gold) <= ids, question
        assert question.kind in (KINDS if question.gold else NIL_KINDS), question
        assert (question.kind == "ambiguous") == (len(question.gold) > 1), question
        assert question.text == question.text.strip() != "", question
        assert line["type"] in ENTITY_TYPES, question
        assert set(line) <= {"query", "gold", "kind", "lang", "type", "must"}, question


def test_the_sets_are_many_and_a_third_of_them_is_not_to_be_resolved() -> None:
    questions = [question for name in SETS for question in read_questions(CASES, name)]
    unresolved = [question for question in questions if len(question.gold) != 1]
    assert len(SETS) >= 15
    assert len(questions) >= 600
    assert len(unresolved) / len(questions) >= 0.35


def test_pairs_are_well_formed() -> None:
    pairs = read_pairs(PAIRS)
    assert len(pairs) >= 200
    names = [frozenset((pair.left, pair.right)) for pair in pairs]
    assert len(set(names)) == len(names)
    assert all(len(both) == 2 for both in names)
    assert {pair.kind for pair in pairs} <= PAIR_KINDS
    assert {pair.type for pair in pairs} <= set(ENTITY_TYPES)


def test_known_failures_are_cases_that_must_be_right() -> None:
    assert {case.key for case in MUST} >= KNOWN_FAILURES


def marked(case: Case) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason="known failure")] if case.key in KNOWN_FAILURES else []
    return pytest.param(case, id=f"{case.set_name}-{case.question.text}", marks=marks)


@pytest.mark.parametrize("case", list(map(marked, MUST)))
def test_what_must_be_right_is_right(case: Case) -> None:
    outcome = answers(case.set_name)[case.key]
    assert outcome.right, str(outcome)


def test_the_figures_stay_where_they_are() -> None:
    found = [
        figures(judge(outcome.case.question, outcome.answer) for outcome in answers(name).values()) for name in SETS
    ]
    assert mean(result.balanced for result in found) >= LEAST_BALANCED
    assert mean(result.precision for result in found) >= LEAST_PRECISION


LEAST_BALANCED = 0.90
LEAST_PRECISION = 0.89


def test_names_like_those_of_the_shipped_gazetteer() -> None:
    lines = read_lines(SHIPPED)
    assert len({line["query"] for line in lines}) == len(lines)
    assert all(line["type"] in ENTITY_TYPES for line in lines)
    found = shipped_outcomes(SHIPPED)
    unlisted, misspelt = ([each for each in found if bool(each.gold) is listed] for listed in (False, True))
    assert len(unlisted) >= 500
    assert len(misspelt) >= 100
    assert mean([each.linked_wrongly for each in unlisted]) <= 0.1
    assert mean([each.right for each in misspelt]) >= 0.95
