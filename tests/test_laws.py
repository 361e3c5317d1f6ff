"""The laws that hold for every gazetteer and every name (those of texts are in test_annotate_laws.py)."""

from __future__ import annotations

import dataclasses
import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from namenorm.errors import ConfigError
from namenorm.model import Alias, Entity, Status
from namenorm.normalizer import Normalizer
from tests.strategies import NAMES, gazetteers, names

UNRELATED = Entity("Q999999", "work", {"en": "Wuthering Heights"})
HOSTILE = (
    "", " ", "\0", "\ud800", "a\ud800b", "🙂🙂🙂", "\u202eolleh\u202c", "e" + "\u0301" * 500, "A" * 100_000, "-" * 1000,
    "а" * 5000, " ".join(["x"] * 3000), "\ufeff", "\u200b\u200c\u200d", "１２３", "ﷺ", "\n\n\n", "ا" * 3000, "𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(gazetteers(), names)
def test_an_unrelated_entity_never_changes_a_resolved_answer(entities: list[Entity], name: str) -> None:
    before = Normalizer.from_entities(entities).resolve(name)
    after = Normalizer.from_entities([*entities, UNRELATED]).resolve(name)
    if before.status is Status.RESOLVED and after.status is Status.RESOLVED and after.id != UNRELATED.id:
        assert after.id == before.id
    if before.status is Status.RESOLVED and name not in UNRELATED.labels.values():
        assert after.id in (before.id, None)


@settings(max_examples=100, deadline=None)
@given(gazetteers(), names)
def test_adding_an_exact_alias_never_lowers_its_entity(entities: list[Entity], name: str) -> None:
    before = Normalizer.from_entities(entities).resolve(name, limit=20)
    rank = {candidate.entity_id: place for place, candidate in enumerate(before.candidates)}
    target = entities[0]
    richer = dataclasses.replace(target, names=(*target.names, Alias(name, "en")))
    after = Normalizer.from_entities([richer, *entities[1:]]).resolve(name, limit=20)
    place = [candidate.entity_id for candidate in after.candidates].index(target.id)
    assert place <= rank.get(target.id, len(entities))


@settings(max_examples=100, deadline=None)
@given(gazetteers(), names)
def test_results_are_consistent(entities: list[Entity], name: str) -> None:
    answer = Normalizer.from_entities(entities).resolve(name)
    scores = [candidate.score for candidate in answer.candidates]
    assert scores == sorted(scores, reverse=True) or answer.status is not Status.NIL
    assert all(0.0 <= score <= 1.0 for score in scores)
    assert (answer.id is not None) == (answer.status is Status.RESOLVED)
    if answer.status is Status.AMBIGUOUS:
        assert answer.candidates
    known = {entity.id for entity in entities}
    assert {candidate.entity_id for candidate in answer.candidates} <= known


@settings(max_examples=60, deadline=None)
@given(gazetteers(), st.lists(names, max_size=6))
def test_many_names_give_the_answers_of_single_ones(entities: list[Entity], several: list[str]) -> None:
    normalizer = Normalizer.from_entities(entities)
    assert normalizer.resolve_many(several) == [normalizer.resolve(name) for name in several]


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_are_nil_and_never_crash(name: str) -> None:
    entities = [Entity(f"Q{number}", "place", {"en": text}) for number, text in enumerate(NAMES, 1)]
    assert Normalizer.from_entities(entities).resolve(name).status is Status.NIL


@pytest.mark.parametrize("value", [None, b"Tehran", 7, ["Tehran"]])
def test_what_is_not_a_text_is_a_type_error(value: object) -> None:
    normalizer = Normalizer.from_entities([UNRELATED])
    for ask in (normalizer.resolve, normalizer.find, normalizer.rewrite):
        with pytest.raises(TypeError, match="must be a str, not"):
            ask(value)  # type: ignore[arg-type]


def test_options_that_mean_nothing_are_errors() -> None:
    normalizer = Normalizer.from_entities([UNRELATED])
    for ask in (normalizer.resolve, normalizer.find, normalizer.rewrite):
        with pytest.raises(ConfigError, match="'english' is not a language code such as en"):
            ask("Tehran", lang="english")
    with pytest.raises(ConfigError, match="'planet' is not an entity type; choose one of person"):
        normalizer.resolve("Tehran", type="planet")
    with pytest.raises(ConfigError, match="'planet' is not an entity type"):
        normalizer.find("Tehran", types=["place", "planet"])
    with pytest.raises(TypeError, match=r"write \['place'\]"):
        normalizer.find("Tehran", types="place")
    for several in (normalizer.resolve_many, normalizer.find_many):
        with pytest.raises(TypeError, match="put it into a list"):
            several("Tehran")
    assert normalizer.resolve("Tehran", lang="fa_IR") == normalizer.resolve("Tehran", lang="fa-IR")


def test_one_normalizer_serves_many_threads() -> None:
    entities = [Entity(f"Q{number}", "place", {"en": text}) for number, text in enumerate(NAMES, 1)]
    normalizer = Normalizer.from_entities(entities)
    alone = [normalizer.resolve(name) for name in NAMES * 5]
    fresh = Normalizer.from_entities(entities)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(fresh.resolve, NAMES * 5)) == alone


def test_a_normalizer_pickles() -> None:
    normalizer = Normalizer.from_entities([Entity("Q3616", "place", {"en": "Tehran"})])
    copy = pickle.loads(pickle.dumps(normalizer))
    assert copy.resolve("Tehran") == normalizer.resolve("Tehran")
