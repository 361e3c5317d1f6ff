from __future__ import annotations

import json
from importlib import resources
from itertools import pairwise

import pytest

from namenorm.model import Entity, Status
from namenorm.normalizer import Normalizer
from namenorm.text.known_people import fingerprint, is_name_of_people

PEOPLE = Normalizer.from_entities([
    Entity("1", "person", {"en": "Leonhard Brauner"}),
    Entity("2", "person", {"cs": "Ondřej Kotrba"}),
    Entity("3", "person", {"en": "Stefan Dimov"}),
    Entity("4", "other", {"en": "Gregory Walden"}),
    Entity("6", "person", {"ru": "Аркадий Волошин"}),
])  # fmt: skip


def test_the_file_is_in_order_and_says_what_it_was_made_from() -> None:
    data = resources.files("namenorm.text").joinpath("data/known_people.bin").read_bytes()
    start = data.index(b"\n") + 1
    header = json.loads(data[:start])
    assert all(source in header["about"] for source in ("Faker", "mimesis", "MIT", "public domain"))
    prints = [int.from_bytes(data[at : at + 4], "little") for at in range(start, len(data), 4)]
    assert len(prints) == header["words"]
    assert all(left < right for left, right in pairwise(prints))
    assert fingerprint("johansson") in set(prints)


def test_names_of_people_of_many_languages_are_known() -> None:
    assert all(map(is_name_of_people, ("johansson", "ritter", "hajek", "petrov", "okafor", "zahir", "watanabe")))
    assert not any(map(is_name_of_people, ("johanssson", "netenyahu", "zakkir", "gorbachyov", "")))


@pytest.mark.parametrize("name", ["Gregory Walker", "Leonhard Bruckner", "Stefan Petrov"])
def test_a_name_with_another_known_word_is_none_that_is_listed(name: str) -> None:
    assert PEOPLE.resolve(name).status is not Status.RESOLVED


@pytest.mark.parametrize(
    ("name", "found"),
    [("Leonhard Braunr", "1"), ("Leonard Brauner", "1"), ("Ondrej Kotrbba", "2"), ("Stephan Dimov", "3"),
     ("Gregori Walden", "4"), ("Аркадия Волошина", "6")],
)  # fmt: skip
def test_a_misspelt_name_still_means_what_is_listed(name: str, found: str) -> None:
    assert PEOPLE.resolve(name).id == found
