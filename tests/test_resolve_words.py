from __future__ import annotations

import pytest

from namenorm.resolving.alignment import Similarities, align, candidate_pairs
from namenorm.resolving.conflicts import is_other_consonant, is_other_gender
from namenorm.resolving.edits import default_edits
from namenorm.resolving.readings import head_of
from namenorm.resolving.words import Kind, Words, read_words
from namenorm.text.keys import name_form


def words(name: str) -> Words:
    return read_words(name_form(name))


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("36th Brigade", ["36"]), ("36-я бригада", ["36"]), ("36я бригада", ["36"]),
        ("Arrow-3", ["3"]), ("World War II", ["2"]), ("World War I", ["1"]),
        ("Pope John XXIII", ["23"]), ("COP27", ["cop#27"]), ("Ilham Aliyev", []), ("K0rea", []),
        ("Mohammed V of Morocco", ["5"]), ("Malcolm X Shabazz", []),
    ],
)  # fmt: skip
def test_numbers(name: str, numbers: list[str]) -> None:
    assert [number for number in words(name).numbers if number] == numbers


def test_a_fathers_name_is_not_the_name() -> None:
    found = words("Ilham Heydar oglu Aliyev")
    assert found.kinds == (Kind.PLAIN, Kind.PATRONYMIC, Kind.PATRONYMIC, Kind.PLAIN)
    assert words("Юлія Володимирівна Тимошенко").kinds == (Kind.PLAIN, Kind.PATRONYMIC, Kind.PLAIN)
    assert words("Boris Rabinovich").kinds == (Kind.PLAIN, Kind.PLAIN)


def test_legal_forms_and_names_of_nothing_else() -> None:
    assert Kind.LEGAL in words("Neftegaz LLC").kinds
    assert not words("Neftegaz LLC").generic
    assert words("Holdings Limited").generic or Kind.PLAIN in words("Holdings Limited").kinds


def test_titles_that_end_a_name_are_names() -> None:
    assert words("Imran Khan").kinds == (Kind.PLAIN, Kind.PLAIN)
    assert words("Sultan bin Abdulaziz").kinds == (Kind.PLAIN, Kind.PARTICLE, Kind.PLAIN)
    assert words("Sultan Qaboos").kinds == (Kind.TITLE, Kind.PLAIN)


def test_a_name_always_has_words() -> None:
    for name in ("x", "-", "🙂", "ﷺ", "Mr", "LLC", "\0"):
        assert words(name).texts


def test_concepts_meet_across_languages() -> None:
    assert words("партия").concepts == words("party").concepts == ("party",)
    assert words("דוד").concepts == words("David").concepts == words("大卫").concepts == ("david",)
    assert words("숀 화이트").concepts == words("Shaun White").concepts == ("sean", "white")


def test_words_of_places_are_generic_however_they_are_romanised() -> None:
    kinds = words("Rūdkhāneh-ye Sarūd").kinds
    assert kinds == (Kind.GENERIC, Kind.PARTICLE, Kind.PLAIN)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Ilham Aliyev", "Aliyev Ilham", {("ilham", "ilham"), ("aliyev", "aliyev")}),
        ("Zakkir Hasanov", "Zakir Hasanov", {("zakkir", "zakir"), ("hasanov", "hasanov")}),
        ("I. Aliyev", "Ilham Aliyev", {("i", "ilham"), ("aliyev", "aliyev")}),
        ("Baku Tbilisi", "BakuTbilisi", {("bakutbilisi", "bakutbilisi")}),
        ("Hezbollah", "Iran", set()),
    ],
)
def test_alignment(left: str, right: str, expected: set[tuple[str, str]]) -> None:
    x, y = words(left), words(right)
    groups = x.group, y.group
    known = Similarities(default_edits()).prepare({groups: candidate_pairs(x, y)})[groups]
    alignment = align(x, y, ([1.0] * len(x.texts), [1.0] * len(y.texts)), known)
    found = {
        (
            "".join(x.texts[pair.left : pair.left + pair.left_size]),
            "".join(y.texts[pair.right : pair.right + pair.right_size]),
        )
        for pair in alignment.pairs
    }
    assert found == expected


def test_genders_and_given_names() -> None:
    assert is_other_gender("hasanov", "hasanova")
    assert is_other_gender("aliyev", "alieva")
    assert not is_other_gender("hasanov", "hasanof")
    assert is_other_consonant("zakir", "zahir")
    assert not is_other_consonant("zakir", "zakkir")
    assert not is_other_consonant("ahmed", "ahmet")


def test_heads_of_places() -> None:
    assert head_of("Salem, New Hampshire") == "Salem"
    assert head_of("Стамбул (Турция)") == "Стамбул"
    assert head_of("Salem") is None
    assert head_of(", Salem") is None


def test_a_word_that_is_listed_with_its_arabic_article_keeps_it() -> None:
    party = read_words(name_form("الحزب الليبي"))
    assert party.texts == ("alhzb", "al", "lyby")
    assert party.concepts[0] == "party"
