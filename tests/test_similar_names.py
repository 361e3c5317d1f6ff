"""Names that are similar to listed ones, and pairs of names, written for this and never tuned to one by one.

``cases/similar_names.jsonl`` has names of persons, organisations and places that the shipped gazetteer does not list
(``gold`` is empty: they must not be taken for a listed one), and misspelt names and variants of entities that it lists;
``cases/neighbouring_names.jsonl`` and ``cases/further_names.jsonl`` have many more of both; of each only one half was
looked at for most of the rules.
``cases/compared_names.jsonl`` has pairs, ``cases/names_beside.jsonl`` names beside a single entity that is listed;
``most`` is the most that an answer may score there which is not sure. A line with ``"fails": true`` is a known failure
and strict. Names that the gazetteer has come to list say nothing any more and are skipped, until others of the same
kind take their place, which are chosen before any answer to them is seen.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from evaluation.data import read_lines
from evaluation.shipped_names import FURTHER, NEIGHBOURING, SIMILAR, Outcome, outcomes

from namenorm.config import Config
from namenorm.index.reader import MappedIndex
from namenorm.model import ENTITY_TYPES, Entity, Query, Status
from namenorm.resolving.compare import compare
from namenorm.resolving.resolver import Resolver

FILES = (SIMILAR, NEIGHBOURING, FURTHER)
PAIRS = SIMILAR.with_name("compared_names.jsonl")
BESIDE = SIMILAR.with_name("names_beside.jsonl")


def marked(lines: list[dict[str, Any]], *names: str) -> list[Any]:
    failure = pytest.mark.xfail(strict=True, reason="known failure")
    return [
        pytest.param(line, id="-".join(line[name] for name in names), marks=[failure] if line.get("fails") else [])
        for line in lines
    ]


@cache
def answers() -> dict[str, Outcome]:
    return {outcome.name: outcome for cases in FILES for outcome in outcomes(cases)}


@pytest.mark.parametrize("line", marked([line for cases in FILES for line in read_lines(cases)], "query"))
def test_a_similar_name_is_told_from_a_misspelt_one(line: dict[str, Any]) -> None:
    outcome = answers().get(line["query"])
    if outcome is None:
        pytest.skip("listed by now")
    wrong = outcome.linked_wrongly if not line["gold"] else not outcome.right
    assert not wrong, (outcome.answer.status, outcome.answer.id, outcome.answer.score)


@pytest.mark.parametrize("line", marked(read_lines(PAIRS), "left", "right"))
def test_two_names_are_one_or_two(line: dict[str, Any]) -> None:
    score = compare(line["left"], line["right"], line["type"], Config()).score
    assert (score >= 0.5) is line["match"], score


@pytest.mark.parametrize("line", marked(read_lines(BESIDE), "query", "listed"))
def test_a_name_means_the_only_entity_that_is_listed_or_it_does_not(line: dict[str, Any]) -> None:
    listed = Entity("listed", line["type"], {line.get("lang", "en"): line["listed"]})
    found = Resolver(MappedIndex.build([listed]), Config()).resolve(Query(line["query"]))
    assert (found.status is Status.RESOLVED) is line["same"], (found.status, found.score)
    assert not line["same"] or found.score <= line.get("most", 1.0)


def test_the_cases_are_many_and_well_formed() -> None:
    lines, pairs = [line for cases in FILES for line in read_lines(cases)], read_lines(PAIRS)
    assert len({line["query"] for line in lines}) == len(lines)
    assert sum(not line["gold"] for line in lines) >= 2200
    assert sum(bool(line["gold"]) for line in lines) >= 850
    assert len({line["lang"] for line in lines}) >= 18
    assert len(pairs) >= 180
    assert {line["type"] for line in (*lines, *pairs)} <= set(ENTITY_TYPES)
    assert all(outcome.answer.status in Status for outcome in answers().values())
