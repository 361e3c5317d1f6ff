"""Which words are surnames of people whom no gazetteer need list: `namenorm.text.known_surnames`."""

from __future__ import annotations

import json
from importlib import resources
from itertools import pairwise

import pytest

from namenorm.text.fold import fold
from namenorm.text.known_surnames import fingerprint, is_known_surname


def test_the_file_is_in_order_and_says_what_it_was_made_from() -> None:
    data = resources.files("namenorm.text").joinpath("data/known_surnames.bin").read_bytes()
    header, _, prints = data.partition(b"\n")
    assert "Faker, MIT" in json.loads(header)["about"]
    assert len(prints) % 4 == 0
    numbers = [int.from_bytes(prints[at : at + 4], "little") for at in range(0, len(prints), 4)]
    assert len(numbers) > 29_000
    assert all(left < right for left, right in pairwise(numbers))
    assert fingerprint("anderson") in numbers


@pytest.mark.parametrize("word", ["anderson", "garcia", "gronlund", "müller", "иванов", "həsənov", "מזרחי"])
def test_surnames_are_known_as_their_language_writes_them(word: str) -> None:
    assert is_known_surname(fold(word))


@pytest.mark.parametrize("word", ["", "netenyahu", "erdogn", "azerbaijn", "ministry", "нетаньяху"])
def test_misspelt_names_and_ordinary_words_are_none(word: str) -> None:
    assert not is_known_surname(word)
