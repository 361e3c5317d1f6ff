from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from namenorm.config import Config
from namenorm.index.reader import MappedIndex
from namenorm.model import Alias, Entity, Query, Resolution, Status, Tier
from namenorm.normalizer import Normalizer
from namenorm.resolving.candidates import spelt_alike
from namenorm.resolving.explain import explain
from namenorm.resolving.resolver import Resolver
from namenorm.text.keys import name_form
from tests.memory_index import MemoryIndex

CASES = Path(__file__).parent / "cases"


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


@cache
def entities() -> tuple[Entity, ...]:
    return tuple(
        Entity(line["id"], line["type"], line["labels"], tuple(Alias(**name) for name in line["names"]))
        for line in lines("resolve_gazetteer.jsonl")
    )


@cache
def resolver() -> Resolver:
    return Resolver(MappedIndex.build(entities()), Config())


def resolve(name: str, *more: Entity, **known: Any) -> Resolution:
    if not more:
        return resolver().resolve(Query(name, **known))
    return Resolver(MappedIndex.build([*entities(), *more]), Config()).resolve(Query(name, **known))


@pytest.mark.parametrize("case", lines("resolve.jsonl"), ids=lambda case: case["query"])
def test_cases(case: dict[str, Any]) -> None:
    found = resolve(case["query"])
    assert found.status == case.get("status", found.status), explain(found)
    assert found.id == case.get("id", found.id), explain(found)
    if "first" in case:
        assert found.best is not None
        assert found.best.entity_id == case["first"], explain(found)


@pytest.mark.parametrize(
    "name", ["", " ", "\0", "🇦🇿", "a\ud800b", "\u200b", "x" * 400, "x" * 10_000_000, "z " * 150, "١٢٣", "!?"]
)
def test_what_is_no_name_is_nil(name: str) -> None:
    found = resolve(name)
    assert found.status is Status.NIL
    assert found.id is None
    assert explain(found)


def test_only_an_exact_unambiguous_alias_scores_one() -> None:
    assert resolve("Tehran").score == 1.0
    assert resolve("TEHRAN").score < 1.0
    twin = Entity("twin", "place", {"en": "Tehran"})
    both = resolve("Tehran", twin)
    assert both.status is Status.AMBIGUOUS
    assert {candidate.entity_id for candidate in both.candidates[:2]} == {"Q3616", "twin"}
    assert both.score < 1.0


def test_a_prior_or_the_context_separates_bearers_of_one_name() -> None:
    city = Entity("Q1", "place", {"en": "Paris"}, prior=0.9)
    town = Entity("Q2", "place", {"en": "Paris"}, prior=0.1, context=("Texas",))
    assert resolve("Paris", city, town).id == "Q1"
    even = Entity("Q1", "place", {"en": "Paris"}, prior=0.5)
    other = Entity("Q2", "place", {"en": "Paris"}, prior=0.5, context=("Texas",))
    assert resolve("Paris", even, other).status is Status.AMBIGUOUS
    assert resolve("Paris", even, other, context="a fair in Texas").id == "Q2"


def test_a_prior_separates_bearers_of_an_inflected_name_too() -> None:
    ilham = Entity("i", "person", {"ru": "Ильхам Алиев"}, (Alias("Алиев", "ru", "short"),), prior=0.9)
    heydar = Entity("h", "person", {"ru": "Гейдар Алиев"}, (Alias("Алиев", "ru", "short"),), prior=0.1)
    assert Normalizer.from_entities([ilham, heydar]).resolve("Алиевым").id == "i"


def test_of_all_bearers_of_a_name_the_likeliest_comes_first() -> None:
    many = [Entity(f"e{number}", "place", {"en": "Springfield"}, prior=0.01 * number) for number in range(1, 61)]
    found = resolve("Springfield", *many)
    assert found.status is Status.AMBIGUOUS
    assert [candidate.entity_id for candidate in found.candidates] == ["e60", "e59", "e58", "e57", "e56"]


def test_of_the_aliases_of_an_entity_the_exact_and_strong_one_counts() -> None:
    names = (Alias("SAMPLETOWN", kind="variant"), Alias("sampletown", kind="short", strength="weak"))
    town = Entity("town", "place", {"en": "Sampletown"}, names)
    for name, tier, status in (
        ("Sampletown", Tier.EXACT, Status.RESOLVED), ("SAMPLETOWN", Tier.EXACT, Status.RESOLVED),
        ("sampletown", Tier.FOLDED, Status.RESOLVED), ("Sample-Town", Tier.FOLDED, Status.RESOLVED),
    ):  # fmt: skip
        found = resolve(name, town)
        assert found.best is not None
        assert (found.best.tier, found.status, found.best.alias.strength) == (tier, status, "strong")
    weak = Entity("town", "place", {"en": "Another"}, names[1:])
    assert resolve("sampletown", weak).status is Status.AMBIGUOUS


def test_a_type_narrows_the_search() -> None:
    band = Entity("band", "organization", {"en": "Iran"})
    assert resolve("Iran", band).status is Status.AMBIGUOUS
    assert resolve("Iran", band, type="place").id == "Q794"
    assert resolve("Iran", band, type="organization").id == "band"


def test_tiers() -> None:
    listed = Entity("m", "place", {"en": "Ouagadougou"}, (Alias("Wagadugu", kind="misspelling"),))
    for name, tier in (
        ("Tehran", Tier.EXACT), ("téhran", Tier.FOLDED), ("Wagadugu", Tier.MISSPELLING), ("Uzbekhistan", Tier.FUZZY),
    ):  # fmt: skip
        best = resolve(name, listed).best
        assert best is not None
        assert best.tier is tier


def test_a_replaced_entity_redirects() -> None:
    old = Entity("old", "place", {"en": "Constantinople"}, replaced_by="new")
    new = Entity("new", "place", {"en": "Istanbul"})
    found = resolve("Constantinople", old, new)
    assert (found.id, found.redirected_from) == ("new", "old")


def test_an_entity_that_nothing_in_the_end_replaces_is_found_all_the_same() -> None:
    circle = Entity("a", "place", {"en": "Alvend"}, replaced_by="b"), Entity("b", "place", {"en": "B"}, replaced_by="a")
    lost = Entity("c", "place", {"en": "Constantinople"}, replaced_by="gone")
    normalizer = Normalizer.from_entities([*circle, lost])
    assert normalizer.entity("a").id in ("a", "b")
    assert normalizer.entity("c").id == normalizer.resolve("Constantinople").id == "c"


def test_every_candidate_has_evidence_and_every_answer_an_explanation() -> None:
    for case in lines("resolve.jsonl"):
        found = resolve(case["query"])
        assert all(candidate.evidence for candidate in found.candidates)
        assert case["query"] in explain(found)
    notes = [item.note for item in resolve("Zakkir Hasanov").candidates[0].evidence]
    assert "zakkir ~ zakir" in notes
    assert "kk → k" in explain(resolve("Zakkir Hasanov")) or "k → ∅" in explain(resolve("Zakkir Hasanov"))


def test_candidates_are_ordered_and_limited() -> None:
    found = resolver().resolve(Query("Hasanof"), limit=3)
    scores = [candidate.score for candidate in found.candidates]
    assert len(scores) <= 3
    assert scores == sorted(scores, reverse=True) or found.status is Status.AMBIGUOUS


def test_the_mapped_index_and_its_oracle_agree() -> None:
    oracle = Resolver(MemoryIndex(entities()), Config())
    for case in lines("resolve.jsonl")[:12]:
        left, right = oracle.resolve(Query(case["query"])), resolve(case["query"])
        assert (left.status, left.id) == (right.status, right.id)
        assert [item.entity_id for item in left.candidates[:1]] == [item.entity_id for item in right.candidates[:1]]


def test_threads_get_the_same_answers() -> None:
    names = [case["query"] for case in lines("resolve.jsonl")] * 3
    fresh = Resolver(MappedIndex.build(entities()), Config())
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda name: fresh.resolve(Query(name)), names))
    assert together == [resolve(name) for name in names]
    assert fresh.resolve_many(map(Query, names)) == together


def test_an_empty_knowledge_base_knows_nothing() -> None:
    assert Resolver(MappedIndex.build([]), Config()).resolve(Query("Tehran")).status is Status.NIL


def test_of_two_entities_one_letter_away_neither_is_meant_unless_it_is_likely() -> None:
    likely = [Entity("Q1", "place", {"en": "Halendorf"})]
    resolver = Resolver(MappedIndex.build([*likely, Entity("Q2", "place", {"en": "Hallndorf"})]), Config())
    found = resolver.resolve(Query("Hallendorf"))
    assert found.status is Status.AMBIGUOUS
    assert {item.entity_id for item in found.candidates} == {"Q1", "Q2"}
    assert Resolver(MappedIndex.build(likely), Config()).resolve(Query("Hallendorf")).id == "Q1"


@pytest.mark.parametrize(
    ("query", "names", "first"),
    [("Oston", ["Olton", "Ostin", "Boston"], "Boston"), ("Boroom", ["Baroom", "Borzom", "Boromo"], "Boromo")],
)
def test_of_names_equally_near_the_one_that_lost_or_swapped_letters_is_meant(
    query: str, names: list[str], first: str
) -> None:
    places = [Entity(f"Q{number}", "place", {"en": name}) for number, name in enumerate(names)]
    found = Resolver(MappedIndex.build(places), Config()).resolve(Query(query))
    assert found.candidates[0].alias.text == first, explain(found)


def test_names_written_a_letter_apart_are_found_by_their_own_letters() -> None:
    rows = [Entity(f"Q{number}", "place", {"ru": name}) for number, name in enumerate(("Щусев", "Шусеев", "Щусева"))]
    kb, form = MappedIndex.build(rows), name_form("Щусеа")
    letters = ["".join(kb.form(row).tokens) for row in range(3)]
    assert sorted(spelt_alike(kb, form, range(3), letters)) == [0, 2]


def test_what_looks_like_a_case_form_is_none_where_another_name_is_as_near() -> None:
    places = [Entity("Q1", "place", {"pt": "Corrente"}), Entity("Q2", "place", {"es": "Corrientes"})]
    assert Resolver(MappedIndex.build(places[:1]), Config()).resolve(Query("Correntes")).id == "Q1"
    assert Resolver(MappedIndex.build(places), Config()).resolve(Query("Correntes")).status is not Status.RESOLVED


@pytest.mark.parametrize("name", ["Aliyev's", "Alijev"])
def test_bearers_of_an_inflected_or_misspelt_name_stand_in_the_order_of_their_priors(name: str) -> None:
    short = (Alias("Aliyev", kind="short", strength="weak"),)
    people = [
        Entity(given, "person", {"en": f"{given} Aliyev"}, short, prior=prior)
        for given, prior in (("Kamran", 0.01), ("Heydar", 0.1), ("Ilham", 0.9))
    ]
    found = Resolver(MappedIndex.build(people), Config()).resolve(Query(name))
    assert found.status is Status.AMBIGUOUS
    assert [each.entity_id for each in found.candidates] == ["Ilham", "Heydar", "Kamran"], explain(found)


def test_a_misspelt_name_that_several_bear_means_the_likelier_one() -> None:
    places = [Entity(f"Q{at}", "place", {"ru": "Люксембург"}, prior=prior) for at, prior in enumerate((0.1, 0.9))]
    found = Resolver(MappedIndex.build(places), Config()).resolve(Query("Люксэмбург"))
    assert (found.id, found.score <= 0.9) == ("Q1", True), explain(found)
