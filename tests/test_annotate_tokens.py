"""Words and their offsets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from namenorm.text.tokens import split_glued, tokenize
from tests.counting import count_calls


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("... —", []),
        ("Moshe Ya’alon’s book", ["Moshe", "Ya’alon", "s", "book"]),
        ("the U.S. army", ["the", "U.S.", "army"]),
        ("U.S.-Kazakhstan", ["U.S.", "Kazakhstan"]),
        ("Syria-Iran–Armenia", ["Syria", "Iran", "Armenia"]),
        ("Central\u00a0Asia", ["Central", "Asia"]),
        ("Teh\u00adran Teh-\nran Nagorno-\nKarabakh", ["Teh\u00adran", "Teh-\nran", "Nagorno", "Karabakh"]),
        ("fol¬\ngendes", ["fol¬\ngendes"]),
        ("I\u0307ran e\u0301t", ["I\u0307ran", "e\u0301t"]),
        ("19fourtyfive FLASH90", ["19fourtyfive", "FLASH90"]),
        ("علی\u200cاف", ["علی\u200cاف"]),
        ('נאט"ו', ['נאט"ו']),
        ("\u200fאיראן\u200e", ["איראן"]),
        ("习近平", ["习", "近", "平"]),
        ("ベンヤミン・ネタニヤフ", ["ベンヤミン", "ネタニヤフ"]),
        ("snake_case", ["snake", "case"]),
    ],
)
def test_tokenize(text: str, words: list[str]) -> None:
    assert [token.text for token in tokenize(text)] == words


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("TurkeyGeorgia", ["Turkey", "Georgia"]),
        ("AzerbaijanA", ["Azerbaijan", "A"]),
        ("desGrands", ["des", "Grands"]),
        ("Analyst304", ["Analyst", "304"]),
        ("Georgia", ["Georgia"]),
        ("NATO", ["NATO"]),
    ],
)
def test_split_glued(word: str, parts: list[str]) -> None:
    assert [part.text for part in split_glued(tokenize(word)[0])] == parts


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_offsets_hold_and_tokens_do_not_overlap(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text
        assert token.start >= end
        assert token.folded
        end = token.end
        parts = split_glued(token)
        assert "".join(part.text for part in parts) == token.text
        assert all(text[part.start : part.end] == part.text for part in parts)


@pytest.mark.parametrize(
    "unit", ["a", "a\u200b", "\u0301", "a\u0301", "a.", "a’", "aB", "a-\n", "習", "\u200b", "a b ", "ア", "'", "1a"]
)
def test_work_is_linear_for_hostile_text(unit: str) -> None:
    def cost(size: int) -> int:
        return count_calls(tokenize, unit * (size // len(unit)))

    cost(1000)
    assert cost(80_000) < 4.5 * cost(20_000) + 2000
