"""Who or what only has the name of a listed place or person."""

from __future__ import annotations

import pytest

from namenorm.config import Config
from namenorm.model import Alias, Entity, Status
from namenorm.normalizer import Normalizer
from namenorm.resolving.compare import compare

MILAN = (
    "Milano", "Mailand", "Milán", "Milão", "Milaan", "Mediolan", "Milánó", "Milānas", "Milanas", "Miláno", "Милан",
    "Мілан", "Μιλάνο", "მილანი", "Միլան",
)  # fmt: skip
ENTITIES = (
    Entity("milan", "place", {"en": "Milan"}, tuple(Alias(name) for name in MILAN)),
    Entity("ottawa", "place", {"en": "Ottawa", "ru": "Оттава"}),
    Entity("jordan", "place", {"en": "Jordan"}),
    Entity("sofia", "place", {"en": "Sofia"}),
    Entity("thames", "place", {"en": "Thames", "de": "Themse"}),
    Entity("ohio", "place", {"en": "Ohio"}),
    Entity("siemens", "organization", {"en": "Siemens"}, (Alias("Siemens Healthcare"),)),
    Entity("petrol", "organization", {"en": "Azerbaijan State Oil Company"}, (Alias("SOCAR"),)),
    Entity("ilia", "organization", {"en": "Ilia State University"}),
    Entity("defence", "organization", {"en": "Ministry of Defence of Georgia"}),
    Entity("times", "work", {"en": "The Times"}),
    Entity("obama", "person", {"en": "Barack Obama"}),
    Entity("fico", "person", {"en": "Robert Fico", "ru": "Роберт Фицо"}),
    Entity("poroshenko", "person", {"en": "Petro Poroshenko", "uk": "Петро Порошенко"}),
    Entity("league", "organization", {"en": "Arab League"}),
    Entity("party", "organization", {"en": "Democratic Party"}),
    Entity("states", "organization", {"en": "Association of West African States"}),
    Entity("bank", "organization", {"en": "European Central Bank", "ar": "البنك المركزي الأوروبي"}),
    Entity("army", "organization", {"en": "Russian Armed Forces", "ar": "القوات المسلحة الروسية"}),
    Entity("elmar", "person", {"en": "Elmar Mammadyarov"}, (Alias("Mammadyarov", kind="short"),)),
)  # fmt: skip


@pytest.fixture(scope="module")
def normalizer() -> Normalizer:
    return Normalizer.from_entities(ENTITIES)


@pytest.mark.parametrize(
    "name",
    [
        "Milan Kundera", "Milan Galleria", "Milan Heat", "Ottawa River", "Ottawa Castle", "Jordan Valley",
        "Sofia Loren", "Mr Milan", "Miss Jordan", "Obama Foundation", "Milan Road", "Robert of Jordan",
        "Robert Frost", "Роберт Фрост", "Petro Doroshenko", "Петро Дорошенко", "Obama Avenue", "Robert Fico Square",
        "Court of the Arab League", "Arab League Parliament", "National Democratic Party", "Elmar", "Robert",
        "Association of Central African States", "البنك المركزي المصري", "القوات المسلحة السعودية",
        "Aliyar Mammadyarov", "Milan Company", "Sofia Ltd", "Barack Obama Inc.",
    ],
)  # fmt: skip
def test_a_namesake_is_not_the_entity(normalizer: Normalizer, name: str) -> None:
    answer = normalizer.resolve(name)
    assert answer.status is not Status.RESOLVED
    assert answer.score <= 0.3


@pytest.mark.parametrize(
    ("name", "entity_id"),
    [
        ("Milan, Italy", "milan"), ("Millan", "milan"), ("Ottawa City", "ottawa"),
        ("Barack Hussein Obama", "obama"), ("Robert Fizo", "fico"),
        ("Petro Porosenko", "poroshenko"), ("Пётр Порошенко", "poroshenko"),
    ],
)  # fmt: skip
def test_more_words_may_still_mean_the_entity(normalizer: Normalizer, name: str, entity_id: str) -> None:
    assert normalizer.resolve(name).id == entity_id


@pytest.mark.parametrize(("name", "status"), [("Brahmaputra River", Status.RESOLVED), ("Brahmaputra Sun", Status.NIL)])
def test_what_no_town_or_country_is_called_may_be_a_river_but_no_paper(name: str, status: Status) -> None:
    assert Normalizer.from_entities([Entity("river", "place", {"en": "Brahmaputra"})]).resolve(name).status is status


def test_initials_of_another_script_need_not_be_those_of_the_name() -> None:
    normalizer = Normalizer.from_entities([Entity("lavrov", "person", {"en": "Sergey Lavrov"})])
    assert normalizer.resolve("А. Лавров").status is Status.AMBIGUOUS
    assert normalizer.resolve("A. Lavrov").status is Status.NIL


def test_where_a_place_lies_makes_no_other_thing_of_it(normalizer: Normalizer) -> None:
    assert normalizer.resolve("Milan Italy").score > normalizer.resolve("Milan Heat").score


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("London", "London Bridge", False), ("Mexico", "Mexico City", False), ("Sankt Gallen", "St. Gallen", True),
        ("Cairo", "Cairo Airport", False), ("City of Cardiff", "Cardiff", True),
    ],
)  # fmt: skip
def test_places_and_what_is_named_after_them(left: str, right: str, same: bool) -> None:
    assert (compare(left, right, "place", Config()).score > 0.5) is same


@pytest.mark.parametrize(
    "name",
    [
        "Siemens Energy", "Siemens Gamesa", "SOCAR Fugro", "SOCAR Museum", "The Seattle Times", "Irish Times",
        "Iowa State University", "Howard State University", "Ohio Rockets", "Siemens Leasing",
        "West Ilia State University", "Werner Siemens", "Ministry of Justice of Georgia",
    ],
)  # fmt: skip
def test_what_an_organisation_or_paper_is_called_more_makes_it_another(name: str, normalizer: Normalizer) -> None:
    assert normalizer.resolve(name).status is not Status.RESOLVED


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Siemens AG", "siemens"), ("Siemens Company", "siemens"), ("Siemens Helthcare", "siemens"),
        ("Illia State University", "ilia"), ("SOCAR Group", "petrol"),
    ],
)  # fmt: skip
def test_what_only_says_what_it_is_does_not(name: str, id: str, normalizer: Normalizer) -> None:
    assert normalizer.resolve(name).id == id


@pytest.mark.parametrize(
    ("name", "found"),
    [("Siemens", "siemens"), ("Siemens AG", "siemens"), ("Siemens Energy", "energy"), ("Siemens Mobility", None)],
)
def test_a_name_that_lacks_its_legal_form_only_is_no_longer_name(name: str, found: str | None) -> None:
    listed = (
        Entity("siemens", "organization", {"de": "Siemens Aktiengesellschaft"}),
        Entity("energy", "organization", {"de": "Siemens Energy AG"}),
        Entity("health", "organization", {"de": "Siemens Healthineers AG"}),
    )
    assert Normalizer.from_entities(listed).resolve(name).id == found


def test_of_two_that_differ_in_their_legal_forms_none_is_meant() -> None:
    listed = [Entity(form, "organization", {"de": f"Muster {form}"}) for form in ("AG", "GmbH")]
    listed.append(Entity("energy", "organization", {"de": "Muster Energie AG"}))
    assert Normalizer.from_entities(listed).resolve("Muster").status is not Status.RESOLVED
