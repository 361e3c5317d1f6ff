from __future__ import annotations

import json
from importlib import resources
from itertools import pairwise

import pytest

from namenorm.config import Config
from namenorm.index.reader import MappedIndex
from namenorm.model import Alias, Entity, Query, Resolution, Status
from namenorm.resolving.compare import compare
from namenorm.resolving.explain import explain
from namenorm.resolving.known_names import known_apart
from namenorm.resolving.resolver import Resolver
from namenorm.resolving.words import is_acronym, read_words
from namenorm.text.keys import name_form
from namenorm.text.known_places import bearers, fingerprint

PLACES = (
    Entity("syria", "place", {"en": "Syria", "ar": "سوريا"}),
    Entity("vienna", "place", {"en": "Vienna", "de": "Wien"}),
    Entity("senegal", "place", {"en": "Senegal"}),
    Entity("toronto", "place", {"en": "Toronto"}, (Alias("टोरंटो", "hi"),)),
    Entity("belgrade", "place", {"en": "Belgrade", "de": "Belgrad"}),
)


def resolve(name: str, *more: Entity) -> Resolution:
    return Resolver(MappedIndex.build((*PLACES, *more)), Config()).resolve(Query(name))


def test_the_file_is_in_order_and_says_what_it_was_made_from() -> None:
    data = resources.files("namenorm.text").joinpath("data/known_names.bin").read_bytes()
    header = json.loads(data[: data.index(b"\n")])
    assert all(source in header["about"] for source in ("CLDR, Unicode-3.0", "GeoNames, CC BY 4.0"))
    start, count = data.index(b"\n") + 1, header["names"]
    assert start % 4 == 0
    assert len(data) == start + 8 * count + 2 * header["bearers"]
    assert header["countries"] < header["divisions"] < header["bearers"]
    prints = [int.from_bytes(data[at : at + 4], "little") for at in range(start, start + 4 * count, 4)]
    assert all(left <= right for left, right in pairwise(prints))
    assert fingerprint("styria") >> 16 in set(prints)


def test_names_of_one_place_in_several_languages_have_one_bearer() -> None:
    assert bearers("vienna") & bearers("wien") & bearers("вена")
    assert bearers("syria") & bearers("сирия")
    assert not bearers("styria") & bearers("syria")
    assert not bearers("netenyahu")
    assert not bearers("atharvaveda")  # which GeoNames has for Bern
    assert not bearers("")


def test_how_well_a_name_is_known_as_that_of_others() -> None:
    assert known_apart("styria", bearers("syria")) == 1.0
    assert known_apart("styria", frozenset()) == 0.5
    assert known_apart("wien", bearers("vienna")) == 0.0
    assert known_apart("syrria", bearers("syria")) == 0.0


@pytest.mark.parametrize("name", ["Styria", "Donegal", "Taranto", "Белгород", "Belgorod"])
def test_a_known_name_is_no_misspelling_of_a_listed_one(name: str) -> None:
    assert resolve(name).status is Status.NIL


@pytest.mark.parametrize(
    ("name", "meant"),
    [("Syrria", "syria"), ("Sirya", "syria"), ("Сирия", "syria"), ("Vienne", "vienna"), ("Вена", "vienna"),
     ("Senegall", "senegal"), ("Tornto", "toronto"), ("Belgrado", "belgrade")],
)  # fmt: skip
def test_misspellings_and_other_names_of_listed_places_mean_them(name: str, meant: str) -> None:
    assert resolve(name).id == meant


def test_the_name_of_a_place_is_no_misspelling_of_a_persons() -> None:
    peskov = Entity("peskov", "person", {"en": "Dmitry Peskov"}, (Alias("Peskov"),))
    london = Entity("london", "person", {"en": "Jack London"})
    assert resolve("Pskov", peskov, london).status is Status.NIL
    assert resolve("Peskow", peskov, london).id == "peskov"
    assert resolve("London", peskov, london).candidates[0].entity_id == "london"


def test_the_explanation_says_that_the_name_is_known() -> None:
    assert "known as the name of another" in explain(resolve("Styria"))


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("IBM", "International Business Machines Corporation", True),
        ("UNESCO", "United Nations Educational, Scientific and Cultural Organization", True),
        ("МВД", "Министерство внутренних дел", True),
        ("MIT", "Massachusetts Institute of Technology", True),
        ("IBM", "Intel Business", False),
        ("IMB", "International Business Machines", False),
        ("Iran", "Iran", False),
    ],
)
def test_initials_of_a_name(short: str, long: str, *, expected: bool) -> None:
    left, right = read_words(name_form(short)), read_words(name_form(long))
    assert is_acronym(left, right) is is_acronym(right, left) is expected


def test_an_acronym_is_compared_with_the_long_name() -> None:
    assert compare("IBM", "International Business Machines", "organization", Config()).score >= 0.5
    assert compare("IBM", "Intel Business Group", "organization", Config()).score < 0.5


@pytest.mark.parametrize("name", ["Syria, Virginia", "Toronto, Ohio", "Belgrade (Montana)", "Senegal, Texas"])
def test_a_place_that_lies_elsewhere_is_another(name: str) -> None:
    assert resolve(name).status is Status.NIL


@pytest.mark.parametrize(
    ("name", "id"),
    [("Vienna, Austria", "vienna"), ("Toronto, Ontario", "toronto"), ("Belgrade, Yugoslavia", "belgrade")],
)
def test_a_place_that_lies_where_it_lies_is_meant(name: str, id: str) -> None:
    assert resolve(name).id == id


def test_cues_say_where_a_place_of_a_frequent_name_lies() -> None:
    london = Entity("london", "place", {"en": "London"}, context=("United Kingdom",))
    assert resolve("London, Ontario", london).status is Status.NIL
    assert resolve("London, England", london).id == "london"


def test_a_place_in_a_country_is_not_the_country() -> None:
    assert resolve("Touba, Senegal").status is Status.NIL
    assert resolve("Dakar (Senegal)").status is not Status.RESOLVED
