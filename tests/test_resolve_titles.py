"""Names that say more than the listed one: a title is no part of a name, another given name is another person."""

from __future__ import annotations

from functools import cache

import pytest

from namenorm.config import Config
from namenorm.model import Alias, Entity, Query, Resolution, Status
from namenorm.resolving.explain import explain
from namenorm.resolving.resolver import Resolver
from namenorm.resolving.titles import Titled, generation_of, read_title
from namenorm.text.keys import name_form
from tests.memory_index import MemoryIndex


def short(text: str, lang: str, strength: str = "strong") -> Alias:
    return Alias(text, lang, "short", strength)


ENTITIES = (
    Entity("putin", "person", {"en": "Vladimir Putin", "ru": "Владимир Путин"},
           (short("Putin", "en"), short("Путин", "ru")), gender="m"),
    Entity("merkel", "person", {"en": "Angela Merkel", "ru": "Ангела Меркель"},
           (short("Merkel", "en"), short("Меркель", "ru")), gender="f"),
    Entity("bibi", "person", {"en": "Benjamin Netanyahu", "he": "בנימין נתניהו", "ru": "Биньямин Нетаньяху"},
           (short("Netanyahu", "en"), short("נתניהו", "he"), short("Нетаньяху", "ru")), gender="m"),
    Entity("sara", "person", {"en": "Sara Netanyahu"}, (short("Netanyahu", "en", "weak"),), gender="f"),
    Entity("trump", "person", {"en": "Donald Trump"}, (short("Trump", "en", "weak"),), gender="m"),
    Entity("aliyev", "person", {"en": "Ilham Aliyev", "az": "İlham Əliyev"},
           (short("Aliyev", "en"), short("Əliyev", "az")), gender="m"),
    Entity("zakir", "person", {"en": "Zakir Hasanov"}, (short("Hasanov", "en"),), gender="m"),
    Entity("ali", "person", {"en": "Ali Hasanov"}, (short("Hasanov", "en"),), gender="m"),
    Entity("clinton", "person", {"en": "Bill Clinton"}, gender="m"),
    Entity("london", "place", {"en": "London"}),
    Entity("azerbaijan", "place", {"en": "Azerbaijan", "az": "Azərbaycan", "ru": "Азербайджан"}),
    Entity("tower", "facility", {"en": "Tower Bridge"}),
)  # fmt: skip


@cache
def resolver() -> Resolver:
    return Resolver(MemoryIndex(ENTITIES), Config())


def title_of(name: str) -> Titled | None:
    return read_title(name, name_form(name))


def resolve(name: str) -> Resolution:
    return resolver().resolve(Query(name))


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("President Putin", "putin"), ("Mr. Putin", "putin"), ("Mr President Putin", "putin"),
        ("Президент Путин", "putin"), ("президентом Путиным", "putin"), ("Bundeskanzlerin Merkel", "merkel"),
        ("Frau Merkel", "merkel"), ("Prime Minister Netanyahu", "bibi"), ("премьер-министра Нетаньяху", "bibi"),
        ("ראש הממשלה נתניהו", "bibi"), ("Ms Netanyahu", "sara"), ("President Trump", "trump"),
        ("Prezident Əliyev", "aliyev"), ("Prezident Əliyevin", "aliyev"), ("Cumhurbaşkanı Aliyev’in", "aliyev"),
        ("President Bill Clinton", "clinton"), ("Minister Zakir Hasanov", "zakir"),
    ],
)  # fmt: skip
def test_a_title_is_no_part_of_a_name(name: str, entity: str) -> None:
    assert resolve(name).id == entity, explain(resolve(name))


@pytest.mark.parametrize(
    "name",
    [
        "Mrs Putin", "Herr Merkel", "Госпожа Путин", "Jill Merkel", "Hunter Putin", "Мелания Путин", "Melania Trump",
        "Akira Merkel", "London Bridge", "London Airport", "Bank of Azerbaijan", "Azerbaijan Airlines",
        "Azərbaycan Universiteti", "Банк Азербайджан", "President Macron", "President London",
    ],
)  # fmt: skip
def test_who_or_what_is_another_is_not_known(name: str) -> None:
    assert resolve(name).status is Status.NIL, explain(resolve(name))


def test_a_given_name_that_looks_like_a_title_tells_bearers_of_a_surname_apart() -> None:
    names = {"sultan": "Султан Ахмадов", "ali": "Али Ахмадов"}
    entities = [Entity(entity_id, "person", {"ru": name}) for entity_id, name in names.items()]
    assert Resolver(MemoryIndex(entities), Config()).resolve(Query("Sultan Ahmadov")).id == "sultan"


@pytest.mark.parametrize("name", ["Bill Clinton Jr.", "Donald Trump Jr.", "General Hasanov", "Trump"])
def test_who_may_be_another_is_ambiguous(name: str) -> None:
    assert resolve(name).status is Status.AMBIGUOUS, explain(resolve(name))


def test_words_for_kinds_of_places_change_nothing() -> None:
    best = resolve("Republic of Azerbaijan").best
    assert best is not None
    assert (best.entity_id, best.score > 0.3) == ("azerbaijan", True)  # nothing contradicts
    assert resolve("Tower Bridge").id == "tower"


def test_an_institution_is_that_of_its_country() -> None:
    names = "Ministry of Health of Azerbaijan", "Ministry of Health of Georgia", "Ministry of Health of Azerbaijam"
    health = Resolver(MemoryIndex([Entity("health", "organization", {"en": names[0]})]), Config())
    assert [health.resolve(Query(name)).id for name in names] == ["health", None, "health"]


def test_a_word_without_a_common_letter_is_another_name() -> None:
    leader = Resolver(MemoryIndex([Entity("kim", "person", {"en": "Kim Jong-un"})]), Config())
    names = "Kim Jong-il", "Kim Jong-eun", "Kim Jong-ul"
    assert [leader.resolve(Query(name)).id for name in names] == [None, "kim", "kim"]


def test_ordinary_words_alone_are_no_part_of_a_longer_name() -> None:
    bank = Resolver(MemoryIndex([Entity("fed", "organization", {"en": "Federal Reserve System"})]), Config())
    names = "Reserve", "Reserve System", "Federal Reserve System", "Federal Reserv System"
    assert [bank.resolve(Query(name)).id for name in names] == [None, None, "fed", "fed"]


def test_only_persons_have_titles() -> None:
    assert resolver().resolve(Query("President Putin", type="place")).status is Status.NIL


def test_the_title_is_explained() -> None:
    found = resolve("Prime Minister Netanyahu")
    assert found.query.text == "Prime Minister Netanyahu"
    assert "behind the title “prime minister”" in explain(found)


def test_a_title_alone_or_inside_a_name_is_none() -> None:
    assert title_of("President") is None
    assert title_of("Putin President") is None
    assert title_of("Saint Petersburg") is None
    assert title_of("Don Smith") is title_of("Earl Grey") is None


def test_a_generation_stands_behind_a_name() -> None:
    assert generation_of("donald trump jr") == generation_of("donald trump junior") == "j"
    assert generation_of("jr") == generation_of("sr sanchez") == ""


ACRONYMS = (
    Entity(
        "un", "organization", {"en": "United Nations"}, (Alias("UN", "en", "acronym"), Alias("ONU", "fr", "acronym"))
    ),
    Entity("paz", "person", {"es": "Paz"}),
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("the UN", "un"), ("The UN", "un"), ("l’ONU", "un"), ("L'ONU", "un"), ("la ONU", "un"),
        ("my UN", None), ("the OAS", None), ("la Paz", None),
    ],
)  # fmt: skip
def test_an_article_before_an_acronym_is_no_part_of_it(name: str, expected: str | None) -> None:
    resolution = Resolver(MemoryIndex(ACRONYMS), Config()).resolve(Query(name))
    assert resolution.id == expected
    assert resolution.score < 1.0
