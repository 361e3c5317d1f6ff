"""Slips: what is answered at once, what is not, and that the answer is the one of the full comparison."""

from __future__ import annotations

import pytest

from namenorm.config import Config
from namenorm.index.reader import MappedIndex
from namenorm.kb import KnowledgeBase
from namenorm.model import Alias, Entity, Query, Status, Tier
from namenorm.normalizer import Normalizer
from namenorm.resolving.slips import FEATURES, SlipModel, find_slip, is_sure, likely_slip, slip_features
from namenorm.text.keys import name_form
from tests.memory_index import MemoryIndex

ENTITIES = [
    Entity("zakir", "person", {"en": "Zakir Hasanov"}),
    Entity("ilham", "person", {"en": "Ilham Aliyev"}, (Alias("Aliyev", "en", "short", "weak"),)),
    Entity("iceland", "place", {"en": "Iceland"}, demonyms=(Alias("Icelandic", "en", "demonym"),)),
    Entity("uzbekistan", "place", {"en": "Uzbekistan", "ru": "Узбекистан"}),
    Entity("azerbaijan", "place", {"en": "Azerbaijan"}),
    Entity("pope", "person", {"en": "Pope John XXIII"}),
    Entity("marlow", "place", {"en": "Great Marlow"}),
    Entity("barlow", "place", {"en": "Great Barlow"}),
    Entity("brigade", "organization", {"en": "National Football Federation"}),
]
BUILDERS = (MappedIndex.build, MemoryIndex)


def slip_of(kb: KnowledgeBase, name: str, type: str | None = None) -> str | None:
    form = name_form(name)
    found = likely_slip(kb, Query(name, type=type), form)
    if found is None or not is_sure(found[1], form, Config().slip_probability):
        return None
    return kb.entity(kb.alias_entity(found[0].rows[0])).id


@pytest.mark.parametrize("build", BUILDERS)
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Zakkir Hasanov", "zakir"),
        ("IIlam Aliyev", "ilham"),
        ("Uzbekhistan", "uzbekistan"),
        ("Узбекисстан", "uzbekistan"),
        ("Azerbajan", "azerbaijan"),
        ("National Footbal Federaton", "brigade"),
        ("Uzbe khistan", "uzbekistan"),
        ("national footbal federation", "brigade"),
        # Not slips: another name could be meant, or more is needed to know.
        ("Zahir Hasanov", None),  # another given name
        ("Zakir Hasanova", None),  # a woman
        ("Ireland", None),  # another country
        ("Aliyeb", None),  # of a weak alias
        ("Icelandik", None),  # of a demonym
        ("Pope John XXII", None),  # a number
        ("Great Parlow", None),  # as near to one as to another
        ("azerbajan", None),  # a word in lower case
        ("Azrbayjn", None),  # too far
        ("Aze", None),  # too short
        ("Hasanov, Zakkir", None),  # not in the order of the alias
        ("Озербайджан", None),  # no name of its script
        ("乌兹别克斯坦国", None),  # letters that are words
    ],
)
def test_what_is_a_slip(build: type[MemoryIndex], name: str, expected: str | None) -> None:
    assert slip_of(build(ENTITIES), name) == expected


def test_a_slip_that_is_not_sure_enough_is_left_to_the_comparison() -> None:
    kb, query = MemoryIndex(ENTITIES), Query("Zakkir Hasanov")
    slip, probability = likely_slip(kb, query, name_form(query.text)) or pytest.fail("no slip")
    assert kb.alias(slip.rows[0]).text == "Zakir Hasanov"
    for least, at_once in ((probability, True), (1.0, False)):
        best = Normalizer(kb, Config(slip_probability=least)).resolve(query.text).best
        assert best is not None
        assert any(item.note == "probability by the slip alone" for item in best.evidence) is at_once


def test_a_name_of_five_letters_is_compared_however_likely_the_slip_is() -> None:
    kb = MemoryIndex([Entity("sochi", "place", {"en": "Sochi"})])
    query, form = Query("Sochu"), name_form("Sochu")
    found = likely_slip(kb, query, form)
    assert found is not None
    assert not is_sure(found[1], form, 0.0)


def test_a_type_that_does_not_fit_is_no_slip() -> None:
    kb = MappedIndex.build(ENTITIES)
    assert slip_of(kb, "Uzbekhistan", "place") == "uzbekistan"
    assert slip_of(kb, "Uzbekhistan", "person") is None


def test_the_answer_is_that_of_the_full_comparison() -> None:
    kb = MappedIndex.build(ENTITIES)
    at_once, compared = Normalizer(kb), Normalizer(kb, Config(slip_probability=1.0))
    for name in ("Zakkir Hasanov", "Uzbekhistan", "Azerbajan"):
        first, second = at_once.resolve(name), compared.resolve(name)
        assert first.status is second.status is Status.RESOLVED
        assert first.id == second.id
        assert first.best is not None
        assert first.best.tier is Tier.FUZZY
        assert {item.feature for item in first.best.evidence} >= {"tier", "word", "edits"}
        assert "slip" in str([item.note for item in first.best.evidence])


def test_rivals_are_listed_below_the_answer() -> None:
    resolution = Normalizer(MappedIndex.build(ENTITIES)).resolve("Great Marrlow")
    if resolution.status is Status.RESOLVED:
        assert [candidate.entity_id for candidate in resolution.candidates][:2] == ["marlow", "barlow"]
        assert resolution.candidates[1].score <= 0.1


def test_a_slip_of_a_shared_name_is_answered_like_the_name() -> None:
    def winchester(key: str, prior: float) -> Entity:
        return Entity(key, "place", {"en": "Winchester"}, prior=prior)

    alike = Normalizer.from_entities([winchester("a", 0.5), winchester("b", 0.4), winchester("c", 0.1)])
    resolution = alike.resolve("Vinchester")
    assert resolution.status is alike.resolve("Winchester").status is Status.AMBIGUOUS
    assert [candidate.entity_id for candidate in resolution.candidates] == ["a", "b", "c"]
    assert 0.84 <= sum(candidate.score for candidate in resolution.candidates) <= 1
    likelier = Normalizer.from_entities([winchester("a", 0.2), winchester("b", 0.9)])
    assert likelier.resolve("Vinchester").id == likelier.resolve("Winchester").id == "b"


def test_of_names_as_near_the_one_counts_that_is_nearest_as_written() -> None:
    places = {"hyphen": "Porto-Seguro", "apostrophe": "Port'o Seguro", "russian": "Порто Сегуро"}
    for build in BUILDERS:
        kb = build([Entity(key, "place", {"und": name}) for key, name in places.items()])
        assert slip_of(kb, "Porto-Segurro") == "hyphen"
        assert slip_of(kb, "Port'o Segurro") == "apostrophe"
        assert slip_of(kb, "Порто Сегурро") == "russian"


@pytest.mark.parametrize(
    ("query", "slip_of_it", "similar", "best"),
    [
        ("Wangīābād", "Zangīābād", "Jangiabad", "slip"),
        ("Eobryn", "Kobryn", "어빙", "slip"),
        ("Goōme", "Gojome", "Godomè", "slip"),
        ("La Calzada", "La Canada", "La Calzada de Oropesa", "similar"),  # whose words are spelt right
    ],
)
def test_what_a_name_may_be_a_slip_of_comes_before_what_is_similar(
    query: str, slip_of_it: str, similar: str, best: str
) -> None:
    places = {"slip": slip_of_it, "similar": similar}
    entities = [Entity(key, "place", {"und": name}) for key, name in places.items()]
    compared = Normalizer.from_entities(entities, Config(slip_probability=1.0)).resolve(query)
    first, second = compared.candidates
    assert first.entity_id == best
    assert first.score > second.score


def test_a_model_of_other_features_is_refused() -> None:
    with pytest.raises(ValueError, match=r"evaluation\.train"):
        SlipModel({"features": ["letters"], "weights": [1.0], "bias": 0.0})


def test_every_feature_has_a_value() -> None:
    kb = MappedIndex.build(ENTITIES)
    form = name_form("Uzbekhistan")
    slip = find_slip(kb, Query("Uzbekhistan"), form)
    assert slip is not None
    assert len(slip_features(kb, slip, form)) == len(FEATURES)


def test_letters_that_follow_each_other_in_no_name_speak_for_a_misspelling() -> None:
    kb = MappedIndex.build([*ENTITIES, Entity("ann-arbor", "place", {"en": "Ann Arbor"})])

    def rarest(name: str) -> float:
        slip = find_slip(kb, Query(name), name_form(name))
        assert slip is not None
        return slip_features(kb, slip, name_form(name))[FEATURES.index("rarest")]

    assert rarest("Uzbekistann") > rarest("Uzbekistanq")  # "ann" is part of a name
