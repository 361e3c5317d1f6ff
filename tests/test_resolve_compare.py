from __future__ import annotations

import pytest

from namenorm.config import Config
from namenorm.resolving.compare import compare

CONFIG = Config()


@pytest.mark.parametrize(
    ("left", "right", "type_"),
    [
        ("Zakkir Hasanov", "Zakir Hasanov", "person"), ("Ильхам Алиев", "Ilham Aliyev", "person"),
        ("אילהם אלייב", "Ilham Aliyev", "person"), ("Teheran", "Tehran", "place"), ("Тегеран", "Tehran", "place"),
        ("Salem, New Hampshire", "Salem", "place"), ("Hezbollah", "Hizbollah", None),
        ("Muammar Gaddafi", "Moammar Kadafi", None), ("Kyiv", "Kiev", None), ("Netenyahu", "Netanyahu", None),
        ("Mao Tse-tung", "Mao Zedong", "person"),
    ],
)  # fmt: skip
def test_same(left: str, right: str, type_: str | None) -> None:
    assert compare(left, right, type_, CONFIG).score >= 0.5


@pytest.mark.parametrize(
    ("left", "right", "type_"),
    [
        ("Heydar Aliyev", "Ilham Aliyev", "person"), ("Iran", "Uzbekistan", "place"),
        ("Владимир Путин", "Ilham Aliyev", "person"),
        ("Tehran", "Baku", None), ("Baku", "Bakuriani", None), ("", "Baku", None), ("x" * 1000, "Baku", None),
        ("Mr. Putin", "Mrs. Putin", None), ("Herr Merkel", "Frau Merkel", "person"),
        ("Donald Trump Jr.", "Donald Trump", None),
    ],
)  # fmt: skip
def test_different(left: str, right: str, type_: str | None) -> None:
    assert compare(left, right, type_, CONFIG).score < 0.5


def test_titles_are_no_part_of_the_names_of_persons() -> None:
    assert compare("Prime Minister Netanyahu", "Netanyahu", "person", CONFIG).score == 0.99
    assert compare("President Putin", "Vladimir Putin", "person", CONFIG).score >= 0.5


def test_scores_of_equal_names() -> None:
    assert compare("Baku", "Baku", None, CONFIG).score == 1.0
    assert compare("Baku", "BAKU", None, CONFIG).score == 0.99
    assert compare("Bakku", "Baku", None, CONFIG).score < 0.99


def test_evidence_says_which_words_stand_for_which() -> None:
    found = compare("Zakkir Hasanov", "Zakir Hasanov", "person", CONFIG)
    assert "zakkir ~ zakir" in [item.note for item in found.evidence]


@pytest.mark.parametrize(
    ("left", "right", "note"),
    [
        ("Mr Putin", "Mrs Putin", "the forms of address are of two genders"),
        ("Donald Trump Jr.", "Donald Trump", "one is the son or the father of the other"),
        ("Jordan Valley", "Jordan", "one is a part of the other, or lies near it"),
        ("Viktoria Orbán", "Viktor Orbán", "names differ as those of two persons do"),
    ],
)
def test_what_contradicts_is_said(left: str, right: str, note: str) -> None:
    found = compare(left, right, None, CONFIG)
    assert found.score <= 0.3
    assert note in [item.note for item in found.evidence]
