"""Places that texts call by a name that is known, though the gazetteer lists others only."""

from __future__ import annotations

import json
from importlib import resources

import numpy as np
import pytest

from namenorm.model import Entity, Tier
from namenorm.normalizer import Normalizer
from namenorm.text.known_places import best_known, known_key
from tests.memory_index import MemoryIndex

LISTED = [
    Entity("Q36036", "place", {"en": "Lviv"}),
    Entity("Q71", "place", {"en": "Geneva"}),
    Entity("Q6761", "other", {"en": "Livorno"}),
    Entity("Q70", "place", {"en": "Bern"}),
    Entity("Q1530", "place", {"en": "Baghdad"}),
    Entity("Q994", "place", {"en": "Tbilisi"}),
    Entity("Q3921", "place", {"en": "Harare"}),
    Entity("Q38", "place", {"en": "Italy"}),
    Entity("Q490", "place", {"en": "Milan"}),
    Entity("Q1449", "organization", {"en": "Genoa"}),
]


@pytest.fixture(scope="module")
def normalizer() -> Normalizer:
    return Normalizer.from_entities(LISTED)


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("de", "Er fuhr nach Lemberg und von dort nach Genf.", ["Q36036"]),
        ("fr", "Il arriva à Berne, puis à Livourne.", ["Q70", "Q6761"]),
        ("ru", "Он прилетел в Женеву, потом в Багдад.", ["Q71", "Q1530"]),
        ("ar", "وصل الوزير إلى جنيف قادما من بغداد", ["Q71", "Q1530"]),
        ("tr", "Bakan Cenevre'den Bağdat'a uçtu.", ["Q71", "Q1530"]),
        ("he", "השר טס לז'נבה ומשם לבגדד.", ["Q71", "Q1530"]),
        ("en", "They reached Salisbury in May.", []),
        ("en", "The film is called Italien.", []),
        ("cs", "Včera jsme viděli Milana v kině.", []),
        ("it", "Partirono da Genova di sera.", []),
    ],
)
def test_known_names_of_a_listed_place_are_found(
    normalizer: Normalizer, lang: str, text: str, found: list[str]
) -> None:
    """ "Genf" is too short, Salisbury lies in other countries too, Italien is a country's, Milan a given name."""
    assert [link.resolution.id for link in normalizer.find(text, lang=lang)] == found


def test_a_known_misspelling_stays_a_misspelling(normalizer: Normalizer) -> None:
    (link,) = normalizer.find("They flew to Tbilsi on Monday.", lang="en")
    assert link.resolution.best is not None
    assert (link.resolution.id, link.resolution.best.tier) == ("Q994", Tier.FUZZY)


def test_two_listed_places_of_one_known_name_are_not_told_apart() -> None:
    twins = Normalizer.from_entities([*LISTED, Entity("Q1", "place", {"de": "Lwiw"})])
    assert twins.find("Sie kamen nach Lemberg.", lang="de") == ()


def test_only_labels_are_filed_under_the_place_that_is_known(normalizer: Normalizer) -> None:
    memory = MemoryIndex(LISTED)
    for entity in LISTED:
        key = known_key(entity.labels["en"].casefold())
        assert list(normalizer.kb.lookup("known", key)) == memory.lookup("known", key) != []
    assert list(normalizer.kb.lookup("known", "=65535")) == memory.lookup("known", "=65535") == []


def test_the_best_known_has_most_names() -> None:
    data = resources.files("namenorm.text").joinpath("data/known_names.bin").read_bytes()
    start = data.index(b"\n") + 1
    header = json.loads(data[:start])
    counts = np.bincount(np.frombuffer(data, dtype="<u2", count=header["names"], offset=start + 6 * header["names"]))
    number = best_known("alexandria")
    assert number is not None
    assert counts[number] > 20
