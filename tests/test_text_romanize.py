"""Romanisation: one regular Latin form for every name, never empty."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import namenorm.text
from namenorm.text import unidecode_key as unidecode_module
from namenorm.text.fold import fold
from namenorm.text.romanize import romanize
from namenorm.text.unidecode_key import unidecode_key

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), min_size=1, max_size=30)
KEY = re.compile("[a-z0-9]+( [a-z0-9]+)*")


@given(ANY_TEXT)
def test_romanisation_is_a_key(text: str) -> None:
    folded = fold(text)
    if folded:
        assert KEY.fullmatch(romanize(folded))


@given(ANY_TEXT)
def test_raw_texts_are_romanised_too(text: str) -> None:
    assert KEY.fullmatch(romanize(text)) or not text.strip()


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789 ", min_size=1))
def test_latin_stays_as_it_is(text: str) -> None:
    if folded := fold(text):
        assert romanize(folded) == folded


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ильхам Гейдар оглы Алиев", "ilkham geydar ogly aliev"),
        ("Хрущёв", "khrushchev"),
        ("საქართველო", "sakartvelo"),
        ("Μπάμπης", "babis"),
        ("אילהם אלייב", "aylhm alyyb"),
        ("אילהמ אלייב", "aylhm alyyb"),
        ("الهام عليّيف", "alham alyyf"),
        ("キャノン", "kyanon"),
        ("ヴィクトル", "vikutoru"),
        ("マッチ", "macchi"),
        ("大阪", "daban"),
        ("김대중", "gimdaejung"),
        ("नई दिल्ली", "nai dilli"),
        ("স্বাধীনতা", "sbadhinata"),
        ("ประยุทธ์", "prayuth"),
        ("Nguyễn Văn Đức", "nguyen van duc"),
        ("Baku Баку", "baku baku"),
        ("5-й полк", "5 y polk"),
    ],
)
def test_romanised_names(name: str, expected: str) -> None:
    assert romanize(fold(name)) == expected


def test_what_cannot_be_read_still_has_its_own_key() -> None:
    keys = {romanize(text) for text in ("\ud800", "\ud801", "\ue000", "\0", "ь")}
    assert len(keys) == 5


def test_unidecode_has_one_importer() -> None:
    root = Path(str(namenorm.text.__path__[0])).parent
    importers = [
        path.name
        for path in root.rglob("*.py")
        if re.search(r"^\s*(import|from) unidecode\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert importers == ["unidecode_key.py"]


def test_unidecode_key() -> None:
    pytest.importorskip("unidecode")
    assert unidecode_key("Baku") is None
    assert unidecode_key("Баку") == "baku"
    assert unidecode_key("\ud800") is None


def test_unidecode_is_optional(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unidecode_module, "_unidecode", lambda: None)
    assert unidecode_key("Баку") is None
