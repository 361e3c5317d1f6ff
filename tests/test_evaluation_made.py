from __future__ import annotations

from random import Random

import pytest
from evaluation.data import EvaluationSet
from evaluation.hard import KIND, organising_words, small_sets
from evaluation.misreading import lookalike, misread, misread_set

from namenorm.model import Alias, Entity
from namenorm.resolving.edits import default_edits

TOWNS = tuple(
    Entity(f"town-{number}", "place", {"en": f"{first}{last}"}, (Alias(f"Gross {first}{last}", "de"),))
    for number, (first, last) in enumerate(
        (first, last) for first in ("Mar", "Bran", "Hohen", "Wald") for last in ("burg", "stein", "feld", "hausen")
    )
)
SET = EvaluationSet("towns", "towns", TOWNS, ())


def test_errors_change_a_few_letters_only() -> None:
    random = Random(1)
    for _ in range(200):
        found = misread("Hohenstein", random)
        assert 8 <= len(found) <= 12
        assert sum(letter in found for letter in "Hohenstein") >= 6


def test_one_letter_or_two_are_read_as_what_looks_like_them() -> None:
    found = {lookalike("marc", Random(seed)) for seed in range(200)}
    assert {"rnarc", "maro", "narc", "mare"} <= found
    assert "marc" not in found
    assert lookalike("", Random(1)) == ""


def test_misread_names_of_entities_that_are_there_and_that_are_not() -> None:
    made = misread_set(SET)
    ids = {entity.id for entity in made.entities}
    assert len(ids) == 12
    assert {question.gold[0] for question in made.questions if question.gold} == ids
    assert sum(not question.gold for question in made.questions) == 4
    assert made == misread_set(SET)


def test_pairs_that_are_measured_on_are_not_learned_from() -> None:
    pytest.importorskip("sklearn")
    from evaluation.made_pairs import made_pairs
    from evaluation.pairs import name_key

    town = TOWNS[5]
    names = {name_key(alias.text) for alias in town.aliases()}
    with_all = [pair for group in made_pairs("towns", TOWNS, ()) for pair in group]
    without = [pair for group in made_pairs("towns", TOWNS, [frozenset(names)]) for pair in group]
    assert any(pair.same and name_key(pair.right) in names for pair in with_all)
    assert not any({name_key(pair.left), name_key(pair.right)} & names for pair in without)
    assert {pair.same for pair in without} == {True, False}


def test_a_word_more_makes_the_name_of_a_place_that_of_an_organisation() -> None:
    others = (
        Entity("p", "person", {"en": "Leontine Foundation"}),
        Entity("o", "organization", {"en": "Ahlborn Philharmonic"}),
        Entity("u", "organization", {"en": "Ahlborn University"}),
        Entity("l", "organization", {"en": "Ahlborn Ltd"}),
    )
    organising = organising_words([SET, EvaluationSet("others", "others", others, ())])
    assert organising == ("Philharmonic", "University")
    questions = [question for made in small_sets(SET, default_edits(), organising, 1) for question in made.questions]
    longer = [question for question in questions if "University" in question.text.split()]
    assert longer
    assert all(question.kind == KIND and not question.gold for question in longer)
