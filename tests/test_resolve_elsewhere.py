"""What is listed under one name is resolved by others that are known, and by other spellings of its sound."""

from __future__ import annotations

import pytest

from namenorm.index.reader import MappedIndex
from namenorm.model import Entity, Status, Tier
from namenorm.normalizer import Normalizer
from namenorm.resolving.elsewhere import place_of_code

LISTED = [
    Entity("Q956", "place", {"en": "Beijing"}),
    Entity("Q183", "place", {"en": "Germany"}),
    Entity("Q36036", "other", {"en": "Lviv"}),
    Entity("Q1028", "place", {"en": "Morocco"}),
    Entity("Q792", "place", {"en": "El Salvador"}),
    Entity("Q3921", "place", {"en": "Harare"}),
    Entity("Q994", "place", {"en": "Tbilisi"}),
    Entity("Q7184", "organization", {"en": "North Atlantic Treaty Organization"}),
    Entity("Q1041", "person", {"en": "Paris Hilton"}),
    Entity("Q15031", "person", {"en": "Xi Jinping"}),
    Entity("Q30487", "person", {"en": "Mikhail Gorbachev"}),
    Entity("Q35314", "person", {"en": "Nikita Khrushchev"}),
    Entity("Q5685", "person", {"en": "Anton Chekhov"}),
    Entity("Q2866", "person", {"en": "Alexander Lukashenko"}),
    Entity("Q937", "person", {"en": "Albert Einstein"}),
    Entity("Q224", "place", {"en": "Croatia"}),
    Entity("Q39", "other", {"en": "Switzerland"}),
    Entity("Q971", "place", {"en": "Republic of the Congo"}),
]


@pytest.fixture(scope="module")
def normalizer() -> Normalizer:
    return Normalizer.from_entities(LISTED)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Peking", "Q956"), ("Pékin", "Q956"), ("Allemagne", "Q183"), ("Németország", "Q183"),
        ("Lemberg", "Q36036"), ("Львов", "Q36036"), ("OTAN", "Q7184"), ("НАТО", "Q7184"), ("otan", None),
        ("Hrvatska", "Q224"), ("Хърватия", "Q224"), ("Šveicarija", "Q39"),
    ],
)  # fmt: skip
def test_a_known_name_of_what_is_listed_otherwise_means_it(normalizer: Normalizer, name: str, found: str) -> None:
    resolution = normalizer.resolve(name)
    assert resolution.id == found
    assert resolution.best is None or found is None or resolution.best.tier is Tier.KNOWN


UNION = (
    Entity("Q458", "organization", {"en": "European Union"}),
    Entity("Q133668", "organization", {"en": "State Duma", "ru": "Государственная дума"}),
    Entity("Q8880", "organization", {"en": "European Commission"}),
    Entity("Q169203", "organization", {"en": "National Bank of Ukraine", "uk": "Національний банк України"}),
)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Евросоюз", "Q458"), ("Евросоюзом", "Q458"), ("Євросоюзу", "Q458"), ("ЕВРОСОЮЗ", "Q458"),
        ("Еврокомиссии", "Q8880"), ("Госдумы", "Q133668"), ("НБУ", "Q169203"),
        ("евросоюз", None), ("Нбу", None), ("Дума", None),
    ],
)  # fmt: skip
def test_a_body_by_its_short_name_in_any_case(name: str, found: str | None) -> None:
    assert Normalizer.from_entities(UNION).resolve(name).id == found


def test_what_is_not_said_to_be_a_place_is_one_by_its_name_in_its_own_language() -> None:
    """Indonesian calls Athens "Athena"."""
    for lang, rows in (("en", ()), ("id", (0,))):
        kb = MappedIndex.build([Entity("Q37122", "other", {lang: "Athena"})])
        assert place_of_code(kb, "Europe/Athens") == rows


@pytest.mark.parametrize(
    ("name", "found"), [("Швейцарии", "Q39"), ("Швейцарію", "Q39"), ("Швейцеру", None), ("Aserbaidschanli", None)]
)
def test_a_form_of_a_known_name_means_it(normalizer: Normalizer, name: str, found: str | None) -> None:
    resolution = normalizer.resolve(name)
    assert resolution.id == found
    assert normalizer.resolve(name, type="person").id is None


@pytest.mark.parametrize("name", ["Marrakesh", "Bahia", "Salisbury", "Paris", "Wien", "Stockholm", "Congo"])
def test_a_known_name_of_another_place_does_not(normalizer: Normalizer, name: str) -> None:
    """Persian has one name for Marrakesh and Morocco, "Bahia" is Salvador, Salisbury in other countries too.

    So is the Congo, though Spanish has the name for one of them.
    """
    assert normalizer.resolve(name).status is not Status.RESOLVED


def test_a_known_name_counts_only_for_what_is_asked_for(normalizer: Normalizer) -> None:
    assert normalizer.resolve("Peking", type="place").id == "Q956"
    assert normalizer.resolve("Peking", type="person").id is None
    assert normalizer.resolve("OTAN", lang="fr").id == "Q7184"
    assert normalizer.resolve("OTAN", lang="ru").id is None


COUNTRIES = [Entity(name, "place", {"en": name}) for name in ("Iran", "Iraq", "Turkey", "Russia", "China", "Japan")]


@pytest.mark.parametrize(
    ("listed", "name", "found"),
    [
        ([*COUNTRIES, Entity("Q399", "place", {"en": "Armenia"})], "Ermənistan", "Q399"),
        ([Entity("Q399", "place", {"en": "Armenia"})], "Ermənistan", None),  # or the city in Colombia
        ([*COUNTRIES, Entity("Q1428", "place", {"en": "Georgia"})], "Грузия", None),
        (
            [*COUNTRIES, Entity("Q230", "place", {"en": "Georgia"}), Entity("Q994", "place", {"en": "Tbilisi"})],
            "Грузия",
            "Q230",
        ),
        (
            [Entity("Q60", "place", {"en": "New York City"}), Entity("Q1384", "place", {"en": "New York"})],
            "Нью-Йорк",
            "Q60",
        ),
    ],
)
def test_whose_a_shared_name_is_tell_the_others_that_are_listed(
    listed: list[Entity], name: str, found: str | None
) -> None:
    assert Normalizer.from_entities(listed).resolve(name).id == found


def test_a_known_misspelling_is_one(normalizer: Normalizer) -> None:
    found = normalizer.resolve("Tbilsi")
    assert found.best is not None
    assert (found.id, found.best.tier) == ("Q994", Tier.FUZZY)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Си Цзиньпин", "Q15031"), ("Си Цзиньпину", "Q15031"), ("Сі Цзіньпін", "Q15031"), ("Си Чжунсюнь", None),
        ("Michail Gorbatschow", "Q30487"), ("Michaił Gorbaczow", "Q30487"), ("Michail Gorbačov", "Q30487"),
        ("Michail Gorbatsjov", "Q30487"), ("Mihail Gorbatšov", "Q30487"), ("Nikita Chruschtschow", "Q35314"),
        ("Nikita Chruščov", "Q35314"), ("Nikita Khrouchtchev", "Q35314"), ("Anton Tschechow", "Q5685"),
        ("Anton Czechow", "Q5685"), ("Tschechow", "Q5685"), ("Alaksandr Łukaszenka", "Q2866"),
        ("Michael Tschechow", None), ("Raissa Gorbatschowa", None), ("Elsa Einstein", None),
    ],
)  # fmt: skip
def test_a_name_is_read_as_it_sounds_where_its_letters_tell_the_language(
    normalizer: Normalizer, name: str, found: str | None
) -> None:
    assert normalizer.resolve(name).id == found


def test_two_names_of_one_place_are_compared_as_such(normalizer: Normalizer) -> None:
    assert normalizer.compare("Lemberg", "Lviv").score > 0.9
    assert normalizer.compare("Lemberg", "Lviv", type="person").score < 0.9
    assert normalizer.compare("Peking", "Nanking").score < 0.5


def test_a_short_name_of_a_country_is_found_whatever_the_country_is_listed_as() -> None:
    china = Normalizer.from_entities([Entity("Q148", "place", {"en": "People's Republic of China"})])
    assert [link.mention.surface for link in china.find("این کارخانه با چین همکاری دارد.", lang="fa")] == ["چین"]
